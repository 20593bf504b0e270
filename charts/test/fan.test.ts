import { test } from 'node:test';
import assert from 'node:assert/strict';
import { fan } from '../src/index.ts';
import { cases } from './cases.ts';
import { textBoxes, withClass } from './read-picture.ts';

test('each series has its middle line, two bands and two edges', () => {
  const { wide } = cases['fan-with-event'];
  for (const mark of ['a', 'b']) {
    assert.equal(withClass(wide, `l${mark}`).length, 1);
    assert.equal(withClass(wide, `b${mark}`).length, 2);
    assert.equal(withClass(wide, `e${mark}`).length, 2);
  }
});

test('lines are labelled where they end, with the figures of the last row of the table', () => {
  const { wide, table } = cases['fan-with-event'];
  const last = table.rows.at(-1)!;
  const said = textBoxes(wide).map(box => box.words);
  assert.ok(said.includes('Prison for all') && said.includes('Programmes'));
  assert.ok(said.includes(last[1]) && said.includes(last[3]), last.join('; '));
});

test('ticks run over the whole time', () => {
  const said = textBoxes(cases['fan-with-event'].wide).map(box => box.words);
  for (const tick of ['0', '2', '4', '6', '8', '10']) assert.ok(said.includes(tick), tick);
});

test('an event is told above the plot', () => {
  assert.match(cases['fan-with-event'].narrow, /the second new prison opens/);
});

test('no point at all is refused', () => {
  const empty = { id: 'a', title: 'A', description: 'B', xLabel: 'years', yLabel: 'people', series: [] };
  assert.throws(() => fan(empty), /No series has a point/);
});
