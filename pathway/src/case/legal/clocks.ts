import { accept, refuse } from '../../decider.ts';
import { sayDay, type Day } from '../../day.ts';
import { preventionOrderAtLeastUntil, shortestPreventionOrder } from '../../law/prevention-order.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import type { BarringStatus } from './barring.ts';

/** Clocks that run beside the order and end on days of their own: the end of an order ends none of them (domain 2.1). */
export const clockKinds = {
  notification: 'Notification',
  prevention_order: 'Prevention order',
  barring: 'Barring',
  mappa: 'MAPPA',
  rehabilitation: 'Rehabilitation period',
} as const;
export type ClockKind = keyof typeof clockKinds;

export const clockEnds = {
  expired: 'It ran its full length',
  court: 'A court ended it',
  police_review: 'The police ended it after a review',
  deregistered: 'It is no longer managed so',
  replaced: 'Another came in its place',
  conviction_quashed: 'The conviction it followed was quashed',
} as const;
export type ClockEnd = keyof typeof clockEnds;

interface Running {
  readonly id: string;
  readonly from: Day;
  /** Null runs on without an end. */
  readonly until: Day | null;
  /** The day on which that was last changed; absent where it never was. */
  readonly untilSince?: Day;
  readonly told: number;
  /** When its last day was told: with the clock itself, until that is changed. */
  readonly untilTold: number;
  readonly ended: {
    readonly on: Day;
    readonly why: ClockEnd | 'not_barred';
    readonly told: number;
  } | null;
}

export interface NotificationClock extends Running {
  readonly kind: 'notification';
  /** The first notification, within three days; null where it began before we asked for that. */
  readonly first: { readonly by: Day; readonly doneOn: Day | null } | null;
  /** The days on which changes were notified. */
  readonly changes: readonly Day[];
  /** Each time that they notified, first or later, and when that was told first. */
  readonly notified: readonly { readonly on: Day; readonly told: number }[];
}

export interface PreventionOrder extends Running {
  readonly kind: 'prevention_order';
  readonly interim: boolean;
}

export interface BarringClock extends Running {
  readonly kind: 'barring';
  readonly status: BarringStatus;
  readonly since: Day;
  readonly reviewOn: Day | null;
}

export interface MappaClock extends Running {
  readonly kind: 'mappa';
  /** The MAPPA category and level, 1 to 3; null where an earlier version did not ask. */
  readonly under: 1 | 2 | 3 | null;
  readonly level: 1 | 2 | 3 | null;
  readonly since: Day;
  readonly reviewOn: Day | null;
}

export interface RehabilitationClock extends Running {
  readonly kind: 'rehabilitation';
  readonly order: string;
}

export type Clock = NotificationClock | PreventionOrder | BarringClock | MappaClock | RehabilitationClock;

/** Whether a clock still runs on `on`. */
export function runsOn(clock: Clock, on: Day): boolean {
  return clock.ended === null && (clock.until === null || clock.until >= on);
}

type Span = Pick<Running, 'from' | 'until'>;

/** Whether two spans have a day in common. */
function overlap(a: Span, b: Span): boolean {
  return (a.until === null || b.from <= a.until) && (b.until === null || a.from <= b.until);
}

/** Begins with a clock that runs, or says why there is none. */
export function withClock<Kind extends ClockKind>(
  state: Pick<CaseState, 'clocks'>,
  { on, clock: id }: { on: Day; clock: string },
  kinds: readonly Kind[],
  decide: (found: Extract<Clock, { kind: Kind }>) => CaseDecision,
): CaseDecision {
  const found = state.clocks.find(one => one.id === id);
  if (!found || !(kinds as readonly ClockKind[]).includes(found.kind)) {
    return refuse(
      'no_such_clock',
      `Nothing of that kind runs in this case. ${unsaved} Choose one that is there.`,
      'clock',
    );
  }
  if (found.ended) {
    return refuse('already_ended', `That ended on ${sayDay(found.ended.on)}. ${unsaved}`, 'clock');
  }
  const since = 'since' in found ? found.since : found.from;
  return (
    refuseBefore(on, since, 'what was last recorded of it') ?? decide(found as Extract<Clock, { kind: Kind }>)
  );
}

/** A refusal where another of this kind runs already, or the days are the wrong way round. */
export function refuseClock(
  state: Pick<CaseState, 'clocks'>,
  kind: ClockKind,
  { on, clock, until }: { on: Day; clock: string; until: Day | null },
) {
  if (until !== null && until < on) {
    return refuse('ends_before_it_begins', `It would end before it begins. ${unsaved}`, 'until');
  }
  const taken = state.clocks.some(one => one.id === clock);
  const beside = state.clocks.filter(one => one.kind === kind && !one.ended);
  if (taken || beside.some(one => overlap(one, { from: on, until }))) {
    return refuse(
      'already_running',
      `That is already running. ${unsaved} End it first, or correct it.`,
      'on',
    );
  }
  return undefined;
}

/** A refusal where a prevention order, or a condition of one, would run for less time than a court can order. */
export function refuseShort(from: Day, until: Day | null, interim: boolean) {
  if (interim || until === null || until >= preventionOrderAtLeastUntil(from)) return undefined;
  return refuse(
    'shorter_than_the_law',
    `A fixed period is at least five years, here until ${sayDay(preventionOrderAtLeastUntil(from))} (${shortestPreventionOrder.source}). ${unsaved} Check the day, or leave it empty where it runs until further order.`,
    'until',
  );
}

const fixedEnd = ['notification', 'prevention_order', 'rehabilitation'] as const;

export function changeClockEnd(state: CaseState, command: CommandOf<'change_clock_end'>): CaseDecision {
  const { on, clock, until } = command;
  return withClock(state, command, fixedEnd, found => {
    const early = refuseBefore(on, found.untilSince ?? null, 'the last change of its end');
    if (early) return early;
    if (until !== null && until < on) {
      return refuse(
        'ends_before_it_begins',
        `That end is before the day of the change. ${unsaved} End it instead.`,
        'until',
      );
    }
    const others = state.clocks.filter(one => one !== found && one.kind === found.kind && !one.ended);
    if (found.kind !== 'rehabilitation' && others.some(one => overlap(one, { from: found.from, until }))) {
      return refuse(
        'already_running',
        `It would run into another of its kind. ${unsaved} End that first, or correct it.`,
        'until',
      );
    }
    const interim = found.kind !== 'prevention_order' || found.interim;
    return (
      refuseShort(found.from, until, interim) ?? accept(event('clock_end_changed', on, { clock, until }))
    );
  });
}

export function endClock(state: CaseState, command: CommandOf<'end_clock'>): CaseDecision {
  const { on, clock, why } = command;
  const endable = ['notification', 'prevention_order', 'rehabilitation', 'mappa'] as const;
  return withClock(state, command, endable, found => {
    const early = refuseBefore(on, found.untilSince ?? null, 'the last change of its end');
    if (early) return early;
    if ((why === 'deregistered') !== (found.kind === 'mappa')) {
      return refuse('cannot_end_so', `It does not end like that. ${unsaved} Choose another reason.`, 'why');
    }
    if (why === 'expired' && (found.until === null || on < found.until)) {
      const runs = found.until === null ? 'It has no last day' : `It runs until ${sayDay(found.until)}`;
      return refuse('not_yet', `${runs}, so it had not run its full length. ${unsaved}`, 'on');
    }
    return accept(event('clock_ended', on, { clock, why }));
  });
}
