import { scaleLinear } from 'd3-scale';
import { drawTwice, type Chart, type ChartText, type Drawing, type Room } from './chart.ts';
import { BASELINE, LEADING } from './layout.ts';
import { circle, line, rect, text, textLines } from './marks.ts';
import { tickWords } from './number-words.ts';
import type { Svg } from './svg.ts';
import { bold, textWidth } from './text-width.ts';
import { widest, wrap } from './wrap.ts';

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
const ALIKE = 0.1;

/** Two groups this far apart share next to nobody; the scale ends here, and what lies beyond is said to. */
const SCALE_END = 2;

const say = (difference: number): string =>
  difference > SCALE_END ? `over ${SCALE_END}` : difference.toFixed(2);

/** How different two groups were and are: a ring before, a disc after, the shaded part alike enough. */
export function balance(data: BalanceData): Chart {
  for (const { label, before, after } of data.rows) {
    if (!(before >= 0 && after >= 0)) {
      throw new RangeError(`"${label}" has ${before} before and ${after} after; both are 0 or more.`);
    }
  }
  const table = {
    caption: data.title,
    columns: ['', 'Difference before', 'Difference after'],
    rows: data.rows.map(row => [row.label, say(row.before), say(row.after)]),
  };
  return drawTwice(data, data.width ?? 536, table, room => draw(data, room));
}

function draw({ rows }: BalanceData, room: Room): Drawing {
  const label = Math.min(widest(rows.map(row => row.label)), room.width * (room.narrow ? 0.48 : 0.36));
  const [left, right] = [Math.max(label + 16, 24), room.width - 18];
  const highest = Math.max(0.2, ...rows.flatMap(row => [row.before, row.after]));
  const x = scaleLinear([0, Math.min(highest, SCALE_END)], [left, right]).nice(4);
  const at = (difference: number): number => x(Math.min(difference, SCALE_END));
  const top = 20;
  const marks: Svg[] = [];
  let y = top + 4;
  const middles: number[] = [];
  for (const row of rows) {
    const beyond = row.before > SCALE_END ? ` (before: ${say(row.before)})` : '';
    const lines = wrap(row.label + beyond, label);
    const height = Math.max(30, lines.length * LEADING + 10);
    const middle = y + height / 2;
    middles.push(middle);
    marks.push(
      ...textLines(0, middle + BASELINE - ((lines.length - 1) * LEADING) / 2, lines),
      line(at(row.before), middle, at(row.after), middle, { stroke: 'var(--rule)', 'stroke-width': '2' }),
      circle(at(row.before), middle, 5, { class: 'hollow' }),
      circle(at(row.after), middle, 5.5, { class: 'dota' }),
    );
    y += height;
  }
  const foot = y + 4;
  const shade = [
    rect(left, top, x(ALIKE) - left, foot - top, { fill: 'var(--wash)' }),
    line(x(ALIKE), top, x(ALIKE), foot, { stroke: 'var(--edge)', 'stroke-dasharray': '2 3' }),
    line(left, top, left, foot, { class: 'axis' }),
  ];
  const note = wrap('alike enough: shaded, below 0.1', room.width - (room.narrow ? 0 : left));
  const noteLeft = room.narrow ? Math.max(0, Math.min(left, room.width - widest(note))) : left;
  const notes = textLines(noteLeft, foot + 38, note, 'q');
  return {
    height: foot + 46 + (note.length - 1) * LEADING,
    marks: [...shade, ...marks, ...headings(rows[0], at, room), ...ticks(x, foot, room), ...notes],
  };
}

/** The two words above the first row's marks, pushed apart where the marks lie close. */
function headings(first: BalanceRow | undefined, at: (difference: number) => number, room: Room): Svg[] {
  if (!first) return [];
  const [before, after] = [textWidth('before') / 2, textWidth('after', bold) / 2];
  const gap = Math.max(0, before + after + 10 - Math.abs(at(first.before) - at(first.after))) / 2;
  const side = first.before >= first.after ? 1 : -1;
  const within = (place: number, half: number) => Math.min(Math.max(place, half), room.width - half);
  const outer = within(at(first.before) + side * gap, before);
  const limit = outer - side * (before + after + 10);
  const wished = at(first.after) - side * gap;
  const inner = side > 0 ? Math.min(wished, limit) : Math.max(wished, limit);
  return [text(outer, 14, 'before', 'q m'), text(within(inner, after), 14, 'after', 'b m ta')];
}

function ticks(
  x: { (value: number): number; ticks(count: number): number[] },
  foot: number,
  room: Room,
): Svg[] {
  const steps = x.ticks(4);
  const named = new Map(steps.map((step, k) => [step, tickWords(steps)[k]]));
  let taken = -Infinity;
  return [...new Set([0, ALIKE, ...steps])].flatMap(step => {
    const said = named.get(step) ?? String(step);
    const half = textWidth(said) / 2;
    const centre = Math.min(x(step), room.width - half);
    if (centre - half < taken + 6) return [];
    taken = centre + half;
    return [text(centre, foot + 19, said, 'q m')];
  });
}
