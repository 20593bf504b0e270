import { test } from 'node:test';
import assert from 'node:assert/strict';
import { freePlace, type Strip } from '../src/free-place.ts';

const plot = { left: 0, right: 200, top: 0, bottom: 200 };
const flat = (y: number, half: number): Strip => ({
  top: () => y - half,
  middle: () => y,
  bottom: () => y + half,
});

test('a label lies on no band, and nearer to its own line than to the other', () => {
  const strips = [flat(60, 10), flat(150, 10)];
  for (const own of [0, 1]) {
    const place = freePlace(plot, strips, own, { width: 80, height: 19 }, [])!;
    const gaps = [60, 150].map(y => Math.max(0, place.y - y, y - place.y - 19));
    assert.ok(gaps[own] < gaps[1 - own] && gaps[own] >= 14, JSON.stringify(place));
  }
});

test('two labels do not lie on each other', () => {
  const strips = [flat(100, 2), flat(104, 2)];
  const size = { width: 180, height: 19 };
  const first = freePlace(plot, strips, 0, size, [])!;
  const second = freePlace(plot, strips, 1, size, [first]);
  assert.ok(second && (second.y >= first.y + 19 || second.y + 19 <= first.y));
});

test('where bands leave no room there is no place', () => {
  assert.equal(freePlace(plot, [flat(100, 95)], 0, { width: 80, height: 19 }, []), undefined);
});
