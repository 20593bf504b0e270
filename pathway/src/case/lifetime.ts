import type { Happened } from '../decider.ts';
import { addMonths, type Day } from '../day.ts';
import type { LineDecision, NamedLine } from './copy-lines.ts';
import type { Due, DueKind } from './due.ts';

/** Why a record must be kept, whatever else would let it go. A hold wins over every schedule and every request. */
export const holdGrounds = {
  inquiry: 'A public inquiry asked for records to be kept',
  court: 'A court or a claim needs it',
  complaint_body: 'A regulator or ombudsman is looking at it',
  police_request: 'The police asked for it to be kept',
  other: 'Another reason, in words',
} as const;
export type HoldGround = keyof typeof holdGrounds;

/**
 * On what ground a record is erased. That the person asks is none: it is noted, and one of these has to be true
 * as well (UK GDPR article 17(1) and (3)).
 */
export const erasureGrounds = {
  retention_ended: 'The time it is kept for has ended',
  no_longer_needed: 'It is no longer needed for what it was collected for',
  unlawfully_held: 'It should not have been held',
  legal_duty: 'A law or a court says that it has to go',
} as const;
export type ErasureGround = keyof typeof erasureGrounds;

export const complaintAnswers = {
  upheld: 'Upheld',
  partly_upheld: 'Partly upheld',
  not_upheld: 'Not upheld',
  withdrawn: 'Withdrawn',
} as const;
export type ComplaintAnswer = keyof typeof complaintAnswers;

/** Why we only keep a record and do nothing else with it for now (UK GDPR article 18(1)). */
export const processingGrounds = {
  accuracy_disputed: 'They say that it is wrong, and we are checking',
  unlawful_but_kept: 'It should not have been held, and they want it kept',
  needed_for_claim: 'They need it for a legal claim',
  objected: 'They object, and we are weighing it',
} as const;
export type ProcessingGround = keyof typeof processingGrounds;

/** What happens to a record as a record: kept, asked for, held, disputed, erased. */
export type LifetimeEvent =
  | Happened<'hold_placed', { hold: string; ground: HoldGround; until: Day | null }, { reason: string }>
  | Happened<'hold_lifted', { hold: string }, { reason: string }>
  | Happened<'complaint_made', { complaint: string }>
  | Happened<'complaint_answered', { complaint: string; answer: ComplaintAnswer }>
  | Happened<'processing_restricted', { ground: ProcessingGround }>
  | Happened<'processing_freed'>
  | Happened<'copy_asked', { request: string }>
  | Happened<
      'copy_lines_decided',
      { request: string; decision: LineDecision; lines: readonly NamedLine[]; by: string },
      { reason: string }
    >
  | Happened<'copy_given', { request: string }>
  | Happened<'erasure_asked', { by: string; ground: ErasureGround; personAsked: boolean }, { reason: string }>
  | Happened<'erasure_declined', { by: string }, { reason: string }>
  // The last entry of a record. Its own keys are destroyed with it; that it happened, and who, stays in clear.
  | Happened<'erased', { by: string; askedBy: string; ground: ErasureGround }>;

export type LifetimeCommand =
  | { do: 'place_hold'; on: Day; hold: string; ground: HoldGround; until: Day | null; reason: string }
  | { do: 'lift_hold'; on: Day; hold: string; reason: string }
  | { do: 'make_complaint'; on: Day; complaint: string }
  | { do: 'answer_complaint'; on: Day; complaint: string; answer: ComplaintAnswer }
  | { do: 'restrict_processing'; on: Day; ground: ProcessingGround }
  | { do: 'free_processing'; on: Day }
  | { do: 'ask_copy'; on: Day; request: string }
  | {
      do: 'decide_copy_lines';
      on: Day;
      request: string;
      decision: LineDecision;
      lines: readonly NamedLine[];
      reason: string;
    }
  | { do: 'give_copy'; on: Day; request: string }
  | { do: 'ask_erasure'; on: Day; ground: ErasureGround; personAsked: boolean; reason: string }
  | { do: 'decline_erasure'; on: Day; reason: string }
  | { do: 'agree_erasure'; on: Day };

export interface Hold {
  readonly id: string;
  readonly ground: HoldGround;
  readonly from: Day;
  /** Null holds until it is lifted. */
  readonly until: Day | null;
}

export interface CopyRequest {
  readonly id: string;
  readonly askedOn: Day;
  readonly givenOn: Day | null;
}

export interface ErasureRequest {
  readonly by: string;
  readonly on: Day;
  readonly ground: ErasureGround;
}

/** Where a record stands as a record. */
export interface Lifetime {
  readonly holds: readonly Hold[];
  /** Complaints without an answer. */
  readonly complaints: readonly { readonly id: string; readonly on: Day }[];
  readonly processingRestricted: ProcessingGround | null;
  /** When that was last changed. */
  readonly processingSince: Day | null;
  readonly copies: readonly CopyRequest[];
  readonly erasureAsked: ErasureRequest | null;
  /** When a request to erase it was last declined. */
  readonly declinedOn: Day | null;
  readonly erasedOn: Day | null;
}

export const freshLifetime: Lifetime = {
  holds: [],
  complaints: [],
  processingRestricted: null,
  processingSince: null,
  copies: [],
  erasureAsked: null,
  declinedOn: null,
  erasedOn: null,
};

const lifetimeEvents = {
  hold_placed: true,
  hold_lifted: true,
  complaint_made: true,
  complaint_answered: true,
  processing_restricted: true,
  processing_freed: true,
  copy_asked: true,
  copy_lines_decided: true,
  copy_given: true,
  erasure_asked: true,
  erasure_declined: true,
  erased: true,
} as const satisfies Record<LifetimeEvent['type'], true>;

export function isLifetimeEvent<Event extends { readonly type: string }>(
  event: Event,
): event is Extract<Event, LifetimeEvent> {
  return Object.hasOwn(lifetimeEvents, event.type);
}

export function evolveLifetime(state: Lifetime, event: LifetimeEvent): Lifetime {
  const on = event.occurredOn;
  switch (event.type) {
    case 'hold_placed': {
      const { hold: id, ground, until } = event.facts;
      return { ...state, holds: [...state.holds, { id, ground, from: on, until }] };
    }
    case 'hold_lifted':
      return { ...state, holds: state.holds.filter(one => one.id !== event.facts.hold) };
    case 'complaint_made':
      return { ...state, complaints: [...state.complaints, { id: event.facts.complaint, on }] };
    case 'complaint_answered':
      return { ...state, complaints: state.complaints.filter(one => one.id !== event.facts.complaint) };
    case 'processing_restricted':
      return { ...state, processingRestricted: event.facts.ground, processingSince: on };
    case 'processing_freed':
      return { ...state, processingRestricted: null, processingSince: on };
    case 'copy_asked': {
      const fresh = { id: event.facts.request, askedOn: on, givenOn: null };
      return { ...state, copies: [...state.copies, fresh] };
    }
    // Which line it holds for depends on what stands under its version, which only the store knows.
    case 'copy_lines_decided':
      return state;
    case 'copy_given':
      return changeCopy(state, event.facts.request, one => ({ ...one, givenOn: on }));
    case 'erasure_asked':
      return { ...state, erasureAsked: { by: event.facts.by, on, ground: event.facts.ground } };
    case 'erasure_declined':
      return { ...state, erasureAsked: null, declinedOn: on };
    case 'erased':
      return { ...state, erasedOn: on };
    default:
      return event satisfies never;
  }
}

function changeCopy(state: Lifetime, id: string, change: (one: CopyRequest) => CopyRequest): Lifetime {
  return { ...state, copies: state.copies.map(one => (one.id === id ? change(one) : one)) };
}

/** Whether a hold stands on a day: it then wins over every schedule. */
export function isHeld({ holds }: Lifetime, on: Day): boolean {
  return holds.some(({ until }) => until === null || until >= on);
}

/** What somebody asked for of a record: for whoever answers for it, and not for whoever carries the case. */
export const requestKinds = ['copy', 'erasure'] as const satisfies readonly DueKind[];

export function isRequest(kind: DueKind): kind is (typeof requestKinds)[number] {
  return requestKinds.some(one => one === kind);
}

/** What is due about the record itself: a copy within one month (UK GDPR article 12(3)), an erasure to be decided. */
export function lifetimeDue({ copies, erasureAsked }: Lifetime): Due[] {
  const asked = copies.filter(one => one.givenOn === null);
  return [
    ...asked.slice(0, 1).map(({ askedOn }): Due => ({
      kind: 'copy',
      by: addMonths(askedOn, 1),
      because: 'They asked for a copy of what is held about them; the law gives one month.',
    })),
    ...(erasureAsked === null
      ? []
      : [
          {
            kind: 'erasure',
            by: addMonths(erasureAsked.on, 1),
            because: 'Somebody asked for this record to be erased; a second person decides.',
          } as const,
        ]),
  ];
}
