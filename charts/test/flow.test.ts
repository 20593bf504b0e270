import { test } from 'node:test';
import assert from 'node:assert/strict';
import { flow, type FlowStage } from '../src/index.ts';
import { cases } from './cases.ts';
import { textBoxes, withClass } from './read-picture.ts';

const text = { title: 'A', description: 'B', widest: 4000, series: 'a' } as const;
const stages = (waiting: number, came: number): FlowStage[] => [
  { words: 'sentenced', note: '', people: 4000 },
  { words: 'go', note: '', people: 1000, arriving: came, queue: { people: waiting, note: 'months' } },
];
const area = (svg: string): number => {
  const [{ attributes }] = withClass(svg, 'hatchbox');
  return Number(attributes['width']) * Number(attributes['height']);
};

test('the area of a queue is its people, on one scale for all drawings that are compared', () => {
  const [long, short] = [stages(9000, 4000), stages(600, 1200)];
  const first = flow({ ...text, id: 'a', stages: long, comparedWith: [short] });
  const second = flow({ ...text, id: 'b', stages: short, comparedWith: [long] });
  for (const size of ['wide', 'narrow'] as const) {
    assert.ok(
      Math.abs(area(first[size]) / area(second[size]) - 9000 / 600) < 0.5,
      `${area(first[size])} ${area(second[size])}`,
    );
  }
});

test('however many wait, the box stays in sight', () => {
  const { wide } = flow({ ...text, id: 'a', stages: stages(400_000, 1200) });
  assert.ok(Number(withClass(wide, 'hatchbox')[0].attributes['height']) <= 240.1);
});

test('gates are as wide as the people who pass', () => {
  const widths = withClass(cases['flow-branches'].wide, 'stage')
    .filter(({ attributes }) => attributes['height'] === '5')
    .map(({ attributes }) => Number(attributes['width']));
  assert.deepEqual(
    widths.map(width => Math.round((width / widths[0]) * 100)),
    [100, 72, 56],
  );
});

test('every number of the table stands beside the flow', () => {
  const { table, wide, narrow } = cases['flow-branches'];
  for (const svg of [wide, narrow]) {
    const said = textBoxes(svg)
      .map(box => box.words)
      .join(' ');
    for (const [stage, people, waiting, others] of table.rows) {
      assert.ok(said.includes(`${people} ${stage.split(',')[0]}`), stage);
      for (const way of others.split('; ').filter(way => way !== '–')) assert.ok(said.includes(way), way);
      const count = waiting.split(' ')[0];
      assert.ok(waiting === '–' || said.includes(`${count} waiting`), waiting);
    }
  }
});

test('a drawing without a width for people is refused', () => {
  assert.throws(() => flow({ ...text, id: 'a', widest: 0, stages: [] }), /widest was 0/);
});
