import {
  accept,
  refuse,
  type Circumstances,
  type Decision,
  type Happened,
  type Refusal,
} from '../decider.ts';
import type { Day } from '../day.ts';
import { linesTrouble, type LineDecision, type NamedLine } from '../case/copy-lines.ts';
import { erasureGrounds, type Hold, type HoldGround } from '../case/lifetime.ts';
import { refuseBefore } from '../case/answer.ts';
import { unsaved } from './answer.ts';
import type { ConcernEvent, ConcernState } from './concern.ts';

const { retention_ended, unlawfully_held, legal_duty } = erasureGrounds;

/** On what ground a concern is erased. That it is no longer needed is for its schedule to say, and for nobody alone. */
export const concernErasureGrounds = { retention_ended, unlawfully_held, legal_duty } as const;
export type ConcernErasureGround = keyof typeof concernErasureGrounds;

/** Of a concern: what is decided of its lines for the copy that a person asked for of the record of a case. */
interface ForCopy {
  readonly case: string;
  readonly request: string;
  readonly decision: LineDecision;
  readonly lines: readonly NamedLine[];
}

/**
 * What happens to a concern as a record. It stands in the concern itself, under its own key: the case says nothing of
 * it, so whoever reads the case learns nothing of a concern (E33).
 */
export type ConcernLifetimeEvent =
  | Happened<
      'hold_placed',
      { hold: string; by: string; ground: HoldGround; until: Day | null },
      { reason: string }
    >
  | Happened<'hold_lifted', { hold: string; by: string }, { reason: string }>
  | Happened<
      'lines_decided',
      { case: string; request: string; decision: LineDecision; lines: readonly NamedLine[]; by: string },
      { reason: string }
    >
  | Happened<'erasure_asked', { by: string; ground: ConcernErasureGround }, { reason: string }>
  | Happened<'erasure_declined', { by: string }, { reason: string }>
  | Happened<'erased', { by: string; askedBy: string; ground: ConcernErasureGround }>;

export type ConcernLifetimeCommand =
  | { do: 'place_hold'; on: Day; hold: string; ground: HoldGround; until: Day | null; reason: string }
  | { do: 'lift_hold'; on: Day; hold: string; reason: string }
  | ({ do: 'decide_lines'; on: Day; reason: string } & ForCopy)
  | { do: 'ask_erasure'; on: Day; ground: ConcernErasureGround; reason: string }
  | { do: 'decline_erasure'; on: Day; reason: string }
  | { do: 'agree_erasure'; on: Day };

/** Where a concern stands as a record. */
export interface ConcernLifetime {
  readonly holds: readonly Hold[];
  /** Gone again once the concern opens. */
  readonly erasureAsked: {
    readonly by: string;
    readonly on: Day;
    readonly ground: ConcernErasureGround;
  } | null;
  /** When such a request was last declined. */
  readonly declinedOn: Day | null;
}

export const freshConcernLifetime: ConcernLifetime = { holds: [], erasureAsked: null, declinedOn: null };

const lifetimeCommands = {
  place_hold: true,
  lift_hold: true,
  decide_lines: true,
  ask_erasure: true,
  decline_erasure: true,
  agree_erasure: true,
} as const satisfies Record<ConcernLifetimeCommand['do'], true>;

const lifetimeEvents = {
  hold_placed: true,
  hold_lifted: true,
  lines_decided: true,
  erasure_asked: true,
  erasure_declined: true,
  erased: true,
} as const satisfies Record<ConcernLifetimeEvent['type'], true>;

/** These are taken in a closed concern too, and none of them opens it. */
export function isConcernLifetimeCommand<Command extends { readonly do: string }>(
  command: Command,
): command is Extract<Command, ConcernLifetimeCommand> {
  return Object.hasOwn(lifetimeCommands, command.do);
}

export function isConcernLifetimeEvent<Event extends { readonly type: string }>(
  event: Event,
): event is Extract<Event, ConcernLifetimeEvent> {
  return Object.hasOwn(lifetimeEvents, event.type);
}

/** Whether a hold stands on a concern on a day: it then wins over every schedule and every request. */
export function isConcernHeld({ lifetime }: ConcernState, on: Day): boolean {
  return lifetime.holds.some(({ until }) => until === null || until >= on);
}

export function decideConcernLifetime(
  state: ConcernState,
  command: ConcernLifetimeCommand,
  { actor: by, today }: Circumstances,
): Decision<ConcernEvent> {
  const { lifetime } = state;
  const base = { schema: 1, occurredOn: command.on };
  const needsNone = command.do === 'agree_erasure' || command.do === 'decide_lines';
  if (!needsNone && command.reason.trim() === '') {
    return refuse('no_reason', `Give the reason in a few words. ${unsaved}`, 'reason');
  }
  switch (command.do) {
    case 'place_hold': {
      const { on, hold, ground, until, reason } = command;
      if (lifetime.holds.some(one => one.id === hold)) {
        return refuse('already_held', `This hold is already recorded. ${unsaved}`);
      }
      if (until !== null && until < on) {
        return refuse('ends_before_it_begins', `It would end before it begins. ${unsaved}`, 'until');
      }
      return accept({ ...base, type: 'hold_placed', facts: { hold, by, ground, until }, sealed: { reason } });
    }
    case 'lift_hold': {
      const { hold, reason } = command;
      const standing = lifetime.holds.find(one => one.id === hold);
      if (!standing) return refuse('no_such_hold', `There is no such hold on this concern. ${unsaved}`);
      return (
        refuseBefore(command.on, standing.from, 'the hold') ??
        accept({ ...base, type: 'hold_lifted', facts: { hold, by }, sealed: { reason } })
      );
    }
    case 'decide_lines': {
      const { do: _do, on: _on, reason, ...decided } = command;
      return (
        linesTrouble(command) ??
        accept({
          ...base,
          type: 'lines_decided',
          facts: { ...decided, by },
          sealed: { reason: reason.trim() },
        })
      );
    }
    case 'ask_erasure': {
      const { ground, reason } = command;
      if (lifetime.erasureAsked !== null) {
        return refuse(
          'already_asked',
          `Somebody has already asked for this concern to be erased. ${unsaved}`,
        );
      }
      const asked = { ...base, type: 'erasure_asked', facts: { by, ground }, sealed: { reason } } as const;
      return (
        concernMustStay(state, today) ??
        // What was asked before it last opened went when it did.
        refuseBefore(command.on, state.closedOn, 'the closing') ??
        refuseBefore(command.on, lifetime.declinedOn, 'the answer to the last request') ??
        accept(asked)
      );
    }
    case 'decline_erasure':
      if (lifetime.erasureAsked === null) return nothingAsked;
      return (
        refuseBefore(command.on, lifetime.erasureAsked.on, 'the request') ??
        accept({ ...base, type: 'erasure_declined', facts: { by }, sealed: { reason: command.reason } })
      );
    case 'agree_erasure': {
      const asked = lifetime.erasureAsked;
      if (asked === null) return nothingAsked;
      if (asked.by === by) {
        return refuse(
          'same_person',
          `You asked for this concern to be erased, so another safeguarding lead has to agree. ${unsaved}`,
        );
      }
      const facts = { by, askedBy: asked.by, ground: asked.ground };
      return (
        concernMustStay(state, today) ??
        refuseBefore(command.on, asked.on, 'the request') ??
        accept({ ...base, type: 'erased', facts })
      );
    }
    default:
      return command satisfies never;
  }
}

const nothingAsked = refuse(
  'not_asked',
  `Nobody has asked for this concern to be erased. ${unsaved} One safeguarding lead asks, and another agrees.`,
);

/** E22: what keeps a concern from being erased, as far as it says so itself; undefined when nothing does. */
export function concernMustStay(
  state: ConcernState,
  today: Day,
): { ok: false; refusal: Refusal } | undefined {
  if (state.status !== 'closed') {
    return refuse(
      'still_open',
      `This concern is open. ${unsaved} It is erased after it is closed, and never before.`,
    );
  }
  if (isConcernHeld(state, today)) {
    return refuse('held', `A legal hold stands on this concern, and it wins. ${unsaved}`);
  }
  return undefined;
}

export function evolveConcernLifetime(state: ConcernLifetime, event: ConcernLifetimeEvent): ConcernLifetime {
  const on = event.occurredOn;
  switch (event.type) {
    case 'hold_placed': {
      const { hold: id, ground, until } = event.facts;
      return { ...state, holds: [...state.holds, { id, ground, from: on, until }] };
    }
    case 'hold_lifted':
      return { ...state, holds: state.holds.filter(one => one.id !== event.facts.hold) };
    case 'lines_decided':
      return state;
    case 'erasure_asked':
      return { ...state, erasureAsked: { by: event.facts.by, on, ground: event.facts.ground } };
    case 'erasure_declined':
      return { ...state, erasureAsked: null, declinedOn: on };
    case 'erased':
      return state;
    default:
      return event satisfies never;
  }
}
