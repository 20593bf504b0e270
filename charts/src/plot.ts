import { scaleLinear } from 'd3-scale';
import type { Room } from './chart.ts';
import { BASELINE, LEADING } from './layout.ts';
import { line, text, textLines } from './marks.ts';
import { tickWords } from './number-words.ts';
import type { Svg } from './svg.ts';
import { textWidth } from './text-width.ts';
import { wrap } from './wrap.ts';

/** Where values lie in a picture of something over time. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (time: number) => number;
  readonly y: (value: number) => number;
  readonly grid: readonly { readonly value: number; readonly words: string }[];
}

export interface PlotWishes {
  /** The first and the last time. */
  readonly from: number;
  readonly to: number;
  /** The largest value to be drawn; the scale begins at nought and ends at the next round figure. */
  readonly largest: number;
  /** The scale never ends below this, so that little is not made to look like much. */
  readonly leastEnd: number;
  readonly top: number;
  readonly height: number;
  /** Room that is wanted left of the axis and, for labels, right of it. */
  readonly left: number;
  readonly right: number;
}

/** Scales for a room: values from nought upwards. */
export function plotIn(room: Room, wishes: PlotWishes): Plot {
  const { top, height } = wishes;
  const values = roundScale(wishes.largest, wishes.leastEnd);
  const steps = values.ticks(4);
  const said = tickWords(steps);
  const grid = steps.map((value, k) => ({ value, words: said[k] }));
  const left = Math.max(wishes.left, ...grid.map(({ words }) => textWidth(words) + 10));
  const right = room.width - wishes.right;
  const x = scaleLinear([wishes.from, wishes.to], [left, right]);
  const y = values.range([top + height, top]);
  return { left, right, top, bottom: top + height, x: time => x(time), y: value => y(value), grid };
}

/** Where the scale for a largest value ends. */
export function endOfScale(largest: number, leastEnd: number): number {
  return roundScale(largest, leastEnd).domain()[1];
}

function roundScale(largest: number, leastEnd: number) {
  return scaleLinear([0, Math.max(largest, leastEnd)], [0, 1]).nice(4);
}

export interface TimeTick {
  readonly time: number;
  readonly words: string;
}

/** Grid, axes, ticks and what the time is counted in. Gives how far down it reaches. */
export function axes(plot: Plot, ticks: readonly TimeTick[], caption: string, room: Room): [Svg[], number] {
  const { left, right, bottom, x, y, grid } = plot;
  const marks = grid.flatMap(({ value, words }, index) => [
    line(left, y(value), right, y(value), { class: index === 0 ? 'axis' : 'gridl' }),
    text(left - 8, y(value) + BASELINE, words, 'q e'),
  ]);
  const end = ticks.at(-1)?.time;
  let taken = -Infinity;
  for (const { time, words } of ticks) {
    marks.push(line(x(time), bottom, x(time), bottom + 5, { class: 'axis' }));
    const half = textWidth(words) / 2;
    // The last tick is always written; one before it gives way.
    const reserved = time === end ? Infinity : x(end ?? time) - textWidth(ticks.at(-1)!.words) / 2 - 6;
    if (time !== end && (x(time) - half < taken + 6 || x(time) + half > reserved)) continue;
    marks.push(text(Math.min(x(time), room.width - half), bottom + 22, words, 'q m'));
    taken = x(time) + half;
  }
  const lines = wrap(caption, room.narrow ? room.width : right - left);
  const middle = Math.max((left + right) / 2, Math.max(...lines.map(words => textWidth(words)), 0) / 2);
  marks.push(...textLines(middle, bottom + 40, lines, 'q m'));
  return [marks, bottom + 40 + LEADING * Math.max(0, lines.length - 1)];
}
