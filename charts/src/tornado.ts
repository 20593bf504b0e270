import { scaleLinear } from 'd3-scale';
import { bothWidths, sayNumber, type Chart, type ChartText } from './chart.ts';
import { breakLines } from './labels.ts';
import { element, hatch, line, picture, words, type Svg } from './svg.ts';

export interface TornadoRow {
  readonly question: string;
  readonly range: string;
  /** The answer when the assumption is at its lowest and at its highest. */
  readonly low: number;
  readonly high: number;
  /** Where the range comes from; null where nobody has measured it. */
  readonly source: string | null;
}

export interface TornadoData extends ChartText {
  readonly rows: readonly TornadoRow[];
  readonly base: number;
  readonly unit: string;
  readonly fewer: string;
  readonly more: string;
  readonly width?: number;
}

/** Which assumption decides it: unsourced ones come first and are striped, then by how far each moves the answer. */
export function tornado(data: TornadoData): Chart {
  const rows = [...data.rows].sort(
    (a, b) =>
      Number(a.source !== null) - Number(b.source !== null) ||
      Math.abs(b.high - b.low) - Math.abs(a.high - a.low),
  );
  const table = {
    caption: data.title,
    columns: ['Assumption', 'Range', `Lowest: ${data.unit}`, `Highest: ${data.unit}`, 'Source'],
    rows: rows.map(row => [
      row.question,
      row.range,
      sayNumber(row.low),
      sayNumber(row.high),
      row.source ?? 'No source',
    ]),
  };
  const sorted = { ...data, rows };
  return bothWidths(data, data.width ?? 1120, table, (size, width, alternative) =>
    draw(sorted, size, width, alternative),
  );
}

function draw(data: TornadoData, size: 'wide' | 'narrow', width: number, alternative: string): Svg {
  const narrow = size === 'narrow';
  const [left, right] = narrow ? [10, width - 10] : [310, width - 210];
  const top = 30;
  const rowHeight = narrow ? 0 : 50;
  const ends = [0, data.base, ...data.rows.flatMap(row => [row.low, row.high])];
  const x = scaleLinear([Math.min(...ends), Math.max(...ends, Math.min(...ends) + 1)], [left, right]).nice(4);
  const pattern = `${data.id}-${size}-hatch`;
  const bars: Svg[] = [];
  let y = top;
  for (const row of data.rows) {
    const lines = narrow ? breakLines(row.question, 36) : [row.question];
    const source = row.source ?? 'No source';
    const bold = row.source === null ? 'b' : undefined;
    if (narrow) lines.forEach((text, k) => bars.push(words(0, y + 16 + k * 19, text, 'b')));
    else
      bars.push(
        words(0, y + 18, row.question, 'b'),
        words(0, y + 37, row.range, 'q'),
        words(right + 24, y + 27, breakLines(source, 24)[0], bold),
      );
    if (narrow) bars.push(words(0, y + 16 + lines.length * 19, `${row.range}. ${source}`, 'q'));
    const barTop = narrow ? y + 28 + lines.length * 19 : y + 14;
    const [from, to] = [x(Math.min(row.low, row.high)), x(Math.max(row.low, row.high))];
    const fill = row.source === null ? { fill: `url(#${pattern})`, class: 'hatchbox' } : { class: 'boxbar' };
    bars.push(element('rect', { x: from, y: barTop, width: Math.max(2, to - from), height: 18, ...fill }));
    y = narrow ? barTop + 34 : y + rowHeight;
  }
  const grid = x
    .ticks(narrow ? 3 : 6)
    .flatMap(tick => [
      line(x(tick), top, x(tick), y, tick === 0 ? 'zero' : 'gridl'),
      words(x(tick), y + 20, sayNumber(Math.abs(tick)), 'm'),
    ]);
  const base = [
    line(x(data.base), 20, x(data.base), y, 'base'),
    words(
      Math.min(Math.max(x(data.base), left + 84), right - 84),
      14,
      `as assumed: ${sayNumber(Math.abs(data.base))} ${data.base < 0 ? 'fewer' : 'more'}`,
      'm b',
    ),
  ];
  const sides = [words(x(0) - 10, y + 42, data.fewer, 'e q'), words(x(0) + 10, y + 42, data.more, 'q')];
  const sidesFit = narrow
    ? [words(0, y + 42, `left: ${data.fewer}`, 'q'), words(0, y + 60, `right: ${data.more}`, 'q')]
    : sides;
  return picture(
    size,
    width,
    y + (narrow ? 68 : 52),
    alternative,
    hatch(pattern, 'axis'),
    ...grid,
    ...bars,
    ...base,
    ...sidesFit,
  );
}
