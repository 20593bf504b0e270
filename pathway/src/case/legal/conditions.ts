import { accept, refuse } from '../../decider.ts';
import { sayDay, type Day } from '../../day.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import { refuseShort, runsOn } from './clocks.ts';

export const conditionKinds = { prohibition: 'Must not', requirement: 'Must' } as const;
export type ConditionKind = keyof typeof conditionKinds;

/** What a condition is about, so that lists can be read without opening its words. */
export const conditionSubjects = {
  contact_with_children: 'Contact with children',
  devices: 'Devices and the internet',
  residence: 'Where they live',
  places: 'Places they may not be in',
  work: 'Work and volunteering',
  reporting: 'Reporting and appointments',
  programme: 'A programme or treatment',
  travel: 'Travel',
  other: 'Something else',
} as const;
export type ConditionSubject = keyof typeof conditionSubjects;

export const conditionEnds = {
  expired: 'It ran its full length',
  varied: 'It was varied: another stands in its place',
  discharged: 'It was discharged',
} as const;
export type ConditionEnd = keyof typeof conditionEnds;

/** Under what a condition stands, by the id of the proceedings, order or clock. Released under investigation has none. */
export interface Under {
  readonly what: 'bail' | 'licence' | 'order' | 'prevention_order';
  readonly id: string;
}

/** One condition. Its words stand verbatim in the event that set it, sealed. */
export interface Condition {
  readonly id: string;
  readonly under: Under;
  readonly kind: ConditionKind;
  readonly subject: ConditionSubject;
  readonly from: Day;
  /** Its own last day; null where it lasts as long as that under which it stands. */
  readonly until: Day | null;
  readonly told: number;
  readonly ended: { readonly on: Day; readonly why: ConditionEnd; readonly told: number } | null;
}

const longest = 4000;

export function setCondition(state: CaseState, command: CommandOf<'set_condition'>): CaseDecision {
  const { on, condition, under, kind, subject, until, words } = command;
  if (state.conditions.some(one => one.id === condition)) {
    return refuse('already_recorded', `This condition is already recorded. ${unsaved}`);
  }
  const stands = standsOn(state, under, on);
  if (stands === undefined) {
    return refuse(
      'nothing_to_stand_under',
      `That did not run on ${sayDay(on)}, so it had no conditions then. ${unsaved} Check the day and what it belongs to.`,
      'under',
    );
  }
  if (words.trim() === '' || words.length > longest) {
    return refuse(
      'words_missing',
      `Write the condition word for word, in at most ${longest} characters. ${unsaved}`,
      'words',
    );
  }
  if (until !== null && until < on) {
    return refuse('ends_before_it_begins', `It would end before it begins. ${unsaved}`, 'until');
  }
  if (until !== null && stands.until !== null && until > stands.until) {
    return refuse(
      'longer_than_the_order',
      `That under which it stands ends on ${sayDay(stands.until)}. ${unsaved} Check the day.`,
      'until',
    );
  }
  const interim = under.what !== 'prevention_order' || stands.interim;
  return (
    refuseShort(on, until, interim) ??
    accept({
      ...event('condition_set', on, { condition, under: { ...under }, kind, subject, until }),
      sealed: { words },
    })
  );
}

export function endCondition(state: CaseState, command: CommandOf<'end_condition'>): CaseDecision {
  const { on, condition, why } = command;
  const found = state.conditions.find(one => one.id === condition);
  if (!found)
    return refuse('no_such_condition', `There is no such condition in this case. ${unsaved}`, 'condition');
  if (found.ended) {
    return refuse(
      'already_ended',
      `That condition ended on ${sayDay(found.ended.on)}. ${unsaved}`,
      'condition',
    );
  }
  if (why === 'expired' && (found.until === null || on < found.until)) {
    return refuse('not_yet', `It had not run its full length by then. ${unsaved}`, 'on');
  }
  return (
    refuseBefore(on, found.from, 'the condition') ?? accept(event('condition_ended', on, { condition, why }))
  );
}

/** The conditions that bind on `on`: not ended, not past their day, and under something that still runs. */
export function bindingConditions(state: CaseState, on: Day): Condition[] {
  return state.conditions.filter(
    one =>
      one.from <= on &&
      one.ended === null &&
      (one.until === null || one.until >= on) &&
      standsOn(state, one.under, on) !== undefined,
  );
}

/** That under which a condition would stand on `on`, with its last day; undefined where it does not run. */
function standsOn(
  state: CaseState,
  { what, id }: Under,
  on: Day,
): { until: Day | null; interim: boolean } | undefined {
  switch (what) {
    case 'bail': {
      const found = state.proceedings.find(one => one.id === id);
      const bailed = found && (found.bail !== null || found.held === 'bail') && isOpen(found.stage);
      return bailed ? { until: null, interim: false } : undefined;
    }
    case 'licence':
    case 'order': {
      const order = state.orders.find(one => one.id === id && one.ended === null && one.from <= on);
      const onLicence = order?.custody?.status === 'on_licence';
      if (!order || (what === 'licence') !== onLicence) return undefined;
      return { until: onLicence ? order.custody.until : order.until, interim: false };
    }
    case 'prevention_order': {
      const clock = state.clocks.find(one => one.id === id);
      if (clock?.kind !== 'prevention_order' || clock.from > on || !runsOn(clock, on)) return undefined;
      return { until: clock.until, interim: clock.interim };
    }
    default:
      return what satisfies never;
  }
}

function isOpen(stage: CaseState['stage']): boolean {
  return stage !== 'sentenced' && stage !== 'ended_without_conviction' && stage !== 'out_of_court';
}
