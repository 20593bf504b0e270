import { scaleLinear } from 'd3-scale';
import { drawTwice, type Chart, type ChartText, type Drawing, type Room } from './chart.ts';
import { BASELINE, LEADING } from './layout.ts';
import { line, path, rect, text, textLines } from './marks.ts';
import { figure, tickWords } from './number-words.ts';
import { seriesStyle } from './style.ts';
import type { Svg } from './svg.ts';
import { bold, textWidth } from './text-width.ts';
import { wrap } from './wrap.ts';

export interface OverlapArm {
  readonly name: string;
  /** Percent of the arm in each part of the scale from 0 to 1, all parts equally wide. */
  readonly before: readonly number[];
  /** The same after weighting or matching, where there is one. */
  readonly after?: readonly number[];
}

export interface OverlapData extends ChartText {
  /** The first is drawn upwards, the second downwards. */
  readonly arms: readonly [OverlapArm, OverlapArm];
  /** What the scale is of: 'chance of prison, by what was known before'. */
  readonly scale: string;
  readonly width?: number;
}

/**
 * How two groups lie over one another on one scale, mirrored about a line: an outline before, and filled after. Throws
 * a RangeError for parts that do not fit together or shares that are no percentages.
 */
export function overlap(data: OverlapData): Chart {
  const parts = data.arms[0].before.length;
  for (const { name, before, after = before } of data.arms) {
    if (parts < 2 || before.length !== parts || after.length !== parts) {
      throw new RangeError(
        `"${name}" has ${before.length} parts before and ${after.length} after; each has ${parts}, two or more.`,
      );
    }
    const odd = [...before, ...after].find(share => !(share >= 0 && share <= 100.000001));
    if (odd !== undefined) throw new RangeError(`"${name}" has a share of ${odd}; shares are percentages.`);
  }
  const said = data.arms.map(({ name, after }) => [`${name}: before`, ...(after ? [`${name}: after`] : [])]);
  const percent = (share: number): string => `${figure(share, 1)}%`;
  const table = {
    caption: data.title,
    columns: [data.scale, ...said.flat()],
    rows: data.arms[0].before.map((_, k) => [
      `${figure(k / parts, 2)} to ${figure((k + 1) / parts, 2)}`,
      ...data.arms.flatMap(({ before, after }) => [
        percent(before[k]),
        ...(after ? [percent(after[k])] : []),
      ]),
    ]),
  };
  return drawTwice(data, data.width ?? 536, table, room => draw(data, room));
}

function draw({ arms, scale }: OverlapData, room: Room): Drawing {
  const parts = arms[0].before.length;
  const highest = Math.max(1, ...arms.flatMap(({ before, after }) => [...before, ...(after ?? [])]));
  const half = room.narrow ? 110 : 150;
  const size = scaleLinear([0, highest], [0, half]).nice(3);
  const steps = size.ticks(3);
  const words = tickWords(steps).map(step => `${step}%`);
  const left = Math.max(...words.map(word => textWidth(word))) + 12;
  const right = room.width - 8;
  const x = scaleLinear([0, parts], [left, right]);
  const names = arms.map(({ name }) => wrap(name, 0.88 * room.width, bold));
  const middle = 8 + names[0].length * LEADING + half;
  const end = size(size.domain()[1]);
  const marks: Svg[] = [];
  for (const side of [-1, 1]) {
    steps.forEach((step, k) => {
      const y = middle + side * size(step);
      if (step > 0) marks.push(line(left, y, right, y, { class: 'gridl' }));
      if (step > 0 || side < 0) marks.push(text(left - 8, y + BASELINE, words[k], 'q e'));
    });
  }
  arms.forEach(({ before, after }, arm) => {
    const side = arm === 0 ? -1 : 1;
    const style = seriesStyle(arm, 2);
    (after ?? before).forEach((share, k) => {
      if (share === 0) return;
      const height = size(share);
      marks.push(rect(x(k), side < 0 ? middle - height : middle, x(k + 1) - x(k), height, style.band));
    });
    const outline = before.map(share => middle + side * size(share));
    const d = outline.map((y, k) => `${k === 0 ? `M${x(0)} ${middle}` : ''}V${y}H${x(k + 1)}`).join('');
    marks.push(path(`${d}V${middle}`, style.line));
  });
  marks.push(line(left, middle, right, middle, { class: 'axis' }));
  const foot = middle + end;
  for (const value of [0, 0.25, 0.5, 0.75, 1]) {
    const at = left + value * (right - left);
    const word = String(value);
    marks.push(
      line(at, foot, at, foot + 5, { class: 'axis' }),
      text(Math.min(at, room.width - textWidth(word) / 2), foot + 22, word, 'q m'),
    );
  }
  const caption = wrap(`across: ${scale}`, 0.88 * room.width);
  const note = wrap(
    arms.some(({ after }) => after)
      ? 'outline: before; filled: after, each in percent of its group'
      : 'in percent of each group',
    0.88 * room.width,
  );
  marks.push(
    ...textLines(0, 14, names[0], `b ${seriesStyle(0, 2).text}`),
    ...textLines(0, foot + 46, names[1], `b ${seriesStyle(1, 2).text}`),
  );
  const below = foot + 52 + names[1].length * LEADING;
  marks.push(...textLines(0, below, [...caption, ...note], 'q'));
  return { height: below + (caption.length + note.length - 1) * LEADING + 8, marks };
}
