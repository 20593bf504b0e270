import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describeAlone } from '../../src/answers/alone.ts';
import { replicate } from '../../src/answers/replicate.ts';
import { compile, luckNumbers, stageOrder } from '../../src/scenario/compile.ts';
import { drawValues } from '../../src/scenario/compile/values.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { readScenario } from '../../src/scenario/scenario.ts';
import { readTexts } from '../answers/small-scenario.ts';

/** People who stay where they are: 1,000 at the start, nobody comes, and three things can happen to them. */
const still = `name: Still
summary: Nobody comes and nobody waits.
side: other
begins: 2027-01-01
years: 2
drawnYear: 1
place: there
doesNotWeigh: [Nothing]
arrivals: { label: Nobody, to: there, rate: nobody, growth: none, steps: [{ from: 2028-01-01, times: twice }] }
detectedReoffending: { share: none-again, within: two-years, returnsTo: there }
risks:
  death: { label: Deaths, share: die, within: two-years, to: leaves }
  unseen: { label: Unseen, share: unseen-share, within: two-years, to: goes unseen }
stages:
  there:
    label: There
    atStart: { inside: there-now }
    stay: until the end
    detectedReoffending: { inside: same }
    risks: { death: { inside: same }, unseen: { inside: same } }
parameters:
  nobody: { label: Nobody, value: 0, unit: people a month, date: 2027, source: Made up }
  none: { label: None, value: 0, unit: in 100 a year, date: 2027, source: Made up }
  none-again: { label: None, value: 0, unit: in 100, date: 2027, source: Made up }
  two-years: { label: Two years, value: 2, unit: years, date: 2027, source: Made up }
  die: { label: Die, value: 20, unit: in 100, date: 2027, source: Made up }
  unseen-share: { label: Unseen, value: 50, unit: in 100, date: 2027, source: Made up }
  there-now: { label: There now, value: 1000, unit: people, date: 2027, source: Made up }
  same: { label: Same, value: 1, unit: hazard ratio, date: 2027, source: Made up }
  twice: { label: Twice, value: 2, unit: times, date: 2027, source: Made up }
`;

test('deaths and what nobody detects come as often as their shares say, and compete', () => {
  const scenario = readTexts({ 'still.yaml': still }, 'still.yaml');
  const told = describeAlone(scenario, 0, 1, replicate([scenario], 1, 100));
  const [death, unseen] = told.risks.map(({ middle }) => middle);
  // 1,000 x 0.2 die. At large are (1 - 0.8) / -ln(0.8) of two years on average, and log 2 happens in two years.
  assert.ok(Math.abs(death - 200) < 6, `${death}`);
  assert.ok(Math.abs(unseen - 1000 * Math.log(2) * (0.2 / -Math.log(0.8))) < 12, `${unseen}`);
  assert.equal(told.detectedReoffences.high, 0);
});

test('a step in arrivals begins on its day, in the network', () => {
  const scenario = readTexts({ 'still.yaml': still }, 'still.yaml');
  const network = compile(
    scenario,
    stageOrder(scenario),
    drawValues(scenario, 1, 0),
    luckNumbers([scenario]),
  );
  assert.deepEqual(network.sources[0].steps, [{ from: 365, factor: 2 }]);
});

test('a misspelt risk is told by line, with the name that was meant', () => {
  const misspelt = still.replace('risks: { death: { inside', 'risks: { deaht: { inside');
  assert.throws(
    () => readTexts({ 'still.yaml': misspelt }, 'still.yaml'),
    (error: unknown) =>
      error instanceof ScenarioError &&
      error.message === 'still.yaml:20:14 There is no risk deaht. Did you mean death?',
  );
});

test('every example can be read, and what it changes of another is few lines', () => {
  const folder = new URL('../../../examples/plans/', import.meta.url);
  const files = readdirSync(folder);
  assert.ok(files.length >= 9);
  for (const file of files) readScenario(file, name => readFileSync(new URL(name, folder), 'utf8'));
});
