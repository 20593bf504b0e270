import { test } from 'node:test';
import assert from 'node:assert/strict';
import { balance } from '../src/index.ts';
import { cases } from './cases.ts';
import { withClass } from './read-picture.ts';

test('rings and discs lie in proportion to the differences', () => {
  const { wide } = cases['balance-four'];
  const places = (name: string) => withClass(wide, name).map(({ attributes }) => Number(attributes['cx']));
  const [before, after] = [places('hollow'), places('dota')];
  const perUnit = (before[0] - before[1]) / (0.52 - 0.29);
  assert.ok(Math.abs((before[0] - after[0]) / (0.52 - 0.03) - perUnit) < 2);
});

test('a difference without an end is drawn at the end of the scale and said to lie beyond', () => {
  const { wide, table } = cases['balance-without-end'];
  assert.equal(table.rows[0][1], 'over 2');
  assert.match(wide, />2\.0</);
  assert.match(wide.replaceAll(/<[^>]*>\s*/g, ' '), /before:\s+over\s+2/);
});

test('a difference below nought or without a value is refused', () => {
  const text = { id: 'a', title: 'A', description: 'B' };
  assert.throws(
    () => balance({ ...text, rows: [{ label: 'In work', before: -0.1, after: 0 }] }),
    /"In work" has -0.1/,
  );
  assert.throws(
    () => balance({ ...text, rows: [{ label: 'In work', before: Number.NaN, after: 0 }] }),
    /NaN/,
  );
});
