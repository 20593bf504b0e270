import type { Day } from './day.ts';

// What somebody knew. Use this where one entry answers others (an asking, a check, a concern): nothing is refused or moved,
// and what was told or put right afterwards stays unanswered. Where entries say in turn how one thing stands, so that the
// last by day counts, use last-told.ts, which is about days alone.

/**
 * When an entry was told, as its place among all that was told of its stream. A state is folded by the days on which
 * things happened; but nobody can have known, on whatever day, what had not been told yet.
 */
export interface Told {
  /** Its place when it was told first: whoever looked then knew no more than what stands before it. */
  readonly first: number;
  /** Its place as it says now: once it is put right, it says what nobody knew before. */
  readonly last: number;
}

type MaybeTold = { readonly told?: Told };

/** An event of which it is known when it was told. */
export type ToldEvent<Event> = Event extends unknown ? Event & { readonly told: Told } : never;

/** The event with its place: what comes without one is told after the `upTo` that were told before it. */
export function withItsPlace<Event extends MaybeTold>(event: Event, upTo: number): ToldEvent<Event> {
  const told = event.told ?? { first: upTo + 1, last: upTo + 1 };
  return (event.told ? event : { ...event, told }) as ToldEvent<Event>;
}

/** A day on which something happened, and the place at which it was told. */
interface DayTold {
  readonly on: Day;
  readonly told: number;
}

/** Whether whoever looked at a day, and told of it then, knew of what had happened: of that day or before, and told before. */
export function isKnownTo(look: DayTold, happened: DayTold): boolean {
  return happened.on <= look.on && happened.told < look.told;
}
