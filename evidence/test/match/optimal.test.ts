import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { matchNearest, matchOptimal, personRank } from '../../src/index.ts';
import type { Matched, MatchPeople, OptimalOptions } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { anyPeople, shuffled } from './any-people.ts';
import { bestPairs } from './by-hand.ts';
import { ids, matchIt, scores, treated } from './matchit.ts';

const tried = (people: MatchPeople, options: OptimalOptions): Matched | string => {
  try {
    return matchOptimal(people, options);
  } catch (error) {
    assert.ok(error instanceof RangeError);
    return error.message;
  }
};

const anyOptions = fc.record(
  {
    estimand: fc.constantFrom('ATT' as const, 'ATC' as const),
    ratio: fc.integer({ min: 1, max: 3 }),
    caliper: fc.record({
      width: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
      in: fc.constant('score units' as const),
    }),
  },
  { requiredKeys: ['estimand'] },
);

test('as many pairs as there can be, and the least sum of distances of all ways to have them', () => {
  fc.assert(
    fc.property(anyPeople, anyOptions, (people, options) => {
      const arm = options.estimand === 'ATT' ? 1 : 0;
      const rows = [...people.treated.keys()];
      const others = rows.filter(i => people.treated[i] !== arm);
      if (others.length > 12) return;
      const matched = tried(people, options);
      const best = bestPairs(
        rows
          .filter(i => people.treated[i] === arm)
          .flatMap(i => Array<number>(options.ratio ?? 1).fill(i))
          .map(i =>
            others.map(j => {
              const apart = Math.abs(people.scores[i] - people.scores[j]);
              const may =
                people.stratum[i] === people.stratum[j] && apart <= (options.caliper?.width ?? Infinity);
              return may ? apart : Infinity;
            }),
          ),
      );
      if (typeof matched === 'string') {
        return assert.ok(best.pairs === 0 || others.length < (options.ratio ?? 1), matched);
      }
      assert.equal(matched.pairs?.[0].length, best.pairs);
      assertNear(matched.distance, best.distance, 1e-12);
      assert.ok(matched.widest <= (options.caliper?.width ?? Infinity));
    }),
    { numRuns: 400 },
  );
});

test('with a caliper that holds everybody the sum is what it is without one', () => {
  fc.assert(
    fc.property(anyPeople, fc.integer({ min: 1, max: 2 }), (people, ratio) => {
      const free = tried(people, { estimand: 'ATT', ratio });
      const held = tried(people, { estimand: 'ATT', ratio, caliper: { width: 1, in: 'score units' } });
      if (typeof free === 'string' || typeof held === 'string') return assert.equal(typeof free, typeof held);
      assertNear(free.distance, held.distance, 1e-12);
      // Two for each may be shared out in several ways with one sum, so that only the number of pairs is certain.
      assert.equal(free.pairs?.[0].length, held.pairs?.[0].length);
    }),
  );
});

test('the order of the rows decides nothing', () => {
  fc.assert(
    fc.property(anyPeople, anyOptions, fc.integer(), (people, options, seed) => {
      const places = shuffled(people.treated.length, seed);
      const take = (values: readonly number[]): number[] => places.map(i => values[i]);
      const { treated, scores, stratum, rank } = people;
      const matched = tried(people, options);
      const again = tried(
        { treated: take(treated), scores: take(scores), stratum: take(stratum), rank: take(rank) },
        options,
      );
      if (typeof matched === 'string' || typeof again === 'string') return assert.equal(matched, again);
      assert.equal(matched.distance, again.distance);
      places.forEach((i, k) => assertNear(again.weights[k], matched.weights[i], 1e-12));
    }),
  );
});

describe('on lalonde', () => {
  const people = { treated, scores, rank: personRank(ids) };

  test('pairs are no further apart in sum than those of optmatch', () => {
    const { sets } = matchIt.optimal;
    const second = new Map(sets.map((set, i) => [set, i] as const).filter(([, i]) => treated[i] === 0));
    const theirs = sets.reduce((sum, set, i) => {
      const other = second.get(set);
      return treated[i] === 1 && other !== undefined ? sum + Math.abs(scores[i] - scores[other]) : sum;
    }, 0);
    const ours = matchOptimal(people, { estimand: 'ATT' });
    assert.equal(ours.pairs?.[0].length, 185);
    assert.ok(ours.distance <= theirs * (1 + 1e-12), `${ours.distance} ${theirs}`);
  });

  test('two each, and within a caliper, are never worse than nearest matching', () => {
    const caliper = { width: 0.2, in: 'standard deviations' } as const;
    for (const options of [
      { ratio: 2 },
      { caliper },
      { caliper, ratio: 2 },
      { caliper, scale: 'logit' },
    ] as const) {
      const optimal = matchOptimal(people, { estimand: 'ATT', ...options });
      const nearest = matchNearest(people, { estimand: 'ATT', ...options });
      const [more, fewer] = [optimal.pairs?.[0].length ?? 0, nearest.pairs?.[0].length ?? 0];
      assert.ok(more > fewer || (more === fewer && optimal.distance <= nearest.distance));
    }
  });
});

test('20,000 people are matched, also within a caliper, and everybody alike', () => {
  const count = 20_000;
  const scores = Float64Array.from({ length: count }, (_, i) => ((i * 7919) % count) / count);
  const treated = Float64Array.from({ length: count }, (_, i) => (i % 3 === 0 ? 1 : 0));
  const free = matchOptimal({ treated, scores }, { estimand: 'ATT', ratio: 2 });
  assert.equal(free.unmatched, 0);
  const held = matchOptimal(
    { treated, scores },
    { estimand: 'ATT', caliper: { width: 0.01, in: 'score units' } },
  );
  assert.equal(held.unmatched, 0);
  assertNear(held.distance, matchOptimal({ treated, scores }, { estimand: 'ATT' }).distance, 1e-9);
  assert.equal(matchOptimal({ treated, scores: scores.map(() => 0.5) }, { estimand: 'ATT' }).distance, 0);
});

test('a caliper that leaves too many pairs to look at is refused in a sentence', () => {
  const count = 70_000;
  const scores = new Float64Array(count).fill(0.5);
  const treated = scores.map((_, i) => i % 2);
  assert.throws(
    () => matchOptimal({ treated, scores }, { estimand: 'ATT', caliper: { width: 0.1, in: 'score units' } }),
    { name: 'RangeError', message: /are 1225000000 possible pairs/ },
  );
});
