import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foretold, learned, type ForetoldPoint } from '../src/index.ts';
import { cases } from './cases.ts';
import { pointsOf, textBoxes, withClass } from './read-picture.ts';

const text = { id: 'a', title: 'A', description: 'B' };
const axis = { ticks: [{ time: 0, words: '2024' }], timeLabel: 'year', yLabel: 'people' };

const pointAt = fc
  .record({
    low: fc.integer({ min: 0, max: 500 }),
    steps: fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 100 }))),
    seen: fc.option(fc.integer({ min: 0, max: 1000 })),
  })
  .map(({ low, steps: [a, b, c, d], seen }) => (x: number): ForetoldPoint => {
    const ends = [low, low + a, low + a + b, low + a + b + c, low + a + b + c + d];
    return {
      x,
      when: `month ${x}`,
      middle: ends[2],
      half: [ends[1], ends[3]],
      most: [ends[0], ends[4]],
      seen,
    };
  });

test('every figure that was seen stands in the picture and in the table, a disc where most runs lie and a ring outside', () => {
  fc.assert(
    fc.property(fc.array(pointAt, { minLength: 1, maxLength: 20 }), given => {
      const points = given.map((make, x) => make(x));
      const { wide, narrow, table } = foretold({
        ...text,
        ...axis,
        parts: [{ name: 'Before', most: '95% of runs', points }],
      });
      const seen = points.filter(point => point.seen !== null);
      const inside = seen.filter(({ seen: value, most: [low, high] }) => low <= value! && value! <= high);
      for (const svg of [wide, narrow]) {
        // One of each kind that is there stands in the key.
        assert.equal(withClass(svg, 'dot').length, inside.length + Number(inside.length > 0));
        const outside = seen.length - inside.length;
        assert.equal(withClass(svg, 'hollow').length, outside + Number(outside > 0));
      }
      assert.deepEqual(
        table.rows.map(row => row[1]),
        points.map(({ seen: value }) => (value === null ? '–' : value.toLocaleString('en-GB'))),
      );
    }),
    { numRuns: 60 },
  );
});

test('a mark of what was seen lies at its own height of the axis, above the band when it was more', () => {
  const { wide } = cases['foretold-seen-and-next'];
  const rings = withClass(wide, 'hollow').map(({ attributes }) => Number(attributes['cy']));
  const edges = withClass(wide, 'eb').map(({ attributes }) => pointsOf(attributes['d']));
  // The held-back months are the second part, and 90 in the third of them lies above all that most runs gave.
  const highest = Math.min(...edges.flat().map(({ y }) => y));
  assert.ok(rings.some(y => y < highest));
});

test('each part has its name above it where there is room, else below with a piece of its line', () => {
  const names = ['Fitted to these', 'Held back', 'The next forecast'];
  const said = (svg: string) => textBoxes(svg).map(box => box.words);
  for (const name of names) {
    assert.ok(said(cases['foretold-seen-and-next'].wide).includes(name), name);
    assert.ok(said(cases['foretold-seen-and-next'].narrow).includes(name), name);
  }
  const tops = textBoxes(cases['foretold-seen-and-next'].wide).filter(({ words }) => names.includes(words));
  assert.equal(new Set(tops.map(({ top }) => top)).size, 1);
});

test('parts differ in dash as well as in hue, and what is to come has no mark of anything seen', () => {
  const { wide, table } = cases['foretold-seen-and-next'];
  for (const mark of ['la', 'lb', 'ba', 'bb']) assert.ok(withClass(wide, mark).length > 0, mark);
  assert.match(wide, /stroke-dasharray="2 4"/);
  const next = table.rows.filter(row => row.at(-1) === 'The next forecast');
  assert.equal(next.length, 48);
  assert.ok(next.every(row => row[1] === '–' && row[3].endsWith('(nine in ten runs)')));
});

test('a part without a point, and a middle outside its own interval, are refused', () => {
  assert.throws(
    () => foretold({ ...text, ...axis, parts: [{ name: 'Before', most: 'all', points: [] }] }),
    /"Before" has no point/,
  );
  const row = {
    label: 'Referrals',
    before: [0, 2],
    beforeWords: '',
    middle: 3,
    after: [0, 1],
    afterWords: '',
  };
  assert.throws(() => learned({ ...text, rows: [row as never] }), /"Referrals": 3 does not lie between/);
});

test('what was assumed and what is left are drawn to one scale: the narrower bar is the one that was learned', () => {
  const { wide, table } = cases['learned-four'];
  const width = ({ attributes }: { readonly attributes: Readonly<Record<string, string>> }) => {
    const [from, to] = pointsOf(attributes['d']);
    return to.x - from.x;
  };
  const before = withClass(wide, 'ivq').filter(mark => width(mark) > 0);
  const after = withClass(wide, 'iv');
  // 13.8 to 16.5 of 8 to 25: 2.7 of 17.
  assert.ok(Math.abs(width(after[0]) / width(before[0]) - 2.7 / 17) < 0.01);
  assert.deepEqual(table.rows[0], [
    'Referrals',
    '8 to 25 people a month',
    '15.1 (13.8 to 16.5) people a month',
  ]);
});
