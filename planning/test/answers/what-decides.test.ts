import { test } from 'node:test';
import assert from 'node:assert/strict';
import { stream } from '@throughcare/numerics';
import { describeAlone } from '../../src/answers/alone.ts';
import { compare } from '../../src/answers/compare.ts';
import { decidersOf } from '../../src/answers/deciders.ts';
import { decidesInWords } from '../../src/answers/decides-words.ts';
import { ordersOf } from '../../src/answers/draws.ts';
import { replicate } from '../../src/answers/replicate.ts';
import { whatDecides } from '../../src/answers/what-decides.ts';
import type { WhatDecides } from '../../src/answers/what-decides.ts';
import { moreSeats, small } from './small-scenario.ts';

/** y = 3a + 2b + c + noise of variance 1/3, and 20 assumptions that do nothing: by hand, shares 9/18, 4/18 and 1/18. */
function linear(seed: number, runs: number): WhatDecides {
  const random = stream(seed, 5);
  const names = ['a', 'b', 'c', ...Array.from({ length: 20 }, (_, i) => `nothing${i}`)];
  const draws = Object.fromEntries(
    names.map(name => [name, Array.from({ length: runs }, () => random.uniform())]),
  );
  const answers = Array.from(
    { length: runs },
    (_, i) => 3 * draws['a'][i] + 2 * draws['b'][i] + draws['c'][i] + random.normal() / Math.sqrt(3),
  );
  return whatDecides(ordersOf(draws), answers);
}

test('of a linear model the shares are those of theory, and the bars eight tenths of a slope', () => {
  const { movers, mean, of, why } = linear(1, 20_000);
  const named = new Map(movers.map(each => [each.parameter, each]));
  for (const [name, slope, share] of [
    ['a', 3, 9 / 18],
    ['b', 2, 4 / 18],
    ['c', 1, 1 / 18],
  ] as const) {
    const mover = named.get(name)!;
    // The lowest fifth of a uniform has its mean at 0.1, the highest at 0.9.
    assert.ok(Math.abs(mover.atHigh - mover.atLow - 0.8 * slope) < 0.08, name);
    assert.ok(mover.clear && Math.abs(mover.share! - share) < 0.012, `${name}: ${mover.share}`);
  }
  assert.deepEqual(
    movers.slice(0, 3).map(each => each.parameter),
    ['a', 'b', 'c'],
  );
  assert.ok(Math.abs(mean! - 3) < 0.03 && of === 23 && why === null);
});

test('the intervals of 200 runs hold the shares of theory, and of what does nothing they hold nothing', () => {
  let [held, all, nothingHeld, nothing, called] = [0, 0, 0, 0, 0];
  for (let seed = 1; seed <= 60; seed++) {
    const { movers } = linear(seed, 200);
    for (const { parameter, shareLow, shareHigh, clear } of movers) {
      const truth = { a: 9 / 18, b: 4 / 18, c: 1 / 18 }[parameter];
      if (truth === undefined) {
        nothing++;
        if (shareLow === 0) nothingHeld++;
        if (clear) called++;
      } else {
        all++;
        if (shareLow! <= truth && truth <= shareHigh!) held++;
      }
    }
  }
  // 95 in 100 of 180 are 171; fewer than 161 come by chance less than once in a thousand (binomial).
  assert.ok(held >= 161, `${held} of ${all}`);
  assert.ok(nothingHeld >= 0.95 * nothing, `${nothingHeld} of ${nothing}`);
  // Any is called in 1 of 20 worlds: 3 of 60; more than 9 come less than once in a thousand.
  assert.ok(called <= 9, `${called} called in 60 worlds`);
});

/** Ishigami and Homma 1990, a = 7, b = 0.1, over the whole circle: the second moves it up and down twice. */
function ishigami(seed: number, runs: number): WhatDecides {
  const random = stream(seed, 13);
  const names = ['one', 'two', 'three'] as const;
  const draws = Object.fromEntries(
    names.map(name => [name, Array.from({ length: runs }, () => Math.PI * (2 * random.uniform() - 1))]),
  );
  const answers = Array.from(
    { length: runs },
    (_, i) =>
      Math.sin(draws['one'][i]) * (1 + 0.1 * draws['three'][i] ** 4) + 7 * Math.sin(draws['two'][i]) ** 2,
  );
  return whatDecides(ordersOf(draws), answers);
}

test('an assumption that moves the answer up and down again is not missed: its ends are alike and what lies between is not', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const two = ishigami(seed, 200).movers.find(each => each.parameter === 'two')!;
    assert.ok(two.clear && two.between !== null, `seed ${seed}`);
  }
  const two = ishigami(1, 40_000).movers.find(each => each.parameter === 'two')!;
  // Of 7 sin² over a fifth of the circle: 2.68 at either end, 5.64 in the next and 0.86 in the middle; the rest adds nothing.
  const over = (from: number, to: number): number =>
    7 * (0.5 - (Math.sin(2 * Math.PI * to) - Math.sin(2 * Math.PI * from)) / (4 * Math.PI * (to - from)));
  const [atEnd, next] = [over(-1, -0.6), over(-0.6, -0.2)];
  assert.ok(Math.abs(atEnd - 2.68) < 0.01 && Math.abs(next - 5.64) < 0.01);
  for (const [found, exact] of [
    [two.atLow, atEnd],
    [two.atHigh, atEnd],
    [two.between!, next],
  ]) {
    assert.ok(Math.abs(found - exact) < 0.2, `${found}, not ${exact}`);
  }
  assert.match(
    decidesInWords(ishigami(1, 200), String, value => value.toFixed(1)).join(' '),
    /two: \d\.\d where it is lowest, \d\.\d where it is highest, and [56]\.\d in between/,
  );
});

test('too few runs, no run and runs that all say the same are told in words, and none is named', () => {
  const label = (name: string): string => name;
  assert.deepEqual(decidesInWords(linear(1, 12), label, String), [
    '12 runs are too few to tell what moves it; it takes 20 at least, and 60 for shares.',
  ]);
  const orders = ordersOf({ a: Array.from({ length: 100 }, (_, i) => i) });
  const same = whatDecides(
    orders,
    Array.from({ length: 100 }, () => 4),
  );
  assert.match(decidesInWords(same, label, String)[0], /came out the same in all 100 runs/);
  assert.match(
    whatDecides(
      orders,
      Array.from({ length: 100 }, () => Infinity),
    ).why!,
    /No run has the figure/,
  );
  assert.match(whatDecides({}, [1, 2, 3]).why!, /No assumption of it varies/);
  const few = linear(1, 40);
  assert.ok(few.movers[0].clear && few.movers[0].share === null);
  assert.match(decidesInWords(few, label, String).join(' '), /40 runs are too few for shares/);
});

const replications = replicate([moreSeats, small], 3, 60);
const result = compare([moreSeats, small], 3, replications);

test('every figure of a comparison of the drawn and the last year opens to what moves it: its own runs', () => {
  const told = new Map<string, { mean: number | null; runs: number }>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('id' in value && 'middle' in value) told.set(value.id as string, value as never);
    Object.values(value).forEach(walk);
  };
  walk(result);
  const { drawnYear, years } = small;
  const ofOtherYear = new RegExp(`\\.(?!${drawnYear}\\.|${years}\\.)\\d+\\.`);
  let found = 0;
  for (const [id, { mean, runs }] of told) {
    const decides = result.decides[id];
    if (ofOtherYear.test(id.slice(1))) {
      assert.equal(decides, undefined, id);
      continue;
    }
    assert.ok(decides !== undefined, `${id} does not open`);
    assert.ok(decides.runs === runs || mean === null || !Number.isFinite(mean), id);
    if (mean !== null && Number.isFinite(mean)) {
      assert.ok(
        Math.abs(decides.mean! - mean) <= 1e-9 * Math.abs(mean),
        `${id}: ${decides.mean}, not ${mean}`,
      );
    }
    assert.ok(decides.movers.length <= 5 && decides.movers.every(each => each.clear));
    found++;
  }
  assert.ok(found > 200, `${found}`);
});

test('of one plan what decides its cost is its dearest assumption, and of its wait no cost is', () => {
  const alone = describeAlone(small, 1, 3, replications);
  const cost = alone.decides['1.cost'];
  assert.equal(cost.movers[0].parameter, 'course-cost');
  assert.ok(cost.movers[0].atHigh > cost.movers[0].atLow && cost.movers[0].shareLow! > 0.5);
  const wait = decidersOf(
    [small],
    replications.map(({ values, outcomes }) => ({
      values: [values[1]],
      outcomes: [outcomes[1]],
      again: null,
    })),
  )('0.course.1.meanWait')!;
  assert.ok(wait.movers.length === wait.of && wait.movers[0].clear);
  assert.notEqual(wait.movers[0].parameter, 'course-cost');
  assert.equal(decidersOf([small], [])('0.nothing.such'), null);
});
