import { test } from 'node:test';
import assert from 'node:assert/strict';
import { stream } from '@throughcare/numerics';
import { holm } from '../../src/answers/holm.ts';
import type { Replication } from '../../src/answers/replicate.ts';
import { tornadoOf } from '../../src/answers/tornado.ts';
import { small } from './small-scenario.ts';

test('Holm: the smallest against a part, the next against a larger one, until one does not pass', () => {
  // 0.005 <= 0.05/4, 0.01 <= 0.05/3, 0.03 > 0.05/2: the two that follow do not pass, though 0.04 <= 0.05/1.
  assert.deepEqual(holm([0.01, 0.04, 0.03, 0.005], 0.05), [true, false, false, true]);
  assert.deepEqual(holm([0.04], 0.05), [true]);
  assert.deepEqual(holm([0.04, 0.5], 0.05), [false, false]);
  assert.deepEqual(holm([], 0.05), []);
});

/** A tornado over 26 assumptions of which the first moves the answer by so much. */
function over26(seed: number, moves: number): ReturnType<typeof tornadoOf> {
  const names = Array.from({ length: 26 }, (_, i) => `n${i}`);
  const scenario = {
    ...small,
    parameters: Object.fromEntries(names.map(name => [name, small.parameters['effect']])),
  };
  const random = stream(seed, 11);
  const replications = Array.from({ length: 100 }, () => ({
    values: [Object.fromEntries(names.map(name => [name, random.uniform()]))],
  })) as unknown as Replication[];
  const answers = replications.map(({ values }) => moves * values[0]['n0'] + random.normal());
  return tornadoOf([scenario], [new Set(names)], replications, answers);
}

test('of 26 assumptions that decide nothing, any is called clear in 1 of 20 repeats and no more', () => {
  const repeats = 400;
  let any = 0;
  for (let seed = 0; seed < repeats; seed++) {
    if (over26(seed, 0).bars.some(bar => bar.clear)) any++;
  }
  // 20 of 400 at most are expected; more than 34 come by chance once in a thousand (binomial).
  assert.ok(any <= 34, `${any} of ${repeats}`);
});

test('one that does decide stands out of 26, and the rule is said', () => {
  for (let seed = 0; seed < 10; seed++) {
    const { decides, method } = over26(seed, 6);
    assert.equal(decides, 'n0');
    assert.match(method, /Holm’s rule over all bars/);
  }
});
