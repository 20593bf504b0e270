import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { matchedDifference, subclassify } from '../../src/index.ts';
import type { SubclassOptions } from '../../src/index.ts';
import { assertNear, fixtureText } from '../fixture.ts';
import { lalondeEarnings } from '../lalonde.ts';
import { anyPeople, shuffled } from './any-people.ts';
import { scores, treated } from './matchit.ts';

interface Output {
  readonly subclass: readonly number[];
  readonly est: number;
  readonly HC1: number;
  readonly HC3: number;
  readonly weights: readonly number[];
}
const { source, ...outputs } = JSON.parse(fixtureText('subclass.json')) as Record<string, Output> & {
  source: string;
};

describe(`subclasses, weights and effect are those of R: ${source.slice(0, 24)}`, () => {
  for (const [name, output] of Object.entries(outputs)) {
    test(name, () => {
      const [estimand, subclasses] = name.split(' ') as [SubclassOptions['estimand'], string];
      const found = subclassify({ treated, scores }, { estimand, subclasses: Number(subclasses) });
      assert.deepEqual(
        [...found.subclassOf].map(k => k + 1),
        output.subclass,
      );
      found.weights.forEach((weight, i) => {
        const want = output.weights[treated[i] * Number(subclasses) + found.subclassOf[i]];
        assertNear(weight, want);
      });
      const { difference, standardErrors, standardError } = matchedDifference(
        lalondeEarnings(),
        treated,
        found,
      );
      assertNear(difference, output.est);
      assertNear(standardErrors.HC1, output.HC1);
      assertNear(standardErrors.HC3 ?? 0, output.HC3);
      assert.equal(standardError, standardErrors.HC1);
    });
  }
});

test('every subclass has both arms, scores ascend with it in each arm, and the order of rows decides nothing', () => {
  fc.assert(
    fc.property(anyPeople, fc.integer({ min: 2, max: 5 }), fc.integer(), (people, subclasses, seed) => {
      const { treated, scores, rank } = people;
      const few = Math.min(treated.filter(arm => arm === 1).length, treated.filter(arm => arm === 0).length);
      if (few < subclasses) return;
      const found = subclassify({ treated, scores, rank }, { estimand: 'ATE', subclasses });
      assert.ok(found.sizes.every(size => Math.min(...size) >= 1));
      assert.equal(
        found.sizes.flat().reduce((a, b) => a + b, 0),
        treated.length,
      );
      for (const i of treated.keys()) {
        for (const j of treated.keys()) {
          if (treated[i] === treated[j] && scores[i] < scores[j])
            assert.ok(found.subclassOf[i] <= found.subclassOf[j]);
        }
      }
      const places = shuffled(treated.length, seed);
      const again = subclassify(
        {
          treated: places.map(i => treated[i]),
          scores: places.map(i => scores[i]),
          rank: places.map(i => rank[i]),
        },
        { estimand: 'ATE', subclasses },
      );
      places.forEach((i, k) => assert.equal(again.subclassOf[k], found.subclassOf[i]));
    }),
  );
});

test('one score for everybody makes one subclass, and says so; too few people are refused in a sentence', () => {
  const alike = subclassify(
    { treated: [1, 0, 1, 0], scores: [0.5, 0.5, 0.5, 0.5] },
    { estimand: 'ATT', subclasses: 2 },
  );
  assert.deepEqual(alike.sizes, [[2, 2]]);
  assert.match(alike.notes[0], /there are 1 subclasses and not 2/);
  const few = { treated: [1, 0, 1, 0], scores: [0.1, 0.2, 0.3, 0.4] };
  assert.throws(() => subclassify(few, { estimand: 'ATE', subclasses: 4 }), /too few for 4 subclasses/);
  assert.throws(() => subclassify(few, { estimand: 'ATE', subclasses: 1 }), /subclasses was 1/);
  assert.throws(
    () => subclassify({ treated: [1, 1], scores: [0.1, 0.2] }, { estimand: 'ATE' }),
    /2 of 2 people/,
  );
});
