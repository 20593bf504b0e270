import { newcombeInterval } from '../effect/proportion.ts';

/**
 * One arm: people whose outcome is known, their events, and people whose outcome is not. A weighted arm is told by its
 * effective number and its risk times that.
 */
export interface ArmWithGaps {
  readonly n: number;
  readonly events: number;
  readonly unknown: number;
}

type Verdict = 'lower' | 'higher' | 'cannot tell yet';

export interface TippingPoint {
  readonly observed: Verdict;
  /** Events assumed among the unknown of the first and of the second arm, and what the comparison then says. */
  readonly cells: readonly {
    readonly assumed: readonly [number, number];
    readonly difference: number;
    readonly verdict: Verdict;
  }[];
  /**
   * For events assumed among the unknown of the first arm, those among the second's with which the verdict is still as
   * observed, from and to; undefined when there are none.
   */
  readonly frontier: readonly {
    readonly first: number;
    readonly stays: readonly [number, number] | undefined;
  }[];
  /**
   * The counts nearest, in people, to what the known lead to expect among the unknown, with which the verdict is another;
   * undefined when there are none.
   */
  readonly nearest: readonly [number, number] | undefined;
}

/** Rows and columns of the grid, and points of the frontier: all counts where they are no more. */
const CELLS = 10;
const POINTS = 100;

/**
 * How many of the people with an unknown outcome would have to have had the event, in each arm, for the verdict to be
 * another (Yan, Lee and Li 2009). The verdict is of Newcombe's interval of the difference at `level`; more events in the
 * second arm can only move it towards lower, so the counts that keep it are a run, whose ends are exact.
 */
export function tippingPoint(first: ArmWithGaps, second: ArmWithGaps, level = 0.95): TippingPoint {
  requireArm(first);
  requireArm(second);
  const at = (a: number, b: number): { difference: number; verdict: Verdict } => {
    const one = { events: first.events + a, n: first.n + first.unknown };
    const other = { events: second.events + b, n: second.n + second.unknown };
    return {
      difference: one.events / one.n - other.events / other.n,
      verdict: verdictOf(newcombeInterval(one, other, level)),
    };
  };
  const observed = verdictOf(newcombeInterval(first, second, level));
  const staysAt = (a: number): readonly [number, number] | undefined => {
    const sizeOf = (b: number): number => SIZE[at(a, b).verdict];
    // From b = 0 on the verdict goes from higher to cannot tell to lower.
    const from = firstWhere(second.unknown, b => sizeOf(b) <= SIZE[observed]);
    const to = firstWhere(second.unknown, b => sizeOf(b) < SIZE[observed]) - 1;
    return from <= to ? [from, to] : undefined;
  };
  return {
    observed,
    cells: stepsUpTo(first.unknown, CELLS).flatMap(a =>
      stepsUpTo(second.unknown, CELLS).map(b => ({ assumed: [a, b] as const, ...at(a, b) })),
    ),
    frontier: stepsUpTo(first.unknown, POINTS).map(a => ({ first: a, stays: staysAt(a) })),
    nearest: nearestTurn(first, second, staysAt),
  };
}

const SIZE: Readonly<Record<Verdict, number>> = { lower: 0, 'cannot tell yet': 1, higher: 2 };

function nearestTurn(
  first: ArmWithGaps,
  second: ArmWithGaps,
  staysAt: (a: number) => readonly [number, number] | undefined,
): readonly [number, number] | undefined {
  const [ofFirst, ofSecond] = [first, second].map(({ events, n, unknown }) => (events / n) * unknown);
  const expected = Math.round(ofSecond);
  let nearest: readonly [number, number] | undefined;
  let least = Number.POSITIVE_INFINITY;
  // Outwards from what is expected of the first arm, until that alone is farther than the nearest found.
  const counts = Array.from({ length: first.unknown + 1 }, (_, a) => a).sort(
    (a, b) => Math.abs(a - ofFirst) - Math.abs(b - ofFirst),
  );
  for (const a of counts) {
    if (Math.abs(a - ofFirst) >= least) break;
    const stays = staysAt(a);
    const isTurned = (b: number): boolean => stays === undefined || b < stays[0] || b > stays[1];
    for (const b of [expected, ...(stays ? [stays[0] - 1, stays[1] + 1] : [])]) {
      const far = Math.abs(a - ofFirst) + Math.abs(b - ofSecond);
      if (b >= 0 && b <= second.unknown && isTurned(b) && far < least) [nearest, least] = [[a, b], far];
    }
  }
  return nearest;
}

/** The least of 0 to `last` for which something holds that then holds for all after it; `last` + 1 when for none. */
function firstWhere(last: number, holds: (b: number) => boolean): number {
  let low = 0;
  let high = last + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function verdictOf({ lower, upper }: { readonly lower: number; readonly upper: number }): Verdict {
  if (upper < 0) return 'lower';
  return lower > 0 ? 'higher' : 'cannot tell yet';
}

function requireArm({ n, events, unknown }: ArmWithGaps): void {
  if (!(n > 0 && Number.isFinite(n) && events >= 0 && events <= n)) {
    throw new RangeError(
      `${events} events of ${n} people: an arm has people, and no more events than people.`,
    );
  }
  if (!(Number.isInteger(unknown) && unknown >= 0)) {
    throw new RangeError(`unknown was ${unknown}; it is a whole number of people, 0 or more.`);
  }
}

function stepsUpTo(unknown: number, steps: number): number[] {
  if (unknown <= steps) return Array.from({ length: unknown + 1 }, (_, k) => k);
  return Array.from({ length: steps + 1 }, (_, k) => Math.round((unknown * k) / steps));
}
