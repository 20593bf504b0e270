import type { Day } from '../../day.ts';
import type { Happened } from '../../decider.ts';
import type { EnrolmentBasis } from '../programme/enrolment.ts';
import type { LetterShows } from './shown.ts';

/** What a letter is about. Neither is a report: a letter states what is on record, and nothing that follows from it. */
export const letterKinds = {
  attendance: 'Attendance: how often they came',
  progress: 'Progress: how often they came, and where the programme stands',
} as const;
export type LetterKind = keyof typeof letterKinds;

/** To whom a letter is addressed. */
export const letterRecipients = {
  person: 'The person themselves',
  court: 'A court',
  supervising: 'Whoever supervises their order or licence',
} as const;
export type LetterRecipient = keyof typeof letterRecipients;

export const withdrawalReasons = {
  record_corrected: 'The record was put right after it was issued',
  issued_in_error: 'It should not have been issued',
  asked_by_person: 'The person asked for it',
  replaced: 'Another letter takes its place',
} as const;
export type WithdrawalReason = keyof typeof withdrawalReasons;

export type LetterEvent =
  /** What it said stays as it was said, whatever is put right later. */
  | Happened<
      'letter_issued',
      {
        letter: string;
        kind: LetterKind;
        to: LetterRecipient;
        personAsked: boolean;
        enrolment: string;
        programme: string;
        basis: EnrolmentBasis;
        until: Day;
        shows: LetterShows;
        by: string;
      },
      { name: string }
    >
  | Happened<'letter_withdrawn', { letter: string; reason: WithdrawalReason; by: string }>;

export type LetterCommand =
  | {
      do: 'issue_letter';
      on: Day;
      letter: string;
      kind: LetterKind;
      to: LetterRecipient;
      personAsked: boolean;
      enrolment: string;
      /** Whose letter it is, as their name stands on it. */
      name: string;
      /** The last day that is counted. */
      until: Day;
    }
  | { do: 'withdraw_letter'; on: Day; letter: string; reason: WithdrawalReason };

/** A letter as it was issued. */
export interface Letter {
  readonly id: string;
  readonly kind: LetterKind;
  readonly to: LetterRecipient;
  readonly enrolment: string;
  readonly programme: string;
  readonly basis: EnrolmentBasis;
  readonly on: Day;
  readonly until: Day;
  readonly shows: LetterShows;
  /** The officer whose name stands under it. */
  readonly by: string;
  readonly withdrawn: { readonly on: Day; readonly by: string; readonly reason: WithdrawalReason } | null;
}

export function afterLetter(letters: readonly Letter[], event: LetterEvent): readonly Letter[] {
  const on = event.occurredOn;
  switch (event.type) {
    case 'letter_issued': {
      const { letter: id, kind, to, enrolment, programme, basis, until, shows, by } = event.facts;
      return [
        ...letters,
        { id, kind, to, enrolment, programme, basis, on, until, shows, by, withdrawn: null },
      ];
    }
    case 'letter_withdrawn': {
      const { letter, reason, by } = event.facts;
      return letters.map(one => (one.id === letter ? { ...one, withdrawn: { on, by, reason } } : one));
    }
    default:
      return event satisfies never;
  }
}

const types = { letter_issued: true, letter_withdrawn: true } as const satisfies Record<
  LetterEvent['type'],
  true
>;

export function isLetterEvent(event: { readonly type: string }): event is LetterEvent {
  return Object.hasOwn(types, event.type);
}
