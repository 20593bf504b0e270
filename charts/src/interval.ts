import { scaleLinear } from 'd3-scale';
import { bothWidths, sayNumber, type Chart, type ChartText } from './chart.ts';
import { breakLines } from './labels.ts';
import { element, group, line, picture, words, type Svg } from './svg.ts';
import { diamond } from './survival-curve.ts';

export interface IntervalRow {
  readonly label: string;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** A ring as it looks at first, a disc when adjusted, a diamond for the truth. */
  readonly mark: 'ring' | 'disc' | 'diamond';
  /** '17 fewer (5 to 29)'. */
  readonly words: string;
}

export interface IntervalData extends ChartText {
  readonly rows: readonly IntervalRow[];
  readonly unit: string;
  readonly fewer?: string;
  readonly more?: string;
  readonly width?: number;
}

/** Estimates as bars with a mark, one a row, about a line at nought. */
export function interval(data: IntervalData): Chart {
  const table = {
    caption: data.title,
    columns: ['', data.unit],
    rows: data.rows.map(row => [row.label, row.words]),
  };
  return bothWidths(data, data.width ?? 728, table, (size, width, alternative) =>
    draw(data, size, width, alternative),
  );
}

function draw(data: IntervalData, size: 'wide' | 'narrow', width: number, alternative: string): Svg {
  const narrow = size === 'narrow';
  const [left, right] = narrow ? [12, width - 12] : [196, width - 250];
  const rowHeight = narrow ? 66 : 44;
  const top = 8;
  const foot = top + data.rows.length * rowHeight;
  const ends = [0, ...data.rows.flatMap(row => [row.lower, row.upper, row.value])];
  const x = scaleLinear([Math.min(...ends), Math.max(...ends, Math.min(...ends) + 1)], [left, right]).nice(4);
  const ticks = x.ticks(narrow ? 3 : 5);
  const parts: Svg[] = ticks.flatMap(tick => [
    line(x(tick), top, x(tick), foot + 6, tick === 0 ? 'zero' : 'gridl'),
    words(x(tick), foot + 24, sayNumber(Math.abs(tick)), 'm'),
  ]);
  data.rows.forEach((row, index) => {
    const middle = top + index * rowHeight + (narrow ? 48 : rowHeight / 2);
    const bold = row.mark === 'disc' ? 'b' : undefined;
    parts.push(
      narrow ? words(0, middle - 30, row.label, bold) : words(0, middle + 5, row.label, bold),
      narrow ? words(0, middle - 13, row.words, 'q') : words(right + 24, middle + 5, row.words, bold),
      drawMark(row, x, middle),
    );
  });
  const zero = x(0);
  if (zero - left > 50) parts.push(words(zero - 10, foot + 44, data.fewer ?? 'fewer', 'e q'));
  if (right - zero > 50) parts.push(words(zero + 10, foot + 44, data.more ?? 'more', 'q'));
  const unit = breakLines(data.unit, narrow ? 40 : 80);
  unit.forEach((text, k) => parts.push(words(narrow ? 0 : left, foot + 64 + k * 19, text, 'q')));
  return picture(size, width, foot + 55 + unit.length * 19, alternative, ...parts);
}

function drawMark(row: IntervalRow, x: (value: number) => number, middle: number): Svg {
  const bar =
    row.lower === row.upper
      ? []
      : [line(x(row.lower), middle, x(row.upper), middle, row.mark === 'ring' ? 'ivq' : 'iv')];
  if (row.mark === 'diamond') return group(undefined, ...bar, diamond(x(row.value), middle));
  const dot = element('circle', {
    cx: x(row.value),
    cy: middle,
    r: 6.5,
    class: row.mark === 'ring' ? 'hollow' : 'dota',
  });
  return group(undefined, ...bar, dot);
}
