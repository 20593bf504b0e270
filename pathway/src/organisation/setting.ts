import { accept, refuse, type Decision, type Happened } from '../decider.ts';
import type { Day } from '../day.ts';
import { dueLengths, type DueLength } from '../case/due-length.ts';
import { usualConcernSettings } from '../concern/settings.ts';
import { isWorkingDay } from '../law/working-days.ts';
import type { OrganisationState } from '../organisation.ts';
import { worksHere } from './works-here.ts';

/** A number that an organisation sets for itself, within bounds; `usual` holds until somebody sets another. */
interface NumberSetting {
  readonly words: string;
  readonly unit: 'days' | 'working days' | 'hours';
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

/**
 * What an organisation sets for itself. The usual values are this program's own and nobody's law: whoever is
 * responsible looks at each, and says why they changed it.
 */
export const numberSettings = {
  childrenCheckEvery: {
    words: 'A check on the children around a person falls due again',
    least: 7,
    most: 365,
    ...dueLengths.childrenCheckEvery,
  },
  childrenCheckAfterChange: {
    words: 'It falls due after a change of address, partner, order or work',
    least: 0,
    most: 60,
    ...dueLengths.childrenCheckAfterChange,
  },
  triageWithin: {
    words: 'A referral is answered within',
    least: 1,
    most: 30,
    ...dueLengths.triageWithin,
  },
  keepingReviewWithin: {
    words: 'Once proceedings ended without a conviction, it is decided what is kept within',
    least: 1,
    most: 90,
    ...dueLengths.keepingReviewWithin,
  },
  failureDecisionWithin: {
    words: 'Whether there was a reasonable excuse for not complying is decided within',
    least: 1,
    most: 20,
    ...dueLengths.failureDecisionWithin,
  },
  conditionEndsNotice: {
    words: 'That a condition ends is said beforehand by',
    least: 0,
    most: 180,
    ...dueLengths.conditionEndsNotice,
  },
  chaseAfter: {
    words: 'An authority that has not answered a concern is chased after',
    unit: 'working days',
    least: 1,
    most: 30,
    usual: usualConcernSettings.chaseAfter,
  },
  escalationAnsweredWithin: {
    words: 'A disagreement with an authority that was taken further is answered within',
    unit: 'working days',
    least: 1,
    most: 30,
    usual: usualConcernSettings.escalationAnsweredWithin,
  },
  replyReadableFor: {
    words: 'A caller can read an answer again for',
    unit: 'days',
    least: 1,
    most: 90,
    usual: 30,
  },
  callBackKeptAfter: {
    words: 'A number to call back is destroyed, once the call was made, after',
    unit: 'hours',
    least: 0,
    // Domain 1.2: done and 24 hours, and no longer.
    most: 24,
    usual: 24,
  },
  callBackKeptAtMost: {
    words: 'A number to call back is destroyed, whether or not anybody called, after',
    unit: 'hours',
    least: 1,
    most: 7 * 24,
    usual: 72,
  },
} as const satisfies Readonly<Record<DueLength, NumberSetting>> & Record<string, NumberSetting>;
export type NumberSettingName = keyof typeof numberSettings;
export type NumberSettings = Readonly<Record<NumberSettingName, number>>;

export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** When somebody is there, 'HH:MM' each, on every day of the week from Monday; null is closed. */
export type StaffedHours = readonly ({ readonly opens: string; readonly closes: string } | null)[];

export type SettingEvent =
  | Happened<'setting_set', { setting: NumberSettingName; value: number; owner: string }, { reason: string }>
  | Happened<'staffed_hours_set', { hours: StaffedHours; owner: string }, { reason: string }>;

export type SettingCommand =
  | { do: 'set_number'; on: Day; setting: NumberSettingName; value: number; owner: string; reason: string }
  | { do: 'set_staffed_hours'; on: Day; hours: StaffedHours; owner: string; reason: string };

/** A value in force, since when, and who answers for it. */
export interface Setting<Value> {
  readonly value: Value;
  readonly since: Day;
  readonly owner: string;
}

export interface Settings {
  readonly numbers: Readonly<Partial<Record<NumberSettingName, Setting<number>>>>;
  /** Null until they were set: then nobody can say whether anybody is there. */
  readonly staffedHours: Setting<StaffedHours> | null;
}

export const noSettings: Settings = { numbers: {}, staffedHours: null };

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

export function decideSetting(state: OrganisationState, command: SettingCommand): Decision<SettingEvent> {
  const { on: occurredOn, owner } = command;
  const reason = command.reason.trim();
  if (!worksHere(state, owner)) {
    return refuse(
      'no_such_person',
      'Whoever answers for this setting has to work here. Nothing was saved.',
      'owner',
    );
  }
  if (reason === '') {
    return refuse('no_reason', 'Give the reason in a few words. Nothing was saved.', 'reason');
  }
  if (command.do === 'set_number') {
    const { setting, value } = command;
    const { least, most, unit } = numberSettings[setting];
    if (!Number.isInteger(value) || value < least || value > most) {
      return refuse(
        'out_of_bounds',
        `This can be from ${least} to ${most} ${unit}. Nothing was changed.`,
        'value',
      );
    }
    const facts = { setting, value, owner };
    return accept({ type: 'setting_set', schema: 1, occurredOn, facts, sealed: { reason } });
  }
  const { hours } = command;
  const sensible = (one: StaffedHours[number]) =>
    one === null || (CLOCK.test(one.opens) && CLOCK.test(one.closes) && one.opens < one.closes);
  if (hours.length !== weekdays.length || !hours.every(sensible)) {
    return refuse(
      'hours',
      'Give for each day when it opens and closes, such as 09:00 and 17:00, or leave both empty. Nothing was saved.',
      'hours',
    );
  }
  const facts = { hours: hours.map(one => one && { opens: one.opens, closes: one.closes }), owner };
  return accept({ type: 'staffed_hours_set', schema: 1, occurredOn, facts, sealed: { reason } });
}

export function evolveSettings(settings: Settings, event: SettingEvent): Settings {
  const { occurredOn: since } = event;
  switch (event.type) {
    case 'setting_set': {
      const { setting, value, owner } = event.facts;
      return { ...settings, numbers: { ...settings.numbers, [setting]: { value, since, owner } } };
    }
    case 'staffed_hours_set': {
      const { hours: value, owner } = event.facts;
      return { ...settings, staffedHours: { value, since, owner } };
    }
    default:
      return event satisfies never;
  }
}

/** Every number as it holds now: what was set, or else the usual. */
export function numbersInForce({ numbers }: Pick<Settings, 'numbers'>): NumberSettings {
  const names = Object.keys(numberSettings) as NumberSettingName[];
  const inForce = names.map(name => [name, numbers[name]?.value ?? numberSettings[name].usual]);
  return Object.fromEntries(inForce) as NumberSettings;
}

/** Whether somebody is there at a day and a time ('HH:MM'); a bank holiday is a day on which nobody is. */
export function isStaffed(hours: StaffedHours, day: Day, time: string): boolean {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const open = hours[weekday];
  const isHoliday = weekday < 5 && !isWorkingDay(day);
  return open !== null && open !== undefined && !isHoliday && open.opens <= time && time < open.closes;
}
