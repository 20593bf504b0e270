import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readScenario } from '../../src/scenario/scenario.ts';
import { scenarioReader } from '../../src/scenario/scenario-reader.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { smallText } from '../answers/small-scenario.ts';

type Reading = typeof readScenario;

/** A scenario, or all that is wrong with it. */
function outcome(reading: Reading, texts: Readonly<Record<string, string>>, file: string): unknown {
  try {
    return reading(file, name => texts[name]);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.faults;
  }
}

/** One file or a child that extends it, right or wrong, in some version of its text. */
const asked = fc.record({
  seats: fc.constantFrom('value: 40', 'value: 41', 'value: -1', 'value: : no yaml'),
  growth: fc.nat(3),
  file: fc.constantFrom('small.yaml', 'child.yaml', 'other.yaml'),
});

test('a reader that keeps what it parsed reads what reading anew gives, whatever was read before and however texts change', () => {
  fc.assert(
    fc.property(fc.array(asked, { minLength: 2, maxLength: 60 }), many => {
      const reader = scenarioReader();
      for (const { seats, growth, file } of many) {
        const texts = {
          'small.yaml': smallText.replace(/value: \d+/, seats),
          'child.yaml': `extends: small.yaml\nparameters:\n  growth: { label: Growth, value: ${growth}, unit: in 100 a year }\n`,
          'other.yaml': `extends: child.yaml\nyears: ${growth + 1}\n`,
        };
        assert.deepEqual(outcome(reader, texts, file), outcome(readScenario, texts, file));
      }
    }),
    { numRuns: 15 },
  );
});

test('what was read is not kept for a file of another name: its faults bear its own', () => {
  const reader = scenarioReader();
  const wrong = 'name: Wrong\nyears: nine\n';
  const named = (file: string) => (outcome(reader, { [file]: wrong }, file) as { file: string }[])[0].file;
  assert.deepEqual([named('a.yaml'), named('b.yaml')], ['a.yaml', 'b.yaml']);
});

test('what is asked for again is the same scenario, which nobody can change for the next who asks', () => {
  const reader = scenarioReader();
  const read = () => reader('small.yaml', () => smallText);
  const scenario = read();
  assert.equal(read(), scenario);
  assert.throws(() => Object.assign(scenario, { years: 1 }), TypeError);
  const [number] = Object.values(scenario.parameters);
  assert.throws(() => Object.assign(number, { value: 1 }), TypeError);
});
