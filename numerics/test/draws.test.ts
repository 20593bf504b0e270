import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DRAWS_AT_ONCE, exponentials } from '../src/draws.ts';
import { threefry2x32 } from '../src/threefry.ts';

/** One draw made alone, by the generator that is held to Random123 and the logarithm of JavaScript. */
function alone(key0: number, key1: number, counter0: number, counter1: number): number {
  const words = new Uint32Array(2);
  threefry2x32(key0, key1, counter0, counter1, words);
  return -Math.log(((words[0] >>> 6) * 2 ** 26 + (words[1] >>> 6) + 0.5) / 2 ** 52);
}

const word = fc.integer({ min: 0, max: 0xffffffff });

test('64 exponential draws made together are to the last bit those made one by one', () => {
  const together = new Float64Array(DRAWS_AT_ONCE);
  fc.assert(
    fc.property(word, word, word, word, (key0, key1, counter0, counter1) => {
      exponentials(key0, key1, counter0, counter1, together);
      together.forEach((draw, i) => assert.equal(draw, alone(key0, key1, (counter0 + i) >>> 0, counter1)));
    }),
    { numRuns: 2000 },
  );
});

test('draws whose uniform is within a millionth of 1, 1/2 or 1/4, for which the logarithm goes another way, too', () => {
  const together = new Float64Array(DRAWS_AT_ONCE);
  const near = [0, Math.LN2, 2 * Math.LN2].map(logarithm => ({ logarithm, met: 0 }));
  for (let from = 0; from < 16_000_000; from += DRAWS_AT_ONCE) {
    exponentials(0, 0, from, 0, together);
    for (let i = 0; i < DRAWS_AT_ONCE; i++) {
      for (const each of near) {
        if (Math.abs(together[i] - each.logarithm) > 9e-7) continue;
        each.met++;
        assert.equal(together[i], alone(0, 0, from + i, 0));
      }
    }
  }
  for (const { logarithm, met } of near) assert.ok(met > 5, `${met} draws near ${logarithm}`);
});
