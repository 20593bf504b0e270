import { test } from 'node:test';
import assert from 'node:assert/strict';
import {
  attrition,
  balance,
  fan,
  flow,
  foretold,
  hundred,
  interval,
  learned,
  survivalCurve,
  tornado,
} from '../src/index.ts';
import { cases } from './cases.ts';
import { elementsOf, textBoxes } from './read-picture.ts';

const bad = '<script>alert(1)</script>"\'&\u0000';
const text = { id: 'a', title: bad, description: bad };

test('whatever the labels hold, they stay text in every chart', () => {
  const charts = [
    interval({
      ...text,
      unit: bad,
      fewer: bad,
      more: bad,
      rows: [{ label: bad, value: 1, lower: -1, upper: 2, mark: 'disc', words: bad }],
    }),
    balance({ ...text, rows: [{ label: bad, before: 0.3, after: 0.1 }] }),
    attrition({
      ...text,
      steps: [{ label: bad, left: 3, gone: { why: bad, count: 1 } }],
      split: [
        { name: bad, count: 1 },
        { name: bad, count: 2 },
      ],
    }),
    survivalCurve({
      ...text,
      curves: [
        {
          name: bad,
          points: [{ time: 0, value: 1, lower: 0, upper: 2 }],
          followed: [{ time: 0, count: bad }],
        },
      ],
      ticks: [0, 1],
      timeLabel: bad,
    }),
    fan({
      ...text,
      xLabel: bad,
      yLabel: bad,
      marker: { x: 0, words: bad },
      series: [{ name: bad, points: [{ x: 0, median: 1, half: [1, 1], nineInTen: [0, 2] }] }],
    }),
    tornado({
      ...text,
      base: 0,
      unit: bad,
      fewer: bad,
      more: bad,
      rows: [{ question: bad, range: bad, low: -1, high: 1, source: bad }],
    }),
    flow({
      ...text,
      widest: 3,
      series: 'a',
      stages: [
        {
          words: bad,
          note: bad,
          people: 3,
          queue: { people: 1, note: bad },
          leaves: { people: 1, words: bad },
          branches: [{ people: 1, words: bad }],
        },
      ],
    }),
    foretold({
      ...text,
      parts: [
        {
          name: bad,
          most: bad,
          points: [{ x: 0, when: bad, middle: 1, half: [1, 1], most: [0, 2], seen: 3 }],
        },
      ],
      ticks: [{ time: 0, words: bad }],
      timeLabel: bad,
      yLabel: bad,
    }),
    learned({
      ...text,
      rows: [{ label: bad, before: [0, 2], beforeWords: bad, middle: 1, after: [0, 1], afterWords: bad }],
    }),
    hundred({
      ...text,
      filledMeans: bad,
      panels: [{ label: bad, big: bad, note: bad, filled: 1, half: 1, unknown: false }],
    }),
  ];
  const known = new Set(['svg', 'text', 'path', 'rect', 'circle', 'defs', 'pattern']);
  for (const chart of charts) {
    for (const svg of [chart.wide, chart.narrow]) {
      assert.ok(svg.includes('&lt;script&gt;') && !svg.includes('<script') && !svg.includes('\u0000'));
      for (const { name, attributes } of elementsOf(svg)) {
        assert.ok(known.has(name), name);
        assert.ok(
          Object.keys(attributes).every(key => !key.startsWith('on') && key !== 'style' && key !== 'href'),
        );
      }
    }
  }
});

test('every chart says its title and description to those who cannot see it, and has a table', () => {
  for (const [name, chart] of Object.entries(cases)) {
    for (const svg of [chart.wide, chart.narrow]) {
      assert.match(svg, /role="img"/, name);
      assert.ok(svg.includes(`aria-label="${chart.title}. ${chart.description}"`), name);
    }
    const { columns, rows } = chart.table;
    assert.ok(rows.length > 0 && columns.length > 1, name);
    assert.ok(
      rows.every(row => row.length === columns.length),
      name,
    );
  }
});

test('no text leaves its picture, and none lies on another', () => {
  for (const [name, chart] of Object.entries(cases)) {
    for (const svg of [chart.wide, chart.narrow]) {
      const { width, height } = elementsOf(svg)[0].attributes;
      const boxes = textBoxes(svg);
      boxes.forEach((box, k) => {
        // Widths are estimated some hundredths too large.
        const inside =
          box.left >= -2 && box.right <= Number(width) + 6 && box.top >= 0 && box.bottom <= Number(height);
        assert.ok(inside, `${name} (${width}): "${box.words}" ${JSON.stringify(box)}`);
        for (const other of boxes.slice(k + 1)) {
          const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
          const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
          assert.ok(across <= 3 || down <= 0, `${name} (${width}): "${box.words}" and "${other.words}"`);
        }
      });
    }
  }
});

test('nothing needs a style or a script that a content-security-policy would refuse', () => {
  for (const [name, chart] of Object.entries(cases)) {
    assert.ok(!/style=|<style|<script|href=/.test(chart.wide + chart.narrow), name);
  }
});

test('ids of two charts on one page differ, and each that is used is there', () => {
  const pictures = Object.values(cases).flatMap(chart => [chart.wide, chart.narrow]);
  const all = pictures.flatMap(svg => [...svg.matchAll(/ id="([^"]*)"/g)].map(match => match[1]));
  assert.ok(all.length > 0);
  assert.equal(new Set(all).size, all.length);
  for (const svg of pictures) {
    for (const [, used] of svg.matchAll(/url\(#([^)]*)\)/g)) assert.ok(svg.includes(` id="${used}"`), used);
  }
});

test('an id or a width that could not stand in a page is refused by name', () => {
  assert.throws(() => balance({ ...text, id: 'A b', rows: [] }), /id was "A b"/);
  assert.throws(() => balance({ ...text, width: 320, rows: [] }), /width was 320/);
});
