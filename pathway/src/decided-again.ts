import type { Decider, DecidedEvent, Refusal, Circumstances } from './decider.ts';
import { withItsPlace } from './told.ts';

/**
 * A history in the order in which it happened: by day, and of one day as it was told. State is folded over it, so
 * that what is told late takes its own place; and each entry says when it was told, for whoever looked before that did
 * not know of it.
 */
export function asItHappened<Event extends Pick<DecidedEvent, 'occurredOn' | 'told'>>(
  told: readonly Event[],
): Event[] {
  let upTo = 0;
  const placed = told.map((event): Event => {
    const one = withItsPlace(event, upTo);
    upTo = Math.max(upTo, one.told.last);
    return one;
  });
  return placed.sort((a, b) => (a.occurredOn < b.occurredOn ? -1 : a.occurredOn > b.occurredOn ? 1 : 0));
}

const otherDay: Refusal = {
  code: 'other_day',
  words: 'This could not have been on that day.',
};

/** An entry that would not have been allowed, had an earlier one been as it is now corrected. */
export interface NoLongerAllowed<Event> {
  /** Its place in the history as it was told. */
  readonly at: number;
  readonly event: Event;
  readonly refusal: Refusal;
}

/**
 * The later entries that a correction makes impossible. Both histories are as they were told, one entry beside the
 * other; null stands for one that is not there. Each later entry is decided again on all that had been told before
 * it, as whoever recorded it: named is one that is refused now and was not refused as the record stood.
 */
export function noLongerAllowed<State, Command, Event extends DecidedEvent>(
  decider: Decider<State, Command, Event>,
  before: readonly (Event | null)[],
  after: readonly (Event | null)[],
  circumstancesAt: (at: number) => Circumstances,
): NoLongerAllowed<Event>[] {
  const changed = after.findIndex((event, at) => event !== before[at]);
  if (changed < 0) return [];
  const refusalAt = (history: readonly (Event | null)[], at: number): Refusal | undefined => {
    const event = history[at];
    const command = event && decider.commandOf(event);
    if (!command) return undefined;
    const told = history.slice(0, at).filter(one => one !== null);
    const state = asItHappened(told).reduce<State>((one, each) => decider.evolve(one, each), decider.initial);
    const decision = decider.decide(state, command, circumstancesAt(at));
    if (!decision.ok) return decision.refusal;
    // What nothing may refuse (E34) stands at another day instead, where its own cannot be right.
    const moved = decision.events.some(one => one.occurredOn !== event.occurredOn);
    return moved ? otherDay : undefined;
  };
  return before.flatMap((event, at) => {
    if (event === null || at <= changed) return [];
    const refusal = refusalAt(after, at);
    return refusal && !refusalAt(before, at) ? [{ at, event, refusal }] : [];
  });
}

/**
 * Why a correction cannot be, whatever is let stand: it would leave what is impossible and was not before. Both
 * histories are as they were told, as in `noLongerAllowed`.
 */
export function leavesImpossible<State, Command, Event extends DecidedEvent>(
  decider: Decider<State, Command, Event>,
  before: readonly (Event | null)[],
  after: readonly (Event | null)[],
): Refusal | undefined {
  const faultOf = (history: readonly (Event | null)[]) =>
    decider.impossible(
      asItHappened(history.filter(one => one !== null)).reduce<State>(
        (state, event) => decider.evolve(state, event),
        decider.initial,
      ),
    );
  const found = faultOf(after);
  return found && faultOf(before)?.code !== found.code ? found : undefined;
}
