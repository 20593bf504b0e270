import { scaleLinear } from 'd3-scale';
import { bothWidths, type Chart, type ChartText } from './chart.ts';
import { element, line, picture, words, type Svg } from './svg.ts';

export interface BalanceRow {
  readonly label: string;
  /** Absolute standardized mean differences. */
  readonly before: number;
  readonly after: number;
}

export interface BalanceData extends ChartText {
  readonly rows: readonly BalanceRow[];
  readonly width?: number;
}

/** Alike enough: the usual bound of an absolute standardized mean difference (Austin 2009). */
const alikeEnough = 0.1;

/** How different two groups were and are: a ring before, a disc after, the shaded part alike enough. */
export function balance(data: BalanceData): Chart {
  const table = {
    caption: data.title,
    columns: ['', 'Difference before', 'Difference after'],
    rows: data.rows.map(row => [row.label, row.before.toFixed(2), row.after.toFixed(2)]),
  };
  return bothWidths(data, data.width ?? 536, table, (size, width, alternative) =>
    draw(data, size, width, alternative),
  );
}

function draw(data: BalanceData, size: 'wide' | 'narrow', width: number, alternative: string): Svg {
  const narrow = size === 'narrow';
  const [left, right] = narrow ? [8, width - 14] : [178, width - 14];
  const rowHeight = narrow ? 46 : 30;
  const top = 26;
  const foot = top + data.rows.length * rowHeight;
  const highest = Math.max(0.2, ...data.rows.flatMap(row => [row.before, row.after]));
  const x = scaleLinear([0, highest], [left, right]).nice(4);
  const parts: Svg[] = [
    element('rect', {
      x: left,
      y: top - 6,
      width: x(alikeEnough) - left,
      height: foot - top + 6,
      class: 'boxq',
    }),
    line(left, top - 6, left, foot, 'axis'),
    words(left, 12, 'disc: after', 'b'),
    words(left + 100, 12, 'ring: before'),
  ];
  for (const tick of x.ticks(narrow ? 3 : 5)) parts.push(words(x(tick), foot + 20, String(tick), 'm'));
  parts.push(words(left, foot + 40, 'alike enough: shaded, below 0.1', 'q'));
  data.rows.forEach((row, index) => {
    const middle = top + index * rowHeight + (narrow ? 32 : rowHeight / 2);
    parts.push(
      words(narrow ? 10 : 0, narrow ? middle - 13 : middle + 5, row.label),
      line(x(Math.min(row.before, row.after)), middle, x(Math.max(row.before, row.after)), middle, 'gridl'),
      element('circle', { cx: x(row.before), cy: middle, r: 5, class: 'hollow' }),
      element('circle', { cx: x(row.after), cy: middle, r: 5, class: 'dota' }),
    );
  });
  return picture(size, width, foot + 50, alternative, ...parts);
}
