import { newcombeInterval } from '../effect/proportion.ts';

/** One arm: people whose outcome is known, their events, and people whose outcome is not. */
export interface ArmWithGaps {
  readonly n: number;
  readonly events: number;
  readonly unknown: number;
}

export interface TippingPoint {
  /** Events assumed among the unknown of the first and of the second arm, and what the comparison then says. */
  readonly cells: readonly {
    readonly assumed: readonly [number, number];
    readonly difference: number;
    readonly verdict: 'lower' | 'higher' | 'cannot tell yet';
  }[];
  readonly observed: 'lower' | 'higher' | 'cannot tell yet';
  /** The cell nearest to what was observed in which the verdict is another; undefined when none is. */
  readonly nearest: readonly [number, number] | undefined;
}

const STEPS = 10;

/**
 * How many of the people with an unknown outcome would have to have had the event, in each arm, for the verdict to be
 * another (Yan, Lee and Li 2009): all counts, or eleven steps from none to all where there are more.
 */
export function tippingPoint(first: ArmWithGaps, second: ArmWithGaps): TippingPoint {
  for (const { n, events, unknown } of [first, second]) {
    if (!(n > 0 && events >= 0 && events <= n && unknown >= 0)) {
      throw new RangeError(
        `${events} events of ${n} people and ${unknown} unknown: an arm has people, and no more events.`,
      );
    }
  }
  const verdictOf = (a: number, b: number) => {
    const one = { events: first.events + a, n: first.n + first.unknown };
    const other = { events: second.events + b, n: second.n + second.unknown };
    const { lower, upper } = newcombeInterval(one, other);
    const verdict =
      upper < 0 ? ('lower' as const) : lower > 0 ? ('higher' as const) : ('cannot tell yet' as const);
    return { difference: one.events / one.n - other.events / other.n, verdict };
  };
  const { lower, upper } = newcombeInterval(first, second);
  const observed = upper < 0 ? 'lower' : lower > 0 ? 'higher' : 'cannot tell yet';
  const cells = stepsUpTo(first.unknown).flatMap(a =>
    stepsUpTo(second.unknown).map(b => ({ assumed: [a, b] as const, ...verdictOf(a, b) })),
  );
  // As far from what the known people would lead to expect, in people.
  const expected = [first, second].map(({ events, n, unknown }) => (events / n) * unknown);
  const far = ([a, b]: readonly [number, number]): number =>
    Math.abs(a - expected[0]) + Math.abs(b - expected[1]);
  const others = cells
    .filter(cell => cell.verdict !== observed)
    .sort((x, y) => far(x.assumed) - far(y.assumed));
  return { cells, observed, nearest: others[0]?.assumed };
}

function stepsUpTo(unknown: number): number[] {
  if (unknown <= STEPS) return Array.from({ length: unknown + 1 }, (_, k) => k);
  return Array.from({ length: STEPS + 1 }, (_, k) => Math.round((unknown * k) / STEPS));
}
