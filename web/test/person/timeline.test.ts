import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, day } from '@throughcare/pathway';
import { layTimeline, sayLength, type Moment } from '../../src/person/timeline.ts';
import type { Running } from '../../src/person/bars.ts';

const today = day('2026-03-04');
const moment = (on: string, tone: Moment['tone'] = 'past'): Moment => ({
  on: day(on),
  tone,
  title: on,
  words: '',
});
const order: Running = {
  name: 'Community order',
  short: 'Community order',
  from: day('2025-05-13'),
  until: day('2026-05-12'),
  by: 'order',
  main: true,
  over: false,
};

test('the future stands above today’s line, the past below it, newest first, long gaps written out', () => {
  const { rows } = layTimeline(
    [moment('2025-05-13'), moment('2026-02-27'), moment('2026-05-12', 'future')],
    [order],
    today,
  );
  assert.deepEqual(
    rows.map(row => (row.kind === 'moment' ? row.moment.on : row.kind === 'gap' ? row.words : 'today')),
    ['2026-05-12', '10 weeks.', 'today', '2026-02-27', '10 months.', '2025-05-13'],
  );
});

test('a bar meets the moments at which it begins and ends, dashed above today and solid below', () => {
  const { bars, rows, todayRow } = layTimeline(
    [moment('2025-05-13'), moment('2026-05-12', 'future')],
    [order],
    today,
  );
  const rowOf = (on: string) => rows.find(row => row.kind === 'moment' && row.moment.on === on)!.row;
  assert.deepEqual(bars[0].future, { row: rowOf('2026-05-12'), rowEnd: todayRow });
  assert.deepEqual(bars[0].past, { row: todayRow, rowEnd: rowOf('2025-05-13') });
});

test('two clocks that end on different days end at different rows', () => {
  const course: Running = {
    ...order,
    name: 'Course',
    from: day('2026-01-14'),
    until: day('2026-03-18'),
    by: 'choice',
    main: false,
  };
  const moments = ['2025-05-13', '2026-01-14'].map(on => moment(on));
  const { bars } = layTimeline(
    [...moments, moment('2026-05-12', 'future'), moment('2026-03-18', 'future')],
    [order, course],
    today,
  );
  assert.notEqual(bars[0].future!.row, bars[1].future!.row);
  assert.notEqual(bars[0].past!.rowEnd, bars[1].past!.rowEnd);
});

test('whatever the days, every moment has a row of its own and no bar leaves the grid', () => {
  const anyDay = fc.integer({ min: -1500, max: 1500 }).map(offset => addDays(today, offset));
  const anyMoment = anyDay.map((on): Moment => ({ ...moment(on), tone: on > today ? 'future' : 'past' }));
  const anyRunning = fc.tuple(anyDay, fc.nat(900), fc.boolean()).map(([from, length, endless]): Running => {
    const until = endless ? null : addDays(from, length);
    return { ...order, from, until, over: until !== null && until < today };
  });
  fc.assert(
    fc.property(
      fc.array(anyMoment, { maxLength: 20 }),
      fc.array(anyRunning, { maxLength: 6 }),
      (moments, running) => {
        const { rows, bars, lastRow, notDrawn } = layTimeline(moments, running, today);
        assert.equal(rows.filter(row => row.kind === 'moment').length, moments.length);
        assert.equal(new Set(rows.map(row => row.row)).size, rows.length);
        assert.equal(bars.length + notDrawn, running.length);
        for (const bar of bars) {
          for (const part of [bar.future, bar.past]) {
            if (!part) continue;
            assert.ok(
              part.row >= 2 && part.rowEnd <= lastRow + 1 && part.row < part.rowEnd,
              JSON.stringify({ bar, rows }),
            );
          }
        }
      },
    ),
  );
});

test('lengths are said in the unit that fits', () => {
  assert.equal(sayLength(1), '1 day');
  assert.equal(sayLength(42), '6 weeks');
  assert.equal(sayLength(335), '11 months');
  assert.equal(sayLength(1400), '3 years and 10 months');
});
