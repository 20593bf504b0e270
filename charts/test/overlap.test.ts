import { test } from 'node:test';
import assert from 'node:assert/strict';
import { overlap } from '../src/index.ts';
import { cases } from './cases.ts';
import { textBoxes, withClass } from './read-picture.ts';

test('bars are as high as their shares, the first group up and the second down from one line', () => {
  const { wide } = cases['overlap-before-and-after'];
  const bars = (name: string) =>
    withClass(wide, name).map(({ attributes }) => ({
      y: Number(attributes['y']),
      height: Number(attributes['height']),
    }));
  const [up, down] = [bars('ba'), bars('bb')];
  const middle = down[0].y;
  for (const bar of down) assert.equal(bar.y, middle);
  for (const bar of up) assert.ok(Math.abs(bar.y + bar.height - middle) < 0.2);
  // 8% against 2%, and the same scale both ways: 15% against 14%.
  assert.ok(Math.abs(up[1].height / up[0].height - 4) < 0.1);
  assert.ok(Math.abs(down[2].height / up[2].height - 15 / 14) < 0.02);
});

test('the table has every share of the picture', () => {
  const { table } = cases['overlap-before-and-after'];
  assert.deepEqual(table.columns.slice(1), [
    'Prison: before',
    'Prison: after',
    'Community with a programme: before',
    'Community with a programme: after',
  ]);
  assert.deepEqual(table.rows[2], ['0.20 to 0.30', '4.0%', '14.0%', '22.0%', '15.0%']);
  assert.equal(cases['overlap-none'].table.columns.length, 3);
});

test('no text leaves the picture, narrow or wide, however long a name is', () => {
  for (const name of ['overlap-before-and-after', 'overlap-none']) {
    for (const [size, width] of [
      ['wide', 536],
      ['narrow', 288],
    ] as const) {
      for (const box of textBoxes(cases[name][size])) {
        assert.ok(box.left >= -0.5 && box.right <= width + 0.5, `${name} ${size}: ${box.words}`);
      }
    }
  }
});

test('parts that do not fit and shares that are none are refused', () => {
  const text = { id: 'a', title: 'A', description: 'B', scale: 'chance' };
  const arm = (name: string, before: number[]) => ({ name, before });
  assert.throws(
    () => overlap({ ...text, arms: [arm('One', [50, 50]), arm('Two', [100])] }),
    /"Two" has 1 parts/,
  );
  assert.throws(() => overlap({ ...text, arms: [arm('One', [100]), arm('Two', [100])] }), /two or more/);
  assert.throws(
    () => overlap({ ...text, arms: [arm('One', [NaN, 5]), arm('Two', [50, 50])] }),
    /share of NaN/,
  );
});
