import { drawTwice, type Chart, type ChartText, type Drawing, type Room } from './chart.ts';
import { differenceAxis } from './difference-axis.ts';
import { BASELINE, LEADING } from './layout.ts';
import { circle, diamond, line, textLines } from './marks.ts';
import { halo } from './style.ts';
import type { Svg } from './svg.ts';
import { bold, plain } from './text-width.ts';
import { widest, wrap } from './wrap.ts';

export interface IntervalRow {
  /** May be empty where the page says it beside the picture. */
  readonly label: string;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** A ring as it looks at first, a disc when adjusted, a dot for any other figure, a diamond for the truth. */
  readonly mark: 'ring' | 'disc' | 'dot' | 'diamond';
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

/** Estimates as bars with a mark, one a row, about a line at nought. Throws a RangeError for an interval without its value. */
export function interval(data: IntervalData): Chart {
  for (const { label, value, lower, upper } of data.rows) {
    if (!(lower <= value && value <= upper)) {
      throw new RangeError(`"${label}": ${value} does not lie between ${lower} and ${upper}.`);
    }
  }
  const table = {
    caption: data.title,
    columns: ['', data.unit],
    rows: data.rows.map(row => [row.label, row.words]),
  };
  return drawTwice(data, data.width ?? 728, table, room => draw(data, room));
}

function draw(data: IntervalData, room: Room): Drawing {
  const layout = room.narrow ? belowWords(data, room) : besideWords(data, room);
  const values = data.rows.flatMap(row => [row.lower, row.value, row.upper]);
  const axis = differenceAxis(values, layout.left, layout.right, room);
  const bottom = layout.height + 8;
  const [grid, height] = axis.draw(4, bottom, {
    less: data.fewer ?? 'fewer',
    more: data.more ?? 'more',
    unit: data.unit,
  });
  const marks = data.rows.flatMap((row, k) => drawMark(row, axis.x, layout.middles[k]));
  return { height: height + 8, marks: [...grid, ...layout.words, ...marks] };
}

interface Layout {
  readonly left: number;
  readonly right: number;
  readonly middles: readonly number[];
  readonly words: readonly Svg[];
  readonly height: number;
}

const isBold = (row: IntervalRow): boolean => row.mark === 'disc';

/** Labels left of the bars, figures right of them. */
function besideWords({ rows }: IntervalData, room: Room): Layout {
  const label = Math.min(
    widest(
      rows.map(row => row.label),
      bold,
    ),
    room.width * 0.3,
  );
  const said = Math.min(
    widest(
      rows.map(row => row.words),
      bold,
    ),
    room.width * 0.28,
  );
  const left = label > 0 ? label + 24 : 24;
  const right = room.width - (said > 0 ? said + 32 : 24);
  const words: Svg[] = [];
  const middles: number[] = [];
  let y = 4;
  for (const row of rows) {
    const face = isBold(row) ? bold : plain;
    const blocks = [wrap(row.label, label, face), wrap(row.words, said, face)] as const;
    const height = Math.max(44, Math.max(blocks[0].length, blocks[1].length) * LEADING + 12);
    const middle = y + height / 2;
    const first = (lines: readonly string[]) => middle + BASELINE - ((lines.length - 1) * LEADING) / 2;
    const className = isBold(row) ? 'b' : '';
    words.push(
      ...textLines(0, first(blocks[0]), blocks[0], className),
      ...textLines(room.width - said, first(blocks[1]), blocks[1], className),
    );
    middles.push(middle);
    y += height;
  }
  return { left, right, middles, words, height: y };
}

/** Words above each bar, on paper of their own so that the grid does not cross them. */
function belowWords({ rows }: IntervalData, room: Room): Layout {
  const words: Svg[] = [];
  const middles: number[] = [];
  let y = 0;
  for (const row of rows) {
    const lines = wrap(row.label, room.width, bold);
    const said = wrap(row.words, room.width);
    words.push(
      ...textLines(0, y + 18, lines, isBold(row) ? 'b' : '', LEADING, halo),
      ...textLines(0, y + 18 + lines.length * LEADING, said, 'q', LEADING, halo),
    );
    y += (lines.length + said.length) * LEADING + 8;
    middles.push(y + 14);
    y += 34;
  }
  return { left: 10, right: room.width - 10, middles, words, height: y };
}

function drawMark(row: IntervalRow, x: (value: number) => number, middle: number): Svg[] {
  const isFirst = row.mark === 'ring';
  const bar =
    row.lower === row.upper
      ? []
      : [line(x(row.lower), middle, x(row.upper), middle, { class: isFirst ? 'ivq' : 'iv' })];
  if (row.mark === 'diamond') return [...bar, diamond(x(row.value), middle)];
  const classes = { ring: 'hollow', disc: 'dota', dot: 'dot' };
  return [...bar, circle(x(row.value), middle, 6.5, { class: classes[row.mark] })];
}
