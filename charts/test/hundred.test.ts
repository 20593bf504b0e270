import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hundred } from '../src/index.ts';
import { cases } from './cases.ts';
import { elementsOf, withClass } from './read-picture.ts';

const text = { id: 'h', title: 'A', description: 'B', filledMeans: 'Detected' };

test('a hundred rings are a hundred, whatever is filled', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }), (filled, half) => {
      const panel = { label: 'a', big: 'b', note: 'c', filled, half, unknown: false };
      const { wide, table } = hundred({ ...text, panels: [panel] });
      assert.equal(elementsOf(wide).filter(({ name }) => name === 'circle').length, 100);
      assert.equal(withClass(wide, 'ring').length, 100 - filled);
      assert.equal(withClass(wide, 'dot').length, filled + half);
      assert.equal(table.rows[0][1], half === 0 ? String(filled) : `${filled} to ${filled + half}`);
    }),
    { numRuns: 30 },
  );
});

test('what nobody knows is a hundred dashed rings', () => {
  const { wide, table } = cases['hundred-three'];
  assert.equal(withClass(wide, 'ring-unknown').length, 100);
  assert.equal(table.rows[2][1], 'not known');
});

test('more than a hundred are refused', () => {
  const panel = { label: 'a', big: 'b', note: 'c', filled: 60, half: 41, unknown: false };
  assert.throws(() => hundred({ ...text, panels: [panel] }), /60 filled and 41 half/);
});
