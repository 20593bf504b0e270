import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line as pathOf } from 'd3-shape';
import { bothWidths, sayNumber, type Chart, type ChartText } from './chart.ts';
import { breakLines, spread } from './labels.ts';
import { element, group, line, picture, words, type Svg } from './svg.ts';

/** One group over time: people of 1,000 with the event, with the ends of the interval. */
export interface CurvePoint {
  readonly time: number;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

export interface Curve {
  readonly name: string;
  readonly points: readonly CurvePoint[];
  /** How many are still followed at each tick. */
  readonly followed: readonly { readonly time: number; readonly count: string }[];
  /** The true value at the end; only made-up data has one. */
  readonly truth?: number;
}

export interface SurvivalCurveData extends ChartText {
  readonly curves: readonly Curve[];
  /** Where the axis has marks, in the unit of time, the first 0. */
  readonly ticks: readonly number[];
  readonly timeLabel: string;
  /** Pixels of the column; 536 where absent. */
  readonly width?: number;
}

const marks = ['a', 'b'] as const;
const followedHeight = 44;
const narrowLetters = 27;

/** What the labels take beneath the plot when it is narrow: names in lines, and a line for the number. */
function labelHeight(curves: readonly Curve[]): number {
  return curves.reduce((sum, curve) => sum + 19 * breakLines(curve.name, narrowLetters).length + 25, 0);
}

/** Two curves with their bands, labelled where they end, numbers still followed beneath. */
export function survivalCurve(data: SurvivalCurveData): Chart {
  const { curves, ticks, width = 536 } = data;
  if (curves.length > marks.length)
    throw new RangeError(`${curves.length} curves were given; two can be told apart.`);
  const table = {
    caption: data.title,
    columns: [data.timeLabel, ...curves.map(curve => `${curve.name}: of 1,000 (95% interval)`)],
    rows: ticks.map(tick => [
      sayNumber(tick),
      ...curves.map(curve => {
        const point = at(curve, tick);
        return point
          ? `${sayNumber(point.value)} (${sayNumber(point.lower)} to ${sayNumber(point.upper)})`
          : '–';
      }),
    ]),
  };
  return bothWidths(data, width, table, (size, drawnWidth, alternative) =>
    draw(data, size, drawnWidth, alternative),
  );
}

function at(curve: Curve, time: number): CurvePoint | undefined {
  return curve.points.findLast(point => point.time <= time);
}

function draw(data: SurvivalCurveData, size: 'wide' | 'narrow', width: number, alternative: string): Svg {
  const { curves, ticks } = data;
  const narrow = size === 'narrow';
  const [left, top, plotHeight] = [44, 14, narrow ? 210 : 250];
  const right = narrow ? width - 12 : width - 156;
  const last = ticks.at(-1)!;
  const highest = Math.max(
    1,
    ...curves.flatMap(curve => [...curve.points.map(point => point.upper), curve.truth ?? 0]),
  );
  const x = scaleLinear([0, last], [left, right]);
  const y = scaleLinear([0, highest], [top + plotHeight, top]).nice(4);
  const foot = top + plotHeight;
  const parts: Svg[] = [];
  for (const tick of y.ticks(4)) {
    parts.push(
      line(left, y(tick), right, y(tick), tick === 0 ? 'axis' : 'gridl'),
      words(left - 8, y(tick) + 5, sayNumber(tick), 'e'),
    );
  }
  for (const tick of ticks) {
    parts.push(
      line(x(tick), foot, x(tick), foot + 6, 'axis'),
      words(x(tick), foot + 22, sayNumber(tick), 'm'),
    );
  }
  parts.push(words((left + right) / 2, foot + 42, data.timeLabel, 'm q'));
  curves.forEach((curve, index) => parts.push(drawCurve(curve, marks[index], last, x, y)));
  const ends = endLabels(data, narrow, y, right, foot, top);
  parts.push(...ends);
  const followedTop = foot + (narrow ? 66 + labelHeight(curves) : 76);
  parts.push(...drawFollowed(data, followedTop, x, narrow));
  const height = followedTop + 12 + curves.length * followedHeight;
  return picture(size, width, height, alternative, ...parts);
}

type Scale = (value: number) => number;

function drawCurve(curve: Curve, mark: 'a' | 'b', last: number, x: Scale, y: Scale): Svg {
  const inside = curve.points.filter(point => point.time <= last);
  const end = inside.at(-1);
  if (!end) return group(undefined, words(x(0) + 8, y(0) - 8, `${curve.name}: nobody followed`, 'q'));
  const points = end.time < last ? [...inside, { ...end, time: last }] : inside;
  const step = (value: (point: CurvePoint) => number) =>
    pathOf<CurvePoint>(
      point => x(point.time),
      point => y(value(point)),
    ).curve(curveStepAfter)(points) ?? '';
  const band =
    area<CurvePoint>(
      point => x(point.time),
      point => y(point.lower),
      point => y(point.upper),
    ).curve(curveStepAfter)(points) ?? '';
  const parts = [
    element('path', { d: band, class: `b${mark}` }),
    element('path', { d: step(point => point.lower), class: `e${mark}` }),
    element('path', { d: step(point => point.upper), class: `e${mark}` }),
    element('path', { d: step(point => point.value), class: `l${mark}` }),
  ];
  if (curve.truth !== undefined) parts.push(diamond(x(last), y(curve.truth)));
  return group(undefined, ...parts);
}

/** The truth, which only made-up data has. */
export function diamond(cx: number, cy: number): Svg {
  return element('path', { d: `M${cx} ${cy - 8}l7 8-7 8-7-8z`, class: 'hollow' });
}

function endLabels(
  data: SurvivalCurveData,
  narrow: boolean,
  y: Scale,
  right: number,
  foot: number,
  top: number,
): Svg[] {
  const labels = data.curves.map((curve, index) => {
    const end = curve.points.at(-1);
    const name = breakLines(curve.name, narrow ? narrowLetters : 16);
    const value = end
      ? `${sayNumber(end.value)} (${sayNumber(end.lower)} to ${sayNumber(end.upper)})`
      : 'nobody followed';
    return { name, value, at: end ? y(end.value) : foot, height: name.length * 19 + 24, mark: marks[index] };
  });
  if (narrow) {
    let start = foot + 62;
    return labels.map(label => {
      const swatch = line(0, start - 5, 26, start - 5, `l${label.mark}`);
      const names = label.name.map((text, k) => words(34, start + k * 19, text, `l t${label.mark}`));
      const value = words(34, start + label.name.length * 19, label.value, `t${label.mark}`);
      start += label.name.length * 19 + 25;
      return group(undefined, swatch, ...names, value);
    });
  }
  const middles = spread(labels, top, foot + 10);
  return labels.map((label, index) => {
    const start = middles[index] - label.height / 2 + 14;
    const names = label.name.map((text, k) => words(right + 14, start + k * 19, text, `l t${label.mark}`));
    return group(
      undefined,
      ...names,
      words(right + 14, start + label.name.length * 19, label.value, `t${label.mark}`),
    );
  });
}

/** Names stand on lines of their own, so that none runs into the first number. */
function drawFollowed(data: SurvivalCurveData, top: number, x: Scale, narrow: boolean): Svg[] {
  const parts = [words(0, top, 'Still followed', 'b')];
  const last = data.ticks.at(-1)!;
  data.curves.forEach((curve, index) => {
    const nameTop = top + 21 + index * followedHeight;
    parts.push(words(0, nameTop, curve.name, `t${marks[index]}`));
    // Narrow, every other number: five would touch.
    const shown = curve.followed.filter(({ time }) => !narrow || data.ticks.indexOf(time) % 2 === 0);
    for (const { time, count } of shown) {
      parts.push(
        words(x(time), nameTop + 19, count, time === last ? 'e' : time === data.ticks[0] ? undefined : 'm'),
      );
    }
  });
  return parts;
}
