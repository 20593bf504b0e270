import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { survivalCurve, type CurvePoint } from '../src/index.ts';
import { cases } from './cases.ts';
import { pointsOf, textBoxes, withClass } from './read-picture.ts';

const months = { ticks: [0, 6, 12], timeLabel: 'months' };
const text = { id: 'a', title: 'A', description: 'B' };
const point = (time: number, value: number): CurvePoint => ({
  time,
  value,
  lower: value / 2,
  upper: value * 1.5,
});

/** From a height in a picture back to people of 1,000, by the words of its own axis. */
function valueAt(svg: string): (y: number) => number {
  const ticks = textBoxes(svg).filter(box => /^[\d,.]+$/.test(box.words));
  const axisLeft = Math.max(
    ...withClass(svg, 'gridl').map(({ attributes }) => pointsOf(attributes['d'])[0].x),
  );
  const values = ticks
    .filter(box => box.right < axisLeft)
    .map(box => ({ value: Number(box.words.replaceAll(',', '')), y: box.bottom - 5 }));
  const [low, high] = [values[0], values.at(-1)!];
  return y => low.value + ((y - low.y) / (high.y - low.y)) * (high.value - low.value);
}

test('the line drawn is the value in the table, at every tick and whatever the curve', () => {
  const rises = fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(rises, steps => {
      let sum = 0;
      const points = [point(0, 0), ...steps.map((rise, k) => point(k + 0.5, (sum += rise)))];
      const chart = survivalCurve({ ...text, ...months, curves: [{ name: 'Prison', points, followed: [] }] });
      for (const svg of [chart.wide, chart.narrow]) {
        const toValue = valueAt(svg);
        const [path] = withClass(svg, 'la').map(({ attributes }) => pointsOf(attributes['d']));
        const [first, last] = [path[0].x, path.at(-1)!.x];
        chart.table.rows.forEach(([time, said]) => {
          const x = first + (Number(time) / 12) * (last - first);
          const drawn = toValue(path.findLast(one => one.x <= x + 0.06)!.y);
          const told = Number(said.split(' ')[0].replaceAll(',', ''));
          assert.ok(Math.abs(drawn - told) <= 0.5 + 0.003 * sum, `${time}: ${drawn} drawn, ${told} told`);
        });
      }
    }),
    { numRuns: 50 },
  );
});

test('the scale begins at nought, says where it ends, and never ends below 10 of 1,000', () => {
  for (const svg of [cases['survival-all-censored'].wide, cases['survival-all-censored'].narrow]) {
    assert.match(svg, /of 1,000 people; the scale ends at 10</);
    assert.match(svg, />0</);
  }
  assert.match(cases['survival-two-curves'].wide, /the scale ends at 100</);
});

test('a curve is drawn and labelled as it stands at the last tick, not after it', () => {
  const points = [point(0, 0), point(5, 20), point(13, 900)];
  const { wide, table } = survivalCurve({
    ...text,
    ...months,
    curves: [{ name: 'Prison', points, followed: [] }],
  });
  assert.match(wide, />20 \(10 to 30\)</);
  assert.match(wide, /the scale ends at 30</);
  assert.equal(table.rows.at(-1)![1], '20 (10 to 30)');
});

test('a band has an edge above and below, and none at its right end', () => {
  const { wide } = cases['survival-two-curves'];
  assert.equal(withClass(wide, 'ea').length, 2);
  const right = Math.max(
    ...withClass(wide, 'la').flatMap(({ attributes }) => pointsOf(attributes['d']).map(one => one.x)),
  );
  for (const { attributes } of withClass(wide, 'ea')) {
    assert.equal(pointsOf(attributes['d']).filter(one => one.x === right).length <= 2, true);
  }
});

test('two curves differ in class and four in dash, so that grey tells them apart', () => {
  const { wide } = cases['survival-four-curves'];
  assert.equal(withClass(wide, 'la').length, 1);
  assert.equal(withClass(wide, 'lb').length, 1);
  const dashes = [...wide.matchAll(/stroke-width="2.5" stroke-dasharray="([^"]+)"/g)].map(([, dash]) => dash);
  assert.deepEqual(new Set(dashes).size, 2);
});

test('a truth is a diamond and a figure, and is drawn only where it was given', () => {
  assert.match(cases['survival-with-truth'].wide, /the truth: 58/);
  assert.match(cases['survival-with-truth'].narrow, /the truth, known only here/);
  assert.ok(!cases['survival-two-curves'].wide.includes('truth'));
});

test('people still followed stand in the picture as in the table, and fewer than 10 stays so', () => {
  const { wide, table } = cases['survival-with-truth'];
  assert.deepEqual(
    table.rows.map(row => row[2]),
    ['850', '820', '790', '41', 'fewer than 10'],
  );
  for (const shown of ['850', '820', '790', '41', '&lt;10']) assert.ok(wide.includes(`>${shown}<`), shown);
});

test('what cannot be drawn is refused with the reason', () => {
  const five = Array.from({ length: 5 }, (_, k) => ({
    name: String(k),
    points: [point(0, 1)],
    followed: [],
  }));
  assert.throws(() => survivalCurve({ ...text, ...months, curves: five }), /1 to 4 series; 5 came/);
  assert.throws(
    () => survivalCurve({ ...text, ...months, ticks: [0, 6, 3], curves: [] }),
    /ticks were 0, 6, 3/,
  );
  const back = { name: 'Prison', points: [point(3, 1), point(2, 1)], followed: [] };
  assert.throws(() => survivalCurve({ ...text, ...months, curves: [back] }), /"Prison" are not in order/);
});
