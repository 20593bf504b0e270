import { scaleLinear } from 'd3-scale';
import type { Room } from './chart.ts';
import { line, text, textLines } from './marks.ts';
import { LEADING } from './layout.ts';
import { tickWords } from './number-words.ts';
import type { Svg } from './svg.ts';
import { textWidth } from './text-width.ts';
import { wrap } from './wrap.ts';

/** An axis on which differences lie on two sides of nought, told in words and not by a sign. */
export interface DifferenceAxis {
  readonly x: (value: number) => number;
  /** Grid from `top` to `bottom`, ticks and words below. Gives how far down it reaches. */
  readonly draw: (top: number, bottom: number, words: AxisWords) => [Svg[], number];
}

export interface AxisWords {
  /** What left and right of nought mean: fewer and more. */
  readonly less: string;
  readonly more: string;
  /** Of what, and compared with what; its own lines below. May be empty. */
  readonly unit: string;
}

/** Holds all values and nought between `left` and `right`, out to round figures. */
export function differenceAxis(
  values: readonly number[],
  left: number,
  right: number,
  room: Room,
): DifferenceAxis {
  const ends = [0, ...values];
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const count = Math.max(2, Math.min(6, Math.round((right - left) / 80)));
  const scale = scaleLinear(least === most ? [-1, 1] : [least, most], [left, right]).nice(count * 2);
  const steps = scale.ticks(count);
  const said = tickWords(steps.map(Math.abs));
  const x = (value: number): number => scale(value);

  const draw: DifferenceAxis['draw'] = (top, bottom, words) => {
    const marks: Svg[] = [];
    let taken = -Infinity;
    steps.forEach((step, k) => {
      const place = x(step);
      marks.push(line(place, top, place, bottom, { class: step === 0 ? 'zero' : 'gridl' }));
      const half = textWidth(said[k]) / 2;
      const centre = Math.min(Math.max(place, half), room.width - half);
      if (centre - half < taken + 6) return;
      marks.push(text(centre, bottom + 20, said[k], 'q m'));
      taken = centre + half;
    });
    const [sides, sidesEnd] = sidesOf(words, scale.domain(), x(0), bottom + 40, room);
    const unit = wrap(words.unit, room.narrow ? room.width : room.width - left);
    const unitLeft = room.narrow
      ? 0
      : Math.min(left, room.width - Math.max(0, ...unit.map(part => textWidth(part))));
    const unitTop = sidesEnd + LEADING;
    return [
      [...marks, ...sides, ...textLines(unitLeft, unitTop, unit, 'q')],
      unit.length === 0 ? sidesEnd : unitTop + (unit.length - 1) * LEADING,
    ];
  };
  return { x, draw };
}

/** The words of both sides: beside nought where they fit, else each on a line that says which side it is. */
function sidesOf(
  { less, more }: AxisWords,
  [from, to]: readonly number[],
  zero: number,
  y: number,
  room: Room,
): [Svg[], number] {
  const sides = [
    ...(from < 0
      ? [{ words: less, fits: textWidth(less) <= zero - 8, x: zero - 8, side: 'left', end: ' e' }]
      : []),
    ...(to > 0
      ? [{ words: more, fits: textWidth(more) <= room.width - zero - 8, x: zero + 8, side: 'right', end: '' }]
      : []),
  ];
  if (sides.every(({ fits }) => fits))
    return [sides.map(({ words, x, end }) => text(x, y, words, `q${end}`)), y];
  const lines = sides.flatMap(({ words, side }) => wrap(`${side}: ${words}`, room.width));
  return [textLines(0, y, lines, 'q'), y + (lines.length - 1) * LEADING];
}
