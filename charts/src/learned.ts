import { scaleLinear } from 'd3-scale';
import { drawTwice, type Chart, type ChartText, type Drawing, type Room } from './chart.ts';
import { BASELINE, LEADING } from './layout.ts';
import { circle, line, textLines } from './marks.ts';
import { halo } from './style.ts';
import type { Svg } from './svg.ts';
import { bold } from './text-width.ts';
import { wrap } from './wrap.ts';

/** One number before and after something was learned of it, on a scale of its own. */
export interface LearnedRow {
  readonly label: string;
  /** What was assumed, from end to end, and in words. */
  readonly before: readonly [number, number];
  readonly beforeWords: string;
  /** What is left: the middle and its interval, and both in words. */
  readonly middle: number;
  readonly after: readonly [number, number];
  readonly afterWords: string;
}

export interface LearnedData extends ChartText {
  readonly rows: readonly LearnedRow[];
  readonly width?: number;
}

/** What was assumed of each number, and what is left of it: the lower bar beneath the upper one. */
export function learned(data: LearnedData): Chart {
  for (const { label, middle, after } of data.rows) {
    if (!(after[0] <= middle && middle <= after[1])) {
      throw new RangeError(`"${label}": ${middle} does not lie between ${after[0]} and ${after[1]}.`);
    }
  }
  const table = {
    caption: data.title,
    columns: ['Number', 'Assumed before', 'After'],
    rows: data.rows.map(row => [row.label, row.beforeWords, row.afterWords]),
  };
  return drawTwice(data, data.width ?? 1120, table, room => draw(data, room));
}

/** Between the two bars of a row. */
const APART = LEADING + 4;

function draw({ rows }: LearnedData, room: Room): Drawing {
  const columns = room.narrow
    ? { left: 8, right: room.width - 8, words: 0, wordsWidth: room.width, label: room.width }
    : {
        left: room.width * 0.3,
        right: room.width * 0.66,
        words: room.width * 0.69,
        wordsWidth: room.width * 0.31,
        label: room.width * 0.27,
      };
  const marks: Svg[] = [];
  let top = 4;
  for (const row of rows) {
    const label = wrap(row.label, columns.label, bold);
    const before = wrap(`assumed: ${row.beforeWords}`, columns.wordsWidth);
    const after = wrap(`after: ${row.afterWords}`, columns.wordsWidth, bold);
    marks.push(...textLines(0, top + 18, label, 'b', LEADING, halo));
    if (room.narrow) {
      // The words of each bar stand above it.
      let y = top + 18 + label.length * LEADING;
      marks.push(...textLines(0, y, before, 'q', LEADING, halo));
      y += before.length * LEADING;
      const first = y - 4;
      marks.push(...textLines(0, y + LEADING, after, 'b', LEADING, halo));
      y += (after.length + 1) * LEADING;
      marks.push(...bars(row, columns, first, y - 4));
      top = y + 18;
      continue;
    }
    const first = top + 14;
    const second = first + (before.length - 1) * LEADING + APART;
    marks.push(
      ...textLines(columns.words, first + BASELINE, before, 'q'),
      ...textLines(columns.words, second + BASELINE, after, 'b'),
      ...bars(row, columns, first, second),
    );
    const bottom = Math.max(second + after.length * LEADING, top + 18 + label.length * LEADING);
    marks.push(line(0, bottom + 2, room.width, bottom + 2, { class: 'gridl' }));
    top = bottom + 8;
  }
  return { height: top, marks };
}

/** The two bars, at these heights, to one scale that holds both. */
function bars(
  { before, middle, after }: LearnedRow,
  { left, right }: { readonly left: number; readonly right: number },
  upper: number,
  lower: number,
): Svg[] {
  const ends = [...before, ...after];
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  const x = scaleLinear([from, to > from ? to : from + 1], [left, right]);
  return [
    line(x(before[0]), upper, x(before[1]), upper, { class: 'ivq' }),
    ...before.map(end => line(x(end), upper - 5, x(end), upper + 5, { class: 'ivq' })),
    ...(after[0] === after[1] ? [] : [line(x(after[0]), lower, x(after[1]), lower, { class: 'iv' })]),
    circle(x(middle), lower, 6.5, { class: 'dota' }),
  ];
}
