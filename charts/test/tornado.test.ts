import { test } from 'node:test';
import assert from 'node:assert/strict';
import { tornado } from '../src/index.ts';
import { cases } from './cases.ts';
import { withClass } from './read-picture.ts';

test('unsourced assumptions come first and are striped, then by how far each moves the answer', () => {
  const { table, wide } = cases['tornado-unsourced-first'];
  assert.deepEqual(
    table.rows.map(row => row[4]),
    ['No source', 'No source', 'A study', 'Own record'],
  );
  const striped = withClass(wide, 'hatchbox');
  assert.equal(striped.length, 2);
  assert.ok(striped.every(({ attributes }) => attributes['fill'] === 'url(#tornado-wide-stripes)'));
  assert.equal(withClass(wide, 'boxbar').length, 2);
});

test('bars are as long as the answer moves, whichever end is the lower', () => {
  const { wide, table } = cases['tornado-unsourced-first'];
  const widths = [...withClass(wide, 'hatchbox'), ...withClass(wide, 'boxbar')].map(({ attributes }) =>
    Number(attributes['width']),
  );
  const moves = table.rows.map(row => {
    const [low, high] = [row[2], row[3]].map(cell => Number(cell.replace('−', '-').replaceAll(',', '')));
    return Math.abs(high - low);
  });
  widths.forEach((width, k) => assert.ok(Math.abs(width / widths[0] - moves[k] / moves[0]) < 0.01));
});

test('the base case is dotted and said', () => {
  const { wide } = cases['tornado-unsourced-first'];
  assert.match(wide, /class="base"[^>]*stroke-dasharray="2 3"/);
  assert.match(wide, />as assumed: 180 more</);
});

test('no assumption gives an empty picture and an empty table', () => {
  const empty = tornado({
    id: 't',
    title: 'A',
    description: 'B',
    base: 0,
    unit: 'x',
    fewer: 'fewer',
    more: 'more',
    rows: [],
  });
  assert.equal(empty.table.rows.length, 0);
  assert.match(empty.wide, />as assumed: 0</);
});

test('a bar reaches to where the answer turns between the ends, and the table says how far', () => {
  const rows = [
    { question: 'Turns', range: '0 to 1', low: 3, high: 2, between: 9, source: 'Own record' },
    { question: 'Rises', range: '0 to 1', low: 1, high: 5, source: 'Own record' },
  ];
  const said = { id: 't', title: 'A', description: 'B', base: 4, unit: 'x', fewer: 'fewer', more: 'more' };
  const { wide, table } = tornado({ ...said, rows });
  assert.deepEqual(table.columns.slice(2, 5), ['Lowest: x', 'In between: x', 'Highest: x']);
  assert.deepEqual(
    table.rows.map(row => row.slice(2, 5)),
    [
      ['3', '9', '2'],
      ['1', '', '5'],
    ],
  );
  const [turns, rises] = withClass(wide, 'boxbar').map(({ attributes }) => Number(attributes['width']));
  assert.ok(Math.abs(turns / rises - 7 / 4) < 0.01);
});
