import { test } from 'node:test';
import assert from 'node:assert/strict';
import { cases } from './cases.ts';
import { elementsOf, textBoxes, withClass } from './read-picture.ts';

test('bars are as long as the people that are left, and the two groups share the last', () => {
  for (const [svg, width] of [
    [cases['attrition-split'].wide, 536],
    [cases['attrition-split'].narrow, 288],
  ] as const) {
    const [all] = withClass(svg, 'dot').map(({ attributes }) => Number(attributes['width']));
    assert.equal(all, width);
    const solid = Number(withClass(svg, 'dota')[0].attributes['width']);
    assert.ok(Math.abs(solid - (4000 / 40_000) * width) < 2);
    const striped = elementsOf(svg).find(({ attributes }) => attributes['fill']?.startsWith('url('))!;
    assert.ok(Math.abs(Number(striped.attributes['width']) - (8000 / 40_000) * width) < 4);
  }
});

test('who left is said with number and reason, and the table says the same', () => {
  const { wide, table } = cases['attrition-split'];
  assert.ok(textBoxes(wide).some(box => box.words === '28,000 sentenced too lately'));
  assert.deepEqual(table.rows[1], ['Left out: sentenced too lately', '28,000']);
});

test('where nobody is left, nothing is drawn for them', () => {
  assert.equal(withClass(cases['attrition-nobody-left'].wide, 'dot').at(-1)!.attributes['width'], '0');
});
