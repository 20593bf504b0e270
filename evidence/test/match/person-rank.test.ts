import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blindRank, personRank } from '../../src/index.ts';

test('people are ranked by id as they are read: P9 before P10, all of N before P', () => {
  const ids = ['P10', 'P9', 'N200', 'P', 'P9', ''];
  const ranks = personRank(ids);
  assert.deepEqual(
    [...ids.keys()].sort((a, b) => ranks[a] - ranks[b] || a - b).map(i => ids[i]),
    ['', 'N200', 'P', 'P9', 'P9', 'P10'],
  );
  assert.equal(ranks[1], ranks[4]);
});

test('a blind rank is the same for the same text and tells 100,000 others apart, in no order', () => {
  const texts = Array.from({ length: 100_000 }, (_, i) => `black,${i % 50},0,${i}`);
  const ranks = blindRank(texts);
  assert.equal(new Set(ranks).size, texts.length);
  assert.deepEqual(blindRank(['x', 'y', 'x'])[0], blindRank(['x', 'y', 'x'])[2]);
  // Rows with later numbers come first about as often as earlier ones.
  const earlier = texts.filter((_, i) => i > 0 && ranks[i] > ranks[i - 1]).length / texts.length;
  assert.ok(Math.abs(earlier - 0.5) < 0.01, String(earlier));
});
