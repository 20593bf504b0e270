import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readScenario } from '../../src/scenario/scenario.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { madeUpText } from './made-up.ts';

const text = madeUpText({
  rest: 'terms: [sentence]\n',
  numbers: { rate: '10 people a month', mean: '3 days', all: '100 in 100' },
  stages: `desk:
  label: Desk
  stay: { exponential: { mean: mean } }
  terms: { counts: [{ term: sentence }] }
  next: [{ rest: prison }]
prison:
  label: Prison
  stay: { exponential: { mean: mean } }
  terms: { less: [{ term: sentence, share: all }] }
  next: [{ rest: leaves }]`,
});

const faultsIn = (changed: string): string[] => {
  try {
    readScenario('made-up.yaml', () => changed);
    return [];
  } catch (error) {
    assert.ok(error instanceof ScenarioError);
    return error.faults.map(({ line, what, mend }) => `${line > 0 ? 'line' : ''} ${what} ${mend}`);
  }
};

test('a term that is not there, does nothing or cannot be served is told by line, with the mend', () => {
  assert.deepEqual(faultsIn(text), []);
  for (const [from, to, says] of [
    ['less: [{ term: sentence', 'less: [{ term: sentense', /line There is no term sentense\. Did you mean/],
    [
      'counts: [{ term: sentence }]',
      'anew: [sentence]',
      /line Term sentence does nothing: no time is served/,
    ],
    ['less: [{ term: sentence, share: all }]', 'anew: [sentence]', /no stay is shortened by it/],
    ['terms: [sentence]', 'terms: [sentence, sentence]', /line Term sentence is named twice/],
    [
      'less: [{ term: sentence, share: all }]',
      'counts: [{ term: sentence }], less: [{ term: sentence, share: all }]',
      /both serves term sentence and is shortened by it.*fixed length/,
    ],
    ['share: all }', 'share: mean }', /line .*mean.*days/],
    ['{ term: sentence, share: all }', '{ term: sentence }', /share/],
  ] as const) {
    assert.ok(text.includes(from), from);
    const faults = faultsIn(text.replace(from, to));
    assert.ok(
      faults.some(fault => says.test(fault)),
      `${to}: ${faults.join(' | ')}`,
    );
  }
});
