import assert from 'node:assert/strict';
import { test } from 'node:test';
import { estimate, isEstimate, release, run, design } from '../../src/index.ts';
import type { Estimate, PairReport } from '../../src/index.ts';
import { whole } from './whole-estimate.ts';
import { smallProtocol, smallSource } from '../small-study.ts';

// E12, by the compiler: each line must fail to type-check, or `tsc` reports an unused expectation.
type Without<K extends keyof Estimate> = Omit<Estimate, K>;
type Holds<T> = T extends Estimate ? true : false;
const holds = <T>(verdict: Holds<T>): Holds<T> => verdict;
holds<Estimate>(true);
holds<Without<'arms'>>(false);
holds<Without<'interval'>>(false);
holds<Without<'followUp'>>(false);
holds<Without<'maturity'>>(false);
holds<Without<'method'>>(false);
holds<Without<'assumptions'>>(false);
holds<Without<'sensitivity'>>(false);
holds<Without<'detected'>>(false);
holds<Without<'standardError'>>(false);
// @ts-expect-error an arm without its people
const noPeople: Estimate['arms'][0] = { arm: 'a', label: 'a', events: 1, effectiveN: 1, risk: 0.1 };
// @ts-expect-error an arm without its events
const noEvents: Estimate['arms'][0] = { arm: 'a', label: 'a', n: 10, effectiveN: 1, risk: 0.1 };
// @ts-expect-error no assumption at all
const noAssumption: Estimate['assumptions'] = [];
// @ts-expect-error nothing tried against it
const noSensitivity: Estimate['sensitivity'] = [];
const small: Estimate['arms'][0] = {
  arm: 'a',
  label: 'a',
  n: 'fewer than 10',
  events: 'fewer than 10',
  effectiveN: 1,
  risk: 0.1,
};

test('E12: an estimate that is whole is passed on, and its type allows nothing to be left out', () => {
  assert.equal(estimate(whole), whole);
  assert.equal([noPeople, noEvents, noAssumption, noSensitivity].length, 4);
  assert.equal(small.n, 'fewer than 10');
});

test('E12: an estimate with a number that is none, outside its interval, or not called detected is refused', () => {
  assert.throws(() => estimate({ ...whole, value: Number.NaN }), /must be finite/);
  assert.throws(
    () => estimate({ ...whole, interval: { ...whole.interval, upper: Number.POSITIVE_INFINITY } }),
    /finite/,
  );
  assert.throws(() => estimate({ ...whole, value: 0.2 }), /outside its interval/);
  assert.throws(() => estimate({ ...whole, detected: 'reoffending' }), /does not say that it was detected/);
});

test('E12: every figure of a whole report is an estimate with all its parts, or says why it is withheld', () => {
  const at = '2026-11-01T00:00:00Z';
  const { report } = run(smallProtocol, design(smallProtocol, smallSource(), at).lock, smallSource(), at);
  const figures = report.pairs.flatMap((pair: PairReport) => [pair.naive, pair.adjusted, pair.hazardRatio]);
  assert.equal(figures.length, 6);
  for (const figure of figures) {
    assert.ok(isEstimate(figure));
    assert.deepEqual(Object.keys(figure).sort(), Object.keys(whole).sort());
  }
  // Plain data: nothing is lost on the way through JSON, so no number was NaN or infinite.
  assert.deepEqual(JSON.parse(JSON.stringify(report)), JSON.parse(JSON.stringify(structuredClone(report))));
  assert.ok(!JSON.stringify(report).includes(':null'));
  assert.equal(release(report).pairs.length, 2);
});
