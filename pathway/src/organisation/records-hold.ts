import {
  accept,
  refuse,
  type Circumstances,
  type Decision,
  type Happened,
  type Refusal,
} from '../decider.ts';
import type { Day } from '../day.ts';
import type { HoldGround } from '../case/lifetime.ts';
import type { OrganisationState } from '../organisation.ts';
import type { Role } from './people.ts';
import { scheduledClasses, type ScheduledClass } from './retention.ts';

/** What a hold can cover: one class of records, or every one. */
export const heldScopes = { everything: 'Every record, of every kind', ...scheduledClasses } as const;
export type HeldScope = ScheduledClass | 'everything';

/**
 * A legal hold on a class of records or on all of them, as an inquiry or a court asks for: nothing of it goes, by a
 * schedule or by two people, until it is lifted or has ended.
 */
export interface RecordsHold {
  readonly id: string;
  readonly scope: HeldScope;
  readonly ground: HoldGround;
  /** Who answers for it here, and who outside asked for it. */
  readonly owner: string;
  readonly authority: string;
  readonly from: Day;
  /** Null holds until it is lifted. */
  readonly until: Day | null;
  readonly by: string;
}

type Facts = Omit<RecordsHold, 'id' | 'from'> & { hold: string };

export type RecordsHoldEvent =
  | Happened<'records_held', Facts, { reason: string }>
  | Happened<'records_freed', { hold: string; by: string }, { reason: string }>;

export type RecordsHoldCommand =
  | ({ do: 'hold_records'; on: Day; reason: string } & Omit<Facts, 'by'>)
  | { do: 'free_records'; on: Day; hold: string; reason: string };

export function isRecordsHoldEvent(event: { readonly type: string }): boolean {
  return event.type === 'records_held' || event.type === 'records_freed';
}

/**
 * Who may lift a hold that somebody else set: another safeguarding lead, or, where a house has one alone, an
 * administrator.
 */
export const liftsHolds = ['safeguarding_lead', 'administrator'] as const satisfies readonly Role[];

/** Setting one takes one person, since it only keeps; lifting it takes another than the one who set it. */
export function decideRecordsHold(
  state: OrganisationState,
  command: RecordsHoldCommand,
  { actor: by }: Circumstances,
): Decision<RecordsHoldEvent> {
  const { on: occurredOn, hold } = command;
  const reason = command.reason.trim();
  if (reason === '') {
    return refuse('no_reason', 'Give the reason in a few words. Nothing was saved.', 'reason');
  }
  const standing = state.recordsHolds.find(one => one.id === hold);
  if (command.do === 'free_records') {
    if (!standing) return refuse('no_such_hold', 'There is no such hold here. Nothing was saved.');
    if (standing.by === by) return refuse('same_person', sayNotAlone(state, by));
    return accept({ type: 'records_freed', schema: 1, occurredOn, facts: { hold, by }, sealed: { reason } });
  }
  const refused = standing ? alreadyHeld : refuseHold(state, command);
  if (refused) return refused;
  const { scope, ground, owner, until } = command;
  const facts = { hold, scope, ground, owner, authority: command.authority.trim(), until, by };
  return accept({ type: 'records_held', schema: 1, occurredOn, facts, sealed: { reason } });
}

/** Whether somebody else than `by` works here who can lift a hold that they set. */
export function isLiftedByOthers({ people }: Pick<OrganisationState, 'people'>, by: string): boolean {
  return people.some(
    one => one.active && one.user !== by && one.roles.some(role => liftsHolds.some(may => may === role)),
  );
}

function sayNotAlone(state: OrganisationState, by: string): string {
  return isLiftedByOthers(state, by)
    ? 'You set this hold, so another safeguarding lead or an administrator has to lift it. Nothing was saved, and the hold stands.'
    : 'You set this hold, and nobody else here is a safeguarding lead or an administrator. Nothing was saved, and the hold stands. Make an account for a second person first, under Organisation; then they can lift it.';
}

const alreadyHeld = refuse('already_held', 'This hold is already recorded. Nothing was saved.');

function refuseHold(
  state: OrganisationState,
  { on, authority, owner, until }: Extract<RecordsHoldCommand, { do: 'hold_records' }>,
): { ok: false; refusal: Refusal } | undefined {
  if (authority.trim() === '') {
    return refuse('no_authority', 'Say who asked for it, and under what. Nothing was saved.', 'authority');
  }
  if (!state.people.some(person => person.user === owner && person.active)) {
    return refuse('no_such_person', 'Whoever answers for it has to work here. Nothing was saved.', 'owner');
  }
  if (until !== null && until < on) {
    return refuse('ends_before_it_begins', 'It would end before it begins. Nothing was saved.', 'until');
  }
  return undefined;
}

export function evolveRecordsHolds(
  holds: readonly RecordsHold[],
  event: RecordsHoldEvent,
): readonly RecordsHold[] {
  switch (event.type) {
    case 'records_held': {
      const { hold: id, ...facts } = event.facts;
      return [...holds, { id, ...facts, from: event.occurredOn }];
    }
    case 'records_freed':
      return holds.filter(one => one.id !== event.facts.hold);
    default:
      return event satisfies never;
  }
}

/** Whether a hold covers records of this class on a day. Grounds are for people: every hold wins alike. */
export function isClassHeld(holds: readonly RecordsHold[], of: ScheduledClass, on: Day): boolean {
  return holds.some(
    ({ scope, until }) => (scope === 'everything' || scope === of) && (until === null || until >= on),
  );
}
