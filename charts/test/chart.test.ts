import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { attrition, balance, hundred, interval, survivalCurve, tornado } from '../src/index.ts';
import { spread } from '../src/labels.ts';
import { cases } from './cases.ts';

const hostile = '<script>alert(1)</script>"\'&';
const text = { id: 'a', title: hostile, description: hostile };

test('whatever a label holds, it stays text', () => {
  const charts = [
    interval({
      ...text,
      unit: hostile,
      rows: [{ label: hostile, value: 1, lower: 0, upper: 2, mark: 'disc', words: hostile }],
    }),
    balance({ ...text, rows: [{ label: hostile, before: 0.3, after: 0.1 }] }),
    attrition({ ...text, steps: [{ label: hostile, left: 3, gone: { why: hostile, count: 1 } }] }),
    survivalCurve({
      ...text,
      curves: [{ name: hostile, points: [], followed: [] }],
      ticks: [0, 1],
      timeLabel: hostile,
    }),
  ];
  for (const chart of charts) {
    for (const svg of [chart.wide, chart.narrow]) {
      assert.ok(!svg.includes('<script'), svg);
      assert.ok(!/="[^"]*alert\(1\)<\/script>"/.test(svg));
    }
  }
});

test('every chart says its title and description to those who cannot see it, and has a table', () => {
  for (const [name, chart] of Object.entries(cases)) {
    for (const svg of [chart.wide, chart.narrow]) {
      assert.match(svg, /role="img"/, name);
      assert.ok(svg.includes(`aria-label="${chart.title}. ${chart.description}"`), name);
    }
    assert.ok(chart.table.rows.length > 0 && chart.table.columns.length > 1, name);
    assert.ok(
      chart.table.rows.every(row => row.length === chart.table.columns.length),
      name,
    );
  }
});

test('nothing needs a style or a script that a content-security-policy would refuse', () => {
  for (const [name, chart] of Object.entries(cases)) {
    assert.ok(!/style=|<style|<script|href=/.test(chart.wide + chart.narrow), name);
  }
});

test('what stands in the table stands in the picture', () => {
  const chart = cases['interval-three'];
  for (const [label, words] of chart.table.rows) {
    assert.ok(chart.wide.includes(label) && chart.wide.includes(words));
  }
});

test('ids of two charts on one page differ', () => {
  const idsOf = (svg: string) => [...svg.matchAll(/ id="([^"]*)"/g)].map(match => match[1]);
  const ids = Object.values(cases).flatMap(chart => [...idsOf(chart.wide), ...idsOf(chart.narrow)]);
  assert.ok(ids.length > 0);
  assert.equal(new Set(ids).size, ids.length);
});

test('an id that could not stand in a page is refused by name', () => {
  assert.throws(() => balance({ ...text, id: 'A b', rows: [] }), /id was "A b"/);
});

test('two series differ in class, so that dash and shade tell them apart in grey', () => {
  const { wide } = cases['survival-two-curves'];
  assert.match(wide, /class="la"/);
  assert.match(wide, /class="lb"/);
});

test('unsourced assumptions come first and are striped', () => {
  const chart = cases['tornado-unsourced-first'];
  assert.equal(chart.table.rows[0][4], 'No source');
  assert.match(chart.wide, /url\(#tornado-wide-hatch\)/);
  const again = tornado({ ...text, id: 't', base: 0, unit: 'x', fewer: 'fewer', more: 'more', rows: [] });
  assert.equal(again.table.rows.length, 0);
});

test('a hundred rings are a hundred, whatever is filled', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }), (filled, half) => {
      const panel = { label: 'a', big: 'b', note: 'c', filled, half, unknown: false };
      const { wide } = hundred({ ...text, id: 'h', filledMeans: 'm', panels: [panel] });
      assert.equal([...wide.matchAll(/<circle/g)].length, 100);
      assert.equal([...wide.matchAll(/class="dot"/g)].length, filled + half);
    }),
  );
  const panel = { label: 'a', big: 'b', note: 'c', filled: 60, half: 41, unknown: false };
  assert.throws(
    () => hundred({ ...text, id: 'h', filledMeans: 'm', panels: [panel] }),
    /60 filled and 41 half/,
  );
});

test('labels are pushed apart and never overlap, in the order of what they label', () => {
  const anyLabel = fc.record({
    at: fc.integer({ min: 0, max: 300 }),
    height: fc.integer({ min: 10, max: 40 }),
  });
  fc.assert(
    fc.property(fc.array(anyLabel, { maxLength: 6 }), labels => {
      const middles = spread(labels, 0, 400);
      const boxes = labels.map((label, k) => ({
        top: middles[k] - label.height / 2,
        bottom: middles[k] + label.height / 2,
      }));
      boxes.sort((a, b) => a.top - b.top);
      for (let k = 1; k < boxes.length; k++) assert.ok(boxes[k].top >= boxes[k - 1].bottom - 1e-9);
    }),
  );
});
