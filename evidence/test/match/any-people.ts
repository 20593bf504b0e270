import fc from 'fast-check';
import { stream } from '@throughcare/numerics';

/** 2 to 24 people of both arms with scores of which many are equal, three strata, and a rank of their own each. */
export const anyPeople = fc
  .array(
    fc.record({
      arm: fc.constantFrom(0, 1),
      score: fc.oneof(fc.constantFrom(0.25, 0.5, 0.75), fc.double({ min: 0.01, max: 0.99, noNaN: true })),
      stratum: fc.constantFrom(1, 1, 1, 2, -3),
    }),
    { minLength: 0, maxLength: 22 },
  )
  .chain(rows =>
    fc.record({
      rows: fc.constant(rows),
      rank: fc.uniqueArray(fc.integer({ min: 0, max: 999 }), {
        minLength: rows.length + 2,
        maxLength: rows.length + 2,
      }),
    }),
  )
  .map(({ rows, rank }) => {
    const all = [...rows, { arm: 0, score: 0.5, stratum: 1 }, { arm: 1, score: 0.375, stratum: 1 }];
    return {
      treated: all.map(({ arm }) => arm),
      scores: all.map(({ score }) => score),
      stratum: all.map(({ stratum }) => stratum),
      rank,
    };
  });

/** The numbers from 0 in an order of a seed's. */
export function shuffled(count: number, seed: number): number[] {
  const random = stream(seed >>> 0);
  const keys = Array.from({ length: count }, () => random.normal());
  return [...keys.keys()].sort((a, b) => keys[a] - keys[b]);
}
