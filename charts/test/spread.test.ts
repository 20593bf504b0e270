import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { spread } from '../src/spread.ts';

const wish = fc.record({
  centre: fc.integer({ min: -50, max: 450 }),
  size: fc.integer({ min: 10, max: 60 }),
});

test('boxes never overlap, keep their order and stay within their ends where they fit', () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 6 }), wishes => {
      const boxes = spread(wishes, 0, 400)
        .map((centre, k) => ({
          wished: wishes[k].centre,
          from: centre - wishes[k].size / 2,
          to: centre + wishes[k].size / 2,
        }))
        .sort((a, b) => a.from - b.from);
      boxes.forEach((box, k) => {
        assert.ok(box.from >= -1e-9 && box.to <= 400 + 1e-9);
        if (k === 0) return;
        assert.ok(box.from >= boxes[k - 1].to - 1e-9);
        assert.ok(box.wished >= boxes[k - 1].wished);
      });
    }),
  );
});

test('a box that is in nobody’s way stays where it wants to be', () => {
  assert.deepEqual(
    spread(
      [
        { centre: 300, size: 40 },
        { centre: 100, size: 40 },
      ],
      0,
      400,
    ),
    [300, 100],
  );
});

test('two boxes in each other’s way part by as much each', () => {
  assert.deepEqual(
    spread(
      [
        { centre: 100, size: 40 },
        { centre: 110, size: 40 },
      ],
      0,
      400,
    ),
    [85, 125],
  );
});

test('where there is too little room they run over the far end, still apart', () => {
  assert.deepEqual(
    spread(
      [
        { centre: 5, size: 40 },
        { centre: 5, size: 40 },
      ],
      0,
      50,
    ),
    [20, 60],
  );
});
