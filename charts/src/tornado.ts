import { drawTwice, type Chart, type ChartText, type Drawing, type Room } from './chart.ts';
import { differenceAxis } from './difference-axis.ts';
import { BASELINE, LEADING } from './layout.ts';
import { line, rect, stripes, text, textLines } from './marks.ts';
import { plainFigure } from './number-words.ts';
import { halo } from './style.ts';
import type { Svg } from './svg.ts';
import { bold, textWidth } from './text-width.ts';
import { widest, wrap } from './wrap.ts';

export interface TornadoRow {
  readonly question: string;
  readonly range: string;
  /** The answer when the assumption is at its lowest and at its highest. */
  readonly low: number;
  readonly high: number;
  /** The answer somewhere between, where it turns and that lies beyond both ends. */
  readonly between?: number;
  /** Where the range comes from; null where nobody has measured it. */
  readonly source: string | null;
}

export interface TornadoData extends ChartText {
  readonly rows: readonly TornadoRow[];
  readonly base: number;
  /** What stands at the base; else how many fewer or more it is, as of a difference. */
  readonly baseWords?: string;
  readonly unit: string;
  readonly fewer: string;
  readonly more: string;
  /** The unit as it stands at the axis, where the two sides do not say it. */
  readonly onAxis?: string;
  readonly width?: number;
}

const sourceOf = (row: TornadoRow): string => row.source ?? 'No source';

const meansOf = ({ low, high, between }: TornadoRow): number[] => [low, high, between ?? low];

const reachOf = (row: TornadoRow): number => Math.max(...meansOf(row)) - Math.min(...meansOf(row));

/** Which assumption decides it: unsourced ones come first and are striped, then by how far each moves the answer. */
export function tornado(data: TornadoData): Chart {
  const rows = [...data.rows].sort(
    (a, b) => Number(a.source !== null) - Number(b.source !== null) || reachOf(b) - reachOf(a),
  );
  const turns = rows.some(row => row.between !== undefined);
  const table = {
    caption: data.title,
    columns: [
      'Assumption',
      'Range',
      `Lowest: ${data.unit}`,
      ...(turns ? [`In between: ${data.unit}`] : []),
      `Highest: ${data.unit}`,
      'Source',
    ],
    rows: rows.map(row => [
      row.question,
      row.range,
      plainFigure(row.low),
      ...(turns ? [row.between === undefined ? '' : plainFigure(row.between)] : []),
      plainFigure(row.high),
      sourceOf(row),
    ]),
  };
  const sorted = { ...data, rows };
  return drawTwice(data, data.width ?? 1120, table, room => draw(sorted, room));
}

const TOP = 20;

function draw(data: TornadoData, room: Room): Drawing {
  const layout = room.narrow ? wordsAbove(data, room) : wordsBeside(data, room);
  const values = [data.base, ...data.rows.flatMap(meansOf)];
  const axis = differenceAxis(values, layout.left, layout.right, room);
  const [grid, height] = axis.draw(TOP, layout.bottom, {
    less: data.fewer,
    more: data.more,
    unit: data.onAxis ?? '',
  });
  const pattern = room.id('stripes');
  const bars = data.rows.map((row, k) => {
    const [from, to] = [axis.x(Math.min(...meansOf(row))), axis.x(Math.max(...meansOf(row)))];
    const fill = row.source === null ? { class: 'hatchbox', fill: `url(#${pattern})` } : { class: 'boxbar' };
    return rect(from, layout.bars[k], Math.max(2, to - from), layout.barHeight, fill);
  });
  const base = axis.x(data.base);
  const said = data.baseWords ?? sayDifference(data.base);
  const half = textWidth(said, bold) / 2;
  return {
    height: height + 8,
    marks: [
      stripes(pattern),
      ...grid,
      line(base, TOP - 4, base, layout.bottom, {
        class: 'base',
        stroke: 'var(--ink)',
        'stroke-dasharray': '2 3',
      }),
      text(Math.min(Math.max(base, half), room.width - half), 12, said, 'b m'),
      ...bars,
      ...layout.words,
    ],
  };
}

function sayDifference(base: number): string {
  const side = base === 0 ? '' : base < 0 ? ' fewer' : ' more';
  return `as assumed: ${plainFigure(Math.abs(base))}${side}`;
}

interface Layout {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly barHeight: number;
  /** Where each bar begins, from above. */
  readonly bars: readonly number[];
  readonly words: readonly Svg[];
}

/** Questions left of the bars, sources right of them. */
function wordsBeside({ rows }: TornadoData, room: Room): Layout {
  const asked = Math.min(
    Math.max(
      widest(
        rows.map(row => row.question),
        bold,
      ),
      widest(rows.map(row => row.range)),
    ),
    room.width * 0.3,
  );
  const source = Math.min(widest(rows.map(sourceOf), bold), room.width * 0.17);
  const [left, right] = [asked + 32, room.width - source - 32];
  const bars: number[] = [];
  const words: Svg[] = [];
  let y = TOP + 6;
  for (const row of rows) {
    const questions = wrap(row.question, asked, bold);
    const ranges = wrap(row.range, asked);
    const sources = wrap(sourceOf(row), source, bold);
    const lines = Math.max(questions.length + ranges.length, sources.length);
    const height = Math.max(50, lines * LEADING + 14);
    const middle = y + height / 2;
    const first = (count: number) => middle + BASELINE - ((count - 1) * LEADING) / 2;
    words.push(
      ...textLines(0, first(questions.length + ranges.length), questions, 'b'),
      ...textLines(0, first(questions.length + ranges.length) + questions.length * LEADING, ranges, 'q'),
      ...textLines(room.width - source, first(sources.length), sources, row.source === null ? 'b' : 'q'),
    );
    bars.push(middle - 9);
    y += height;
  }
  return { left, right, bottom: y + 4, barHeight: 18, bars, words };
}

/** All words above each bar, on paper of their own so that the grid does not cross them. */
function wordsAbove({ rows }: TornadoData, room: Room): Layout {
  const bars: number[] = [];
  const words: Svg[] = [];
  let y = TOP + 8;
  for (const row of rows) {
    const questions = wrap(row.question, room.width, bold);
    const sources = row.source === null ? wrap('No source', room.width, bold) : [];
    const rest = wrap([...(row.source === null ? [] : [`${row.source}.`]), row.range].join(' '), room.width);
    words.push(
      ...textLines(0, y + 16, [...questions, ...sources], 'b', LEADING, halo),
      ...textLines(0, y + 16 + (questions.length + sources.length) * LEADING, rest, 'q', LEADING, halo),
    );
    y += (questions.length + sources.length + rest.length) * LEADING + 8;
    bars.push(y);
    y += 14 + 16;
  }
  return { left: 14, right: room.width - 14, bottom: y, barHeight: 14, bars, words };
}
