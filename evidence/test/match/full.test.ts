import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { fitPropensity, matchFull, personRank } from '../../src/index.ts';
import type { FullOptions, Matched, MatchPeople } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { lalondeDesign } from '../lalonde.ts';
import { anyPeople, shuffled } from './any-people.ts';
import { bestCover } from './by-hand.ts';
import { ids, matchIt, scores, treated } from './matchit.ts';

const tried = (people: MatchPeople, options: FullOptions): Matched | string => {
  try {
    return matchFull(people, options);
  } catch (error) {
    assert.ok(error instanceof RangeError);
    return error.message;
  }
};

/** A few people of one stratum. */
const few = anyPeople.map(people => ({
  treated: people.treated.slice(-7),
  scores: people.scores.slice(-7),
  rank: people.rank.slice(-7),
}));

function distances({
  treated,
  scores,
}: {
  treated: readonly number[];
  scores: readonly number[];
}): number[][] {
  const rows = [...treated.keys()];
  return rows
    .filter(i => treated[i] === 1)
    .map(i => rows.filter(j => treated[j] === 0).map(j => Math.abs(scores[i] - scores[j])));
}

test('everybody is in a set of one with one or more, at the least sum of distances of all such sets', () => {
  const size = fc.constantFrom(1, 2, 3, Infinity);
  fc.assert(
    fc.property(few, size, size, (people, mostSecond, mostFirst) => {
      const matched = tried(people, { estimand: 'ATE', mostSecond, mostFirst });
      const best = bestCover(distances(people), mostSecond, mostFirst);
      if (typeof matched === 'string') return assert.equal(best, Infinity, matched);
      assertNear(matched.distance, best, 1e-12);
      assertStars(people.treated, matched, mostSecond, mostFirst);
      assert.equal(matched.unmatched, 0);
    }),
    { numRuns: 400 },
  );
});

test('with a caliper the same of those who have somebody within it, and no pair is wider', () => {
  fc.assert(
    fc.property(few, fc.double({ min: 0.01, max: 0.6, noNaN: true }), (people, width) => {
      const matched = tried(people, { estimand: 'ATT', caliper: { width, in: 'score units' } });
      const able = [...people.treated.keys()].filter(i =>
        people.treated.some(
          (arm, j) => arm !== people.treated[i] && Math.abs(people.scores[i] - people.scores[j]) <= width,
        ),
      );
      if (typeof matched === 'string') return assert.equal(able.length, 0);
      const treatedOf = able.map(i => people.treated[i]);
      const apart = distances({ treated: treatedOf, scores: able.map(i => people.scores[i]) });
      const held = apart.map(row => row.map(distance => (distance <= width ? distance : Infinity)));
      assertNear(matched.distance, bestCover(held, Infinity, Infinity), 1e-12);
      assert.ok(matched.widest <= width);
      assert.equal(matched.unmatched, people.treated.length - able.length);
      assertStars(people.treated, matched, Infinity, Infinity);
    }),
    { numRuns: 300 },
  );
});

/** Each set has one person of one arm; its pairs are those of that person. */
function assertStars(
  treated: readonly number[],
  matched: Matched,
  mostSecond: number,
  mostFirst: number,
): void {
  const sets = new Map<number, [number, number]>();
  matched.sets?.forEach((set, i) => {
    const sizes = sets.get(set) ?? [0, 0];
    sizes[treated[i]]++;
    sets.set(set, sizes);
  });
  sets.delete(-1);
  let pairs = 0;
  for (const [second, first] of sets.values()) {
    assert.equal(Math.min(first, second), 1);
    assert.ok(second <= mostSecond && first <= mostFirst);
    pairs += Math.max(first, second);
  }
  assert.equal(matched.pairs?.[0].length, pairs);
  matched.pairs?.[0].forEach((row, k) => {
    assert.equal(treated[row], 1);
    assert.equal(matched.sets?.[row], matched.sets?.[matched.pairs?.[1][k] ?? -1]);
  });
}

test('the order of the rows decides nothing, nor does anybody leave their stratum', () => {
  fc.assert(
    fc.property(anyPeople, fc.boolean(), fc.integer(), (people, held, seed) => {
      const options: FullOptions = {
        estimand: 'ATE',
        ...(held ? { caliper: { width: 0.2, in: 'score units' } } : {}),
      };
      const places = shuffled(people.treated.length, seed);
      const take = (values: readonly number[]): number[] => places.map(i => values[i]);
      const matched = tried(people, options);
      const again = tried(
        {
          treated: take(people.treated),
          scores: take(people.scores),
          stratum: take(people.stratum),
          rank: take(people.rank),
        },
        options,
      );
      if (typeof matched === 'string' || typeof again === 'string') return assert.equal(matched, again);
      assert.equal(matched.distance, again.distance);
      places.forEach((i, k) => assertNear(again.weights[k], matched.weights[i], 1e-12));
      matched.pairs?.[0].forEach((row, k) =>
        assert.equal(people.stratum[row], people.stratum[matched.pairs?.[1][k] ?? -1]),
      );
    }),
  );
});

test('weights of sets of 1 with 2 and 2 with 1, by hand', () => {
  const people = { treated: [1, 0, 0, 1, 1, 0], scores: [0.125, 0.125, 0.125, 0.75, 0.75, 0.75] };
  const weights = (estimand: 'ATT' | 'ATC' | 'ATE'): number[] => [...matchFull(people, { estimand }).weights];
  // Second arm for ATT: 1/2, 1/2, 2, mean 1; first for ATC: 2, 1/2, 1/2; ATE: 3, 3/2, 3/2 in each, mean 2.
  assert.deepEqual(weights('ATT'), [1, 0.5, 0.5, 1, 1, 2]);
  assert.deepEqual(weights('ATC'), [2, 1, 1, 0.5, 0.5, 1]);
  assert.deepEqual(weights('ATE'), [1.5, 0.75, 0.75, 0.75, 0.75, 1.5]);
});

describe('on lalonde', () => {
  const probit = fitPropensity(lalondeDesign(), treated, { link: 'probit' }).scores;
  for (const [name, own] of Object.entries({ full: scores, full_probit_vignette: probit })) {
    test(`the sets are no wider in sum than those of optmatch: ${name}`, () => {
      const { sets } = matchIt[name];
      const rows = [...treated.keys()];
      const theirs = rows
        .filter(i => treated[i] === 1)
        .flatMap(i =>
          rows.filter(j => treated[j] === 0 && sets[j] === sets[i]).map(j => Math.abs(own[i] - own[j])),
        )
        .reduce((sum, apart) => sum + apart, 0);
      const ours = matchFull({ treated, scores: own, rank: personRank(ids) }, { estimand: 'ATT' });
      assert.equal(ours.unmatched, 0);
      assert.ok(ours.distance <= theirs * (1 + 1e-12), `${ours.distance} ${theirs}`);
    });
  }
});

test('20,000 people, two separate heaps of people, and everybody alike', () => {
  const count = 20_000;
  const treated = Float64Array.from({ length: count }, (_, i) => (i % 4 === 0 ? 1 : 0));
  const spread = Float64Array.from({ length: count }, (_, i) => ((i * 7919) % count) / count);
  assert.equal(matchFull({ treated, scores: spread }, { estimand: 'ATT' }).unmatched, 0);
  const apart = spread.map((x, i) => x / 4 + (treated[i] === 1 ? 0.5 : 0));
  assert.equal(matchFull({ treated, scores: apart }, { estimand: 'ATT' }).unmatched, 0);
  assert.equal(matchFull({ treated, scores: spread.map(() => 0.5) }, { estimand: 'ATT' }).distance, 0);
});

test('sets that cannot be as small as asked are refused in a sentence', () => {
  const people = { treated: [1, 0, 0, 0], scores: [0.5, 0.25, 0.5, 0.75] };
  const refused = (options: Partial<FullOptions>, message: RegExp): void =>
    assert.throws(() => matchFull(people, { estimand: 'ATT', ...options }), { name: 'RangeError', message });
  refused({ mostSecond: 2 }, /1 people of the first arm and 3 of the second cannot all be in sets/);
  refused({ mostSecond: 0 }, /mostSecond was 0/);
  refused({ mostFirst: 1.5 }, /mostFirst was 1.5/);
  refused({ mostSecond: 3, caliper: { width: 1, in: 'score units' } }, /one or the other/);
});
