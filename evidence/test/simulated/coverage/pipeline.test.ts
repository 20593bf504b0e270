import { before, test } from 'node:test';
import assert from 'node:assert/strict';
import { populationEffect } from '../../../src/simulated/population-effects.ts';
import { acceptedCoverage, SEEDS } from './how-many.ts';
import { findingsOf } from './kept-seeds.ts';
import type { Reported } from './pipeline-seeds.ts';

// Hazard ratios, rates and matching by the whole way: protocol, extract, design, lock, run, report. Seeds 1 to 200 (2,000
// on demand) and no other, 6,000 people each. Custody changes no hazard, so against community alone every one of them has
// nothing to find, and the groups as they come differ by 52 in a thousand. The true ratio against `required` is that of
// potential outcomes under one luck (`population-effects.ts`).
//
// These intervals take the weights or the matching as known, and are documented as conservative: they may cover more
// than 95 in 100. Fewer than the least accepted count (180 of 200) has probability below .0013 for a right interval.
// The mean may be four of its Monte Carlo errors from the truth; a right one is farther once in 16,000 times.
// Four tests of each sort: if all is right, the file fails with fewer than one in 180 sets of seeds.
interface Truth {
  readonly what: Reported['what'];
  readonly pair: readonly ['custody', 'alone' | 'required'];
  readonly value: number;
}
const truths: readonly Truth[] = [
  { what: 'hazard ratio', pair: ['custody', 'alone'], value: hazardRatio('alone') },
  { what: 'hazard ratio', pair: ['custody', 'required'], value: hazardRatio('required') },
  // Rates by days at risk: those recalled have fewer days and, in them, fewer offences.
  { what: 'rate', pair: ['custody', 'alone'], value: 0 },
  // Whoever is matched, the effect is that of all: next to nothing.
  {
    what: 'matching',
    pair: ['custody', 'alone'],
    value: populationEffect(['custody', 'alone'], 365, 'ATT').riskDifference,
  },
];

function hazardRatio(second: 'alone' | 'required'): number {
  const { hazardRatio: ratio } = populationEffect(['custody', second], 730, 'ATO');
  assert.ok(ratio !== undefined);
  return Math.log(ratio);
}

let found: readonly Reported[] = [];
before(async () => {
  found = await findingsOf<Reported>('pipeline', new URL('./pipeline-seeds.ts', import.meta.url));
});

for (const { what, pair, value } of truths) {
  const name = `${what}, ${pair[0]} against ${pair[1]}`;
  const own = (): readonly Reported[] =>
    found.filter(one => one.what === what && one.pair === `${pair[0]} v ${pair[1]}`);

  test(`${name}: the report's figure is on average the truth`, t => {
    const values = own().map(one => one.value);
    assert.equal(values.length, SEEDS);
    const mean = values.reduce((sum, one) => sum + one, 0) / SEEDS;
    const spread = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (SEEDS - 1));
    const error = spread / Math.sqrt(SEEDS);
    t.diagnostic(`mean ${mean.toFixed(4)}, truth ${value.toFixed(4)}, Monte Carlo error ${error.toFixed(4)}`);
    assert.ok(Math.abs(mean - value) <= 4 * error, `${mean} is not ${value} within ${4 * error}`);
  });

  const { from } = acceptedCoverage(SEEDS);
  test(`${name}: the report's interval holds the truth in ${from} of ${SEEDS} worlds or more`, t => {
    const covered = own().filter(({ lower, upper }) => lower <= value && value <= upper).length;
    t.diagnostic(`covered ${covered} of ${SEEDS}`);
    assert.ok(covered >= from, `${covered} of ${SEEDS}`);
  });
}
