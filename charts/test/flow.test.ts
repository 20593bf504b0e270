import { test } from 'node:test';
import assert from 'node:assert/strict';
import { flow, type Chart, type FlowStage } from '../src/index.ts';
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

test('those who wait and those who are there have areas on one scale', () => {
  const { wide, narrow } = cases['flow-whole'];
  for (const svg of [wide, narrow]) {
    const boxes = ['hatchbox', 'boxq'].flatMap(name =>
      withClass(svg, name).map(
        ({ attributes }) => Number(attributes['width']) * Number(attributes['height']),
      ),
    );
    const people = [4100, 10_800, 2970, 3050, 1980];
    assert.equal(boxes.length, people.length, 'nobody waits before the court, and no box is drawn there');
    boxes.forEach((box, i) => assert.ok(Math.abs(box / boxes[0] / (people[i] / people[0]) - 1) < 0.02));
  }
});

test('who comes in beside the way makes it wider, and it is not wider above them', () => {
  const { wide } = cases['flow-whole'];
  const [gate] = withClass(wide, 'stage').filter(({ attributes }) => attributes['height'] === '5');
  const onePixel = 12_600 / Number(gate.attributes['width']);
  const [queue] = withClass(wide, 'hatchbox').slice(-1);
  // The box stands under all who arrive; the ribbon from above ends as wide as those who came by the gate above.
  assert.ok(Math.abs(Number(queue.attributes['width']) * onePixel - 6270) < 30);
  const y = queue.attributes['y'];
  const ends = [...wide.matchAll(/ ([\d.]+) ([\d.]+)H([\d.]+)C/g)].filter(([, , at]) => at === y);
  const widths = ends.map(([, left, , right]) => (Number(right) - Number(left)) * onePixel);
  assert.deepEqual(widths.map(width => Math.round(width / 100)).sort(), [5, 58]);
});

test('every number of the table stands beside the flow', () => {
  for (const name of ['flow-branches', 'flow-whole'] as const) assertSaid(cases[name]);
});

function assertSaid({ table, wide, narrow }: Chart) {
  for (const svg of [wide, narrow]) {
    const said = textBoxes(svg)
      .map(box => box.words)
      .join(' ');
    for (const [stage, people, waiting, there, others] of table.rows) {
      assert.ok(said.includes(`${people} ${stage.split(',')[0]}`), stage);
      for (const way of others.split('; ').filter(way => way !== '–'))
        assert.ok(said.includes(way.replace(/ \((.*)\)$/, ' $1')), way);
      const count = waiting.split(' ')[0];
      assert.ok(waiting === '–' || said.includes(`${count} waiting`), waiting);
      assert.ok(there === '–' || said.includes(`${there.split(' ')[0]} there`), there);
    }
  }
}

test('a drawing without a width for people is refused', () => {
  assert.throws(() => flow({ ...text, id: 'a', widest: 0, stages: [] }), /widest was 0/);
});
