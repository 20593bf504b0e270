import {
  accept,
  refuse,
  type Circumstances,
  type Decision,
  type Happened,
  type Refusal,
} from '../decider.ts';
import { addMonths, sayDay, type Day } from '../day.ts';
import type { OrganisationState } from '../organisation.ts';

/**
 * A desk of a local authority that takes reports of a child in danger (E34). A charity works across several areas, and an
 * area can have a desk for each of its parts, so there are as many as it sets. No number is the program's own: a wrong one costs the minutes that matter.
 */
export interface DutyDesk {
  readonly id: string;
  /** The area whose children it is for, as people here call it. */
  readonly area: string;
  readonly officeNumber: string;
  /** When the office number is answered, as the authority says it. */
  readonly officeHours: string;
  /** Null where nobody has found one out: pages say so, and what to ring instead. */
  readonly outOfHoursNumber: string | null;
  /** By when somebody rings and looks again whether it is right. It stays shown afterwards, and says so. */
  readonly checkBy: Day;
  /** Who last set it or found it right, and when. */
  readonly by: string;
  readonly since: Day;
}

type Set = Omit<DutyDesk, 'id' | 'by' | 'since'> & { readonly desk: string };

export type DutyDeskEvent =
  | Happened<'duty_desk_set', Set & { by: string }>
  | Happened<'duty_desk_removed', { desk: string; by: string }>;

export type DutyDeskCommand =
  ({ do: 'set_duty_desk'; on: Day } & Set) | { do: 'remove_duty_desk'; on: Day; desk: string };

/** As it is dialled, with spaces; what to choose or ask for may follow. */
const NUMBER = /^\+?\d[\d ()-]{1,22}(?:,? (?:option|extension) \d{1,5})?$/;
const LONGEST_MONTHS = 12;

/** Setting a desk again, as it was or with another number, is how it is checked again. */
export function decideDutyDesk(
  state: Pick<OrganisationState, 'dutyDesks'>,
  command: DutyDeskCommand,
  { actor: by }: Circumstances,
): Decision<DutyDeskEvent> {
  const { on: occurredOn, desk } = command;
  if (command.do === 'remove_duty_desk') {
    if (!state.dutyDesks.some(one => one.id === desk)) {
      return refuse('no_such_desk', 'This duty desk is not listed any more. Nothing was changed.');
    }
    return accept({ type: 'duty_desk_removed', schema: 1, occurredOn, facts: { desk, by } });
  }
  const set: Set = {
    desk,
    area: command.area.trim(),
    officeNumber: command.officeNumber.trim(),
    officeHours: command.officeHours.trim(),
    outOfHoursNumber: command.outOfHoursNumber?.trim() || null,
    checkBy: command.checkBy,
  };
  const refused = refuseDesk(set, occurredOn) ?? refuseSameArea(state.dutyDesks, set);
  if (refused) return refused;
  return accept({ type: 'duty_desk_set', schema: 1, occurredOn, facts: { ...set, by } });
}

function refuseDesk(
  { area, officeNumber, officeHours, outOfHoursNumber, checkBy }: Set,
  on: Day,
): { ok: false; refusal: Refusal } | undefined {
  if (area === '') return refuse('no_area', 'Say for which area it is. Nothing was saved.', 'area');
  if (!NUMBER.test(officeNumber)) return refuse('number', sayNumber, 'officeNumber');
  if (officeHours === '') {
    return refuse('no_hours', 'Say when that number is answered. Nothing was saved.', 'officeHours');
  }
  if (outOfHoursNumber !== null && !NUMBER.test(outOfHoursNumber)) {
    return refuse('number', sayNumber, 'outOfHoursNumber');
  }
  if (checkBy <= on || checkBy > addMonths(on, LONGEST_MONTHS)) {
    return refuse(
      'check_by',
      `It is checked again after ${sayDay(on)}, and within ${LONGEST_MONTHS} months of it. Nothing was saved.`,
      'checkBy',
    );
  }
  return undefined;
}

/** Whether two desks are for the same area, however its name was typed. */
export function sameArea(one: Pick<DutyDesk, 'area'>, other: Pick<DutyDesk, 'area'>): boolean {
  const nameOf = ({ area }: Pick<DutyDesk, 'area'>) =>
    area.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
  return nameOf(one) === nameOf(other);
}

/** Two under one name leave whoever rings to guess which is right. */
function refuseSameArea(desks: readonly DutyDesk[], set: Set): { ok: false; refusal: Refusal } | undefined {
  const other = desks.find(one => one.id !== set.desk && sameArea(one, set));
  if (!other) return undefined;
  const words =
    `A duty desk for ${other.area} is listed already, with the number ${other.officeNumber}. Nothing was saved. Change ` +
    'that one, or say for which part of the area this one is.';
  return refuse('same_area', words, 'area');
}

const sayNumber =
  'Enter a telephone number in figures; what to ask for may follow after a comma, such as: option 3, or: extension 22. Nothing was saved.';

export function evolveDutyDesks(desks: readonly DutyDesk[], event: DutyDeskEvent): readonly DutyDesk[] {
  const others = desks.filter(one => one.id !== event.facts.desk);
  switch (event.type) {
    case 'duty_desk_set': {
      const { desk: id, area, officeNumber, officeHours, outOfHoursNumber, checkBy, by } = event.facts;
      const set = { id, area, officeNumber, officeHours, outOfHoursNumber, checkBy, by };
      return [...others, { ...set, since: event.occurredOn }];
    }
    case 'duty_desk_removed':
      return others;
    default:
      return event satisfies never;
  }
}
