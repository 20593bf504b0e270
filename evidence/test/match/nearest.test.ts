import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { matchNearest, personRank } from '../../src/index.ts';
import type { Matched, MatchPeople, NearestOptions } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { anyPeople, shuffled } from './any-people.ts';
import { ids, matchIt, nearestSpecifications, race, scores, treated } from './matchit.ts';
import { plainNearest } from './plain-nearest.ts';

describe('nearest-neighbour matching pairs the people that MatchIt pairs, with its weights', () => {
  for (const [name, { exact, ...options }] of Object.entries(nearestSpecifications)) {
    test(name, () => {
      const reference = matchIt[name];
      const people = { treated, scores, rank: personRank(ids), ...(exact ? { stratum: race } : {}) };
      const matched = matchNearest(people, { estimand: 'ATT', ...options });
      const matches = new Map(reference.matches.map(([row]) => [row, [row]]));
      matched.pairs?.[0].forEach((row, k) => matches.get(row)?.push(matched.pairs?.[1][k] ?? -1));
      assert.deepEqual([...matches.values()], reference.matches);
      matched.weights.forEach((weight, i) => assertNear(weight, reference.weights[i], 1e-12));
      // MatchIt's own propensity stops 1e-9 short.
      if (reference.caliper) assertNear(matched.caliper ?? 0, reference.caliper);
      assert.equal(matched.unmatched, reference.matches.filter(({ length }) => length === 1).length);
    });
  }
});

const anyOptions = fc.record(
  {
    estimand: fc.constantFrom('ATT' as const, 'ATC' as const),
    ratio: fc.integer({ min: 1, max: 3 }),
    caliper: fc.constantFrom(
      { width: 0.12, in: 'score units' } as const,
      { width: 0.8, in: 'standard deviations' } as const,
    ),
    scale: fc.constantFrom('raw' as const, 'logit' as const),
    replace: fc.boolean(),
    order: fc.constantFrom('largest' as const, 'smallest' as const, 'closest' as const, 'rank' as const),
  },
  { requiredKeys: ['estimand'] },
);

/** The outcome of matching, or the sentence it refuses with. */
const tried = (people: MatchPeople, options: NearestOptions): Matched | string => {
  try {
    return matchNearest(people, options);
  } catch (error) {
    assert.ok(error instanceof RangeError);
    return error.message;
  }
};

test('every way of nearest matching agrees with looking at every pair', () => {
  fc.assert(
    fc.property(anyPeople, anyOptions, (people, options) => {
      const matched = tried(people, options);
      const plain = plainNearest(people, options);
      if (typeof matched === 'string') return assert.equal(plain.length, 0, matched);
      const pairs = Array.from(matched.pairs?.[0] ?? [], (row, k) => [row, matched.pairs?.[1][k]]);
      const sorted = (list: unknown[]): string[] => list.map(pair => JSON.stringify(pair)).sort();
      assert.deepEqual(sorted(pairs), sorted(plain));
    }),
    { numRuns: 400 },
  );
});

test('no pair is ever wider than the caliper, on the scale asked for, nor across strata', () => {
  fc.assert(
    fc.property(anyPeople, anyOptions, (people, options) => {
      const matched = tried(people, options);
      if (typeof matched === 'string' || !matched.pairs) return;
      const on = (e: number): number => (options.scale === 'logit' ? Math.log(e / (1 - e)) : e);
      const [one, other] = matched.pairs;
      let total = 0;
      one.forEach((row, k) => {
        const apart = Math.abs(on(people.scores[row]) - on(people.scores[other[k]]));
        total += apart;
        assert.ok(apart <= (matched.caliper ?? Infinity));
        assert.ok(apart <= matched.widest);
        assert.equal(people.stratum[row], people.stratum[other[k]]);
        assert.notEqual(people.treated[row], people.treated[other[k]]);
      });
      assert.ok(Math.abs(total - matched.distance) < 1e-9);
      if (options.caliper?.in === 'score units') assert.equal(matched.caliper, options.caliper.width);
    }),
  );
});

test('the order of the rows decides nothing', () => {
  fc.assert(
    fc.property(anyPeople, anyOptions, fc.integer(), (people, options, seed) => {
      const places = shuffled(people.treated.length, seed);
      const matched = tried(people, options);
      const again = tried(
        {
          treated: places.map(i => people.treated[i]),
          scores: places.map(i => people.scores[i]),
          stratum: places.map(i => people.stratum[i]),
          rank: places.map(i => people.rank[i]),
        },
        options,
      );
      if (typeof matched === 'string' || typeof again === 'string') return assert.equal(matched, again);
      assert.equal(matched.distance, again.distance);
      places.forEach((i, k) => assertNear(again.weights[k], matched.weights[i], 1e-12));
    }),
  );
});

test('ATC is ATT with the arms exchanged, and units of the score are of no account', () => {
  fc.assert(
    fc.property(anyPeople, people => {
      const options = {
        order: 'largest',
        ratio: 2,
        caliper: { width: 0.5, in: 'standard deviations' },
      } as const;
      const att = tried(people, { estimand: 'ATT', ...options });
      const atc = tried(
        { ...people, treated: people.treated.map(arm => 1 - arm) },
        { estimand: 'ATC', ...options },
      );
      const larger = tried(
        { ...people, scores: people.scores.map(e => 64 * e) },
        { estimand: 'ATT', ...options },
      );
      if (typeof att === 'string' || typeof atc === 'string' || typeof larger === 'string') return;
      assert.deepEqual(att.weights, atc.weights);
      assert.deepEqual(att.weights, larger.weights);
      assert.equal(64 * att.distance, larger.distance);
    }),
  );
});

test('each arm has a mean weight of 1, and those who found nobody have 0', () => {
  const matched = matchNearest(
    { treated: [1, 1, 1, 0, 0], scores: [0.5, 0.5625, 0.875, 0.5, 0.625] },
    { estimand: 'ATT', replace: true, caliper: { width: 0.125, in: 'score units' } },
  );
  // The first two take 0.5 and, both being a sixteenth away, the lower score again; 0.875 finds nobody.
  assert.deepEqual([...matched.weights], [1, 1, 0, 1, 0]);
  assert.equal(matched.unmatched, 1);
  assert.deepEqual(matched.notes, [
    '1 of 3 people in the first arm found no match and are left out: the answer is about the other 2.',
  ]);
});

describe('what cannot be matched is refused in a sentence', () => {
  const people = { treated: [1, 1, 0], scores: [0.2, 0.4, 0.9] };
  const refused: readonly [string, MatchPeople, Partial<NearestOptions>, RegExp][] = [
    ['all in one arm', { treated: [1, 1], scores: [0.2, 0.3] }, {}, /2 of 2 people are in the first arm/],
    ['nobody at all', { treated: [], scores: [] }, {}, /0 of 0 people/],
    ['an arm that is neither', { ...people, treated: [1, 2, 0] }, {}, /treated is 2 in row 1/],
    ['a caliper of nought', people, { caliper: { width: 0, in: 'score units' } }, /caliper was 0/],
    ['a caliper below nought', people, { caliper: { width: -1, in: 'score units' } }, /caliper was -1/],
    [
      'a caliper that is no number',
      people,
      { caliper: { width: NaN, in: 'score units' } },
      /caliper was NaN/,
    ],
    ['a ratio of 0', people, { ratio: 0 }, /ratio was 0/],
    ['a ratio in parts', people, { ratio: 1.5 }, /ratio was 1.5/],
    ['more matches than people', people, { ratio: 2 }, /ratio was 2 and there are 1 people/],
    ['nobody within', people, { caliper: { width: 0.1, in: 'score units' } }, /within the caliper of 0.1/],
    ['no common stratum', { ...people, stratum: [1, 1, 2] }, {}, /Nobody has anybody/],
    ['a score that is no number', { ...people, scores: [0.2, NaN, 0.9] }, {}, /scores is NaN in row 1/],
    ['a score short', { ...people, scores: [0.2, 0.9] }, {}, /scores has 2 values and treated 3/],
    [
      'a certain score on the logit',
      { ...people, scores: [1, 0.2, 0.9] },
      { scale: 'logit' },
      /scores is 1 in row 0/,
    ],
    ['ranks that nobody has', people, { order: 'rank' }, /order was rank and nobody has one/],
  ];
  for (const [name, given, options, sentence] of refused) {
    test(name, () => {
      assert.throws(() => matchNearest(given, { estimand: 'ATT', ...options }), {
        name: 'RangeError',
        message: sentence,
      });
    });
  }
});

test('fewer people than matches asked for is said', () => {
  const people = { treated: [1, 1, 0], scores: [0.2, 0.4, 0.3] };
  assert.deepEqual(matchNearest(people, { estimand: 'ATT' }).notes, [
    '1 of 2 people in the first arm found no match and are left out: the answer is about the other 1.',
  ]);
  const more = { treated: [1, 1, 0, 0, 0], scores: [0.2, 0.4, 0.3, 0.5, 0.6] };
  assert.deepEqual(matchNearest(more, { estimand: 'ATT', ratio: 2 }).notes, [
    '1 of the 2 got fewer than the 2 matches asked for.',
  ]);
});
