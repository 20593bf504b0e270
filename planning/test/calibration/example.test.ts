import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describeCalibration, fitSeries } from '../../src/calibration/calibrate.ts';
import { readSeries } from '../../src/calibration/observed-series.ts';
import { seriesRunner } from '../../src/calibration/series-run.ts';
import { readScenario } from '../../src/scenario/scenario.ts';

const folder = new URL('../../../examples/calibration/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const scenario = readScenario('small-service.yaml', read);
const series = readSeries('made-up-series.csv', read('made-up-series.csv'), scenario);

/** What made-up-series.csv was made with: run 0 of seed 2023, the other numbers drawn. */
const planted = {
  referrals: 15,
  'referrals-growth': 5,
  summer: 0.6,
  'programme-time': 7,
  'waiting-then': 40,
} as const;

test('calibrating the example finds the planted numbers within its intervals, and leaves the cost alone', () => {
  const runAt = seriesRunner(scenario, series, 1);
  const runs = Array.from({ length: 500 }, (_, run) => runAt(run));
  const fits = fitSeries(runs, series, 12, 200);
  const { parameters, beyond } = describeCalibration(scenario, series, 1, runs.length, fits, {
    whole: [],
    before: [],
  });
  for (const [name, value] of Object.entries(planted)) {
    const { low, high } = parameters.find(each => each.parameter === name)!;
    assert.ok(low <= value && value <= high, `${name}: ${low} to ${high}, planted ${value}`);
  }
  const of = (name: string): (typeof parameters)[number] => parameters.find(each => each.parameter === name)!;
  assert.ok(of('referrals').narrowed < 0.3 && of('programme-time').narrowed < 0.5);
  assert.equal(of('programme-cost').learned, false);
  assert.equal(beyond, false);
});
