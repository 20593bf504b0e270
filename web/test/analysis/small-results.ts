import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAnalysis, type Analysis } from '../../src/analysis/read-analysis.ts';
import { runSteps } from '../../src/analysis/work-out/run-steps.ts';
import { stepsOf, type WorkOutOptions } from '../../src/analysis/work-out/work-out.ts';
import { shortPlans } from '../short-plans.ts';

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** What a test works out: the demonstration's own studies and plans, on fewer people and with fewer runs. */
export function smallWork(folder: string): WorkOutOptions {
  return {
    folder,
    world: { seed: 1, people: 24_000 },
    protocolFolder: root('demo/studies'),
    // Of the years that the pages speak of, the first five.
    scenarioFolder: shortPlans(5, 5),
    replications: 10,
    worlds: 1,
  };
}

export interface SmallResults {
  readonly folder: string;
  readonly analysis: Analysis;
  remove(): void;
}

/** Works out the steps of these names, or all, by the real libraries, in a folder of its own. */
export function workOutSmall(...names: readonly string[]): SmallResults {
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-analysis-'));
  const all = stepsOf(smallWork(folder));
  const steps = names.length === 0 ? all : all.filter(({ step }) => names.includes(step));
  assert.equal(steps.length, names.length || all.length);
  const stopped = runSteps(folder, steps, () => {});
  assert.deepEqual(stopped, []);
  return {
    folder,
    analysis: readAnalysis(folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
