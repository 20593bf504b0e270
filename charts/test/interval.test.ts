import { test } from 'node:test';
import assert from 'node:assert/strict';
import { interval } from '../src/index.ts';
import { cases } from './cases.ts';
import { pointsOf, textBoxes, withClass } from './read-picture.ts';

test('bars and marks lie where the axis says', () => {
  for (const svg of [cases['interval-three'].wide, cases['interval-three'].narrow]) {
    const zero = pointsOf(withClass(svg, 'zero')[0].attributes['d'])[0].x;
    const twenty = withClass(svg, 'gridl').map(({ attributes }) => pointsOf(attributes['d'])[0].x);
    assert.ok(twenty.some(x => Math.abs(x - zero) > 1));
    const [bar] = withClass(svg, 'iv').map(({ attributes }) => pointsOf(attributes['d']).map(one => one.x));
    const [disc] = withClass(svg, 'dota').map(({ attributes }) => Number(attributes['cx']));
    // -29 to 5 about -17: the three places are in proportion.
    assert.ok(Math.abs((zero - disc) / (zero - bar[0]) - 17 / 29) < 0.01);
    assert.ok(Math.abs((bar[1] - zero) / (zero - bar[0]) - 5 / 29) < 0.01);
  }
});

test('an axis tells its sides in words and never by a minus sign', () => {
  const said = textBoxes(cases['interval-three'].wide).map(box => box.words);
  assert.ok(said.includes('fewer') && said.includes('more'));
  assert.ok(said.every(words => !words.includes('−')));
});

test('ring, disc and diamond are how a row came about', () => {
  const { wide } = cases['interval-three'];
  assert.equal(withClass(wide, 'hollow').length, 1);
  assert.equal(withClass(wide, 'dota').length, 1);
  assert.match(wide, /l8 8-8 8-8-8z/);
});

test('what stands in the table stands in the picture', () => {
  const { table, wide, narrow } = cases['interval-three'];
  for (const svg of [wide, narrow]) {
    for (const cell of table.rows.flat()) assert.ok(svg.includes(`>${cell}<`), cell);
  }
});

test('a row whose words stand on the page takes no room for them', () => {
  assert.equal(textBoxes(cases['interval-alone'].narrow).filter(box => /\(/.test(box.words)).length, 0);
});

test('an estimate outside its own interval is refused', () => {
  const row = { label: 'Prison', value: 3, lower: 4, upper: 5, mark: 'disc', words: '' } as const;
  assert.throws(
    () => interval({ id: 'a', title: 'A', description: 'B', unit: 'people', rows: [row] }),
    /"Prison": 3 does not lie/,
  );
});
