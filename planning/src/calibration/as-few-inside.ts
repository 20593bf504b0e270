import { runAt } from '../answers/estimate.ts';

/** What the plan's own runs do more seldom than this is told as a fault of the plan: 1 in 20 of right plans cry out. */
export const seldomAsFew = 0.05;

/**
 * How often a world of the plan's own has as few figures inside the intervals of 95% as the observed one. Figures of one
 * stage go up and down together, so a plan that is right now and then misses many of them at once; how often, its own
 * runs tell. What was observed is one world among them, each held against all, so that it is as likely as any run to be
 * the one that fits worst, if the plan is right (the Monte Carlo test of Barnard 1963).
 *
 * @returns the share of worlds, the observed one among them; 1 where no figure can be compared
 */
export function asFewInside(observed: readonly number[], runs: readonly (readonly number[])[]): number {
  const worlds = [observed, ...runs];
  const inside = new Int32Array(worlds.length);
  observed.forEach((_, i) => {
    const all = Float64Array.from(worlds, world => world[i]);
    if (all.some(Number.isNaN)) return;
    const sorted = all.toSorted();
    const [low, high] = [runAt(sorted, 0.025), runAt(sorted, 0.975)];
    for (let world = 0; world < all.length; world++) {
      if (low <= all[world] && all[world] <= high) inside[world]++;
    }
  });
  return inside.filter(count => count <= inside[0]).length / worlds.length;
}

/** "1 in 100": how often, in words that round up. */
export const inWordsOf = (asFew: number): string => `${Math.ceil(100 * asFew)} in 100`;
