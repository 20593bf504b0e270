import { test } from 'node:test';
import assert from 'node:assert/strict';
import { threefry2x32 } from '../src/threefry.ts';

// Known-answer vectors of threefry2x32, 20 rounds, from the Random123 distribution (kat_vectors).
const knownAnswers: [counter: [number, number], key: [number, number], block: [number, number]][] = [
  [
    [0, 0],
    [0, 0],
    [0x6b200159, 0x99ba4efe],
  ],
  [
    [0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x1cb996fc, 0xbb002be7],
  ],
  [
    [0x243f6a88, 0x85a308d3],
    [0x13198a2e, 0x03707344],
    [0xc4923a9c, 0x483df7a0],
  ],
];

test('threefry2x32 gives the known answers of Random123', () => {
  const out = new Uint32Array(2);
  for (const [counter, key, block] of knownAnswers) {
    threefry2x32(key[0], key[1], counter[0], counter[1], out);
    assert.deepEqual([...out], block);
  }
});
