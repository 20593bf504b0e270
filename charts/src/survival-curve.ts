import { area, curveStepAfter, line as lineOf } from 'd3-shape';
import { drawTwice, type Chart, type ChartTable, type ChartText, type Drawing, type Room } from './chart.ts';
import { LEADING } from './layout.ts';
import { labelColumn, labelsAtEnds, labelsHeight, labelsInside, type LineLabel } from './line-label.ts';
import { diamond, path, text } from './marks.ts';
import { plainFigure } from './number-words.ts';
import { axes, endOfScale, plotIn, type Plot } from './plot.ts';
import { namesFitBeside, stillFollowed, type Followed } from './still-followed.ts';
import { seriesStyle } from './style.ts';
import type { Svg } from './svg.ts';

/** One group over time: people of 1,000 with the event, with the ends of the interval. It holds until the next point. */
export interface CurvePoint {
  readonly time: number;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

export interface Curve extends Followed {
  /** In order of time; empty when nobody was followed. */
  readonly points: readonly CurvePoint[];
  /** The true value at the end; only made-up data has one. */
  readonly truth?: number;
}

export interface SurvivalCurveData extends ChartText {
  /** One to four; the first is drawn solid. */
  readonly curves: readonly Curve[];
  /** Where the axis has marks, in the unit of time, the first 0. */
  readonly ticks: readonly number[];
  readonly timeLabel: string;
  /** Pixels of the column; 536 where absent. */
  readonly width?: number;
}

/** A scale that ended lower would make one person in a hundred look like a catastrophe. */
const LEAST_END = 10;

/**
 * How many of 1,000 were detected by when: steps with bands, labelled where they end, the numbers still followed beneath.
 * Throws a RangeError for ticks or points out of order, and for more curves than can be told apart.
 */
export function survivalCurve(data: SurvivalCurveData): Chart {
  refuseMisfits(data);
  return drawTwice(data, data.width ?? 536, tableOf(data), room => draw(data, room));
}

function refuseMisfits({ ticks, curves }: SurvivalCurveData): void {
  if (ticks.length < 2 || ticks.some((tick, k) => (k === 0 ? tick !== 0 : tick <= ticks[k - 1]))) {
    throw new RangeError(`ticks were ${ticks.join(', ')}; they begin at 0 and grow, two or more.`);
  }
  for (const { name, points } of curves) {
    if (points.some((point, k) => k > 0 && point.time < points[k - 1].time)) {
      throw new RangeError(`The points of "${name}" are not in order of time.`);
    }
  }
}

function at(curve: Curve, time: number): CurvePoint | undefined {
  return curve.points.findLast(point => point.time <= time + 1e-9);
}

function say(point: CurvePoint | undefined): string {
  return point
    ? `${plainFigure(point.value)} (${plainFigure(point.lower)} to ${plainFigure(point.upper)})`
    : 'nobody followed';
}

function tableOf({ title, curves, ticks, timeLabel }: SurvivalCurveData): ChartTable {
  return {
    caption: title,
    columns: [
      timeLabel,
      ...curves.flatMap(({ name }) => [`${name}: of 1,000 (95% interval)`, `${name}: still followed`]),
      ...curves.flatMap(({ name, truth }) => (truth === undefined ? [] : [`${name}: the truth, of 1,000`])),
    ],
    rows: ticks.map((tick, k) => [
      plainFigure(tick),
      ...curves.flatMap(curve => [
        say(at(curve, tick)),
        curve.followed.find(({ time }) => time === tick)?.count ?? '–',
      ]),
      ...curves.flatMap(({ truth }) =>
        truth === undefined ? [] : [k === ticks.length - 1 ? plainFigure(truth) : '–'],
      ),
    ]),
  };
}

function draw(data: SurvivalCurveData, room: Room): Drawing {
  const { curves, ticks } = data;
  const end = ticks.at(-1)!;
  const seen = curves.flatMap(curve => curve.points.filter(point => point.time <= end));
  const largest = Math.max(0, ...seen.map(point => point.upper), ...curves.map(curve => curve.truth ?? 0));
  const named = namesFitBeside(curves, room) && curves.some(curve => curve.followed.length > 0);
  const wishes = {
    from: 0,
    to: end,
    largest,
    leastEnd: LEAST_END,
    top: 34,
    left: room.narrow ? 34 : named ? 104 : 44,
    right: room.narrow ? 10 : labelColumn(room.width),
  };
  const usual = room.narrow ? 222 : Math.min(332, room.width * 0.46);
  const tall = plotIn(room, { ...wishes, height: usual });
  const height = room.narrow ? usual : Math.max(usual, labelsHeight(labelsOf(data, tall), room) - 30);
  const plot = plotIn(room, { ...wishes, height });
  const scaleEnd = plainFigure(endOfScale(largest, LEAST_END));
  const [marks, axesEnd] = axes(
    plot,
    ticks.map(time => ({ time, words: plainFigure(time) })),
    data.timeLabel,
    room,
  );
  marks.unshift(text(0, 14, `of 1,000 people; the scale ends at ${scaleEnd}`, 'q'));
  for (let k = curves.length - 1; k >= 0; k--) marks.push(...drawCurve(data, k, plot));
  const labels = labelsOf(data, plot);
  let bottom = axesEnd;
  if (room.narrow) {
    const [inside, lower] = labelsInside(labels, plot, bottom, room);
    marks.push(...inside);
    bottom = lower;
    if (curves.some(curve => curve.truth !== undefined)) {
      marks.push(diamond(17, bottom + 22), text(34, bottom + 27, 'the truth, known only here'));
      bottom += LEADING + 8;
    }
  } else {
    marks.push(...labelsAtEnds(labels, plot, room));
  }
  const nobody = curves.filter(curve => curve.points.length === 0);
  nobody.forEach(({ name }, k) => {
    marks.push(text(plot.left + 8, plot.bottom - 12 - k * LEADING, `${name}: nobody followed`, 'q'));
  });
  const [followed, reaches] = stillFollowed(curves, plot, room, bottom + 30);
  return { height: reaches, marks: [...marks, ...followed] };
}

function labelsOf({ curves, ticks }: SurvivalCurveData, plot: Plot): LineLabel[] {
  const end = ticks.at(-1)!;
  return curves.flatMap((curve, k) => {
    const last = at(curve, end);
    if (!last) return [];
    const height = (pick: (point: CurvePoint) => number) => (x: number) => {
      const time = (Math.max(0, x - plot.left) / (plot.right - plot.left)) * end;
      return plot.y(pick(at(curve, time) ?? curve.points[0]));
    };
    return [
      {
        name: curve.name,
        value: plainFigure(last.value),
        notes: [say(last), ...(curve.truth === undefined ? [] : [`the truth: ${plainFigure(curve.truth)}`])],
        style: seriesStyle(k, curves.length),
        strip: {
          top: height(point => point.upper),
          middle: height(point => point.value),
          bottom: height(point => point.lower),
        },
      },
    ];
  });
}

function drawCurve({ curves, ticks }: SurvivalCurveData, k: number, { x, y }: Plot): Svg[] {
  const style = seriesStyle(k, curves.length);
  const end = ticks.at(-1)!;
  const inside = curves[k].points.filter(point => point.time <= end);
  const last = inside.at(-1);
  if (!last) return [];
  const points = last.time < end ? [...inside, { ...last, time: end }] : inside;
  const step = (value: (point: CurvePoint) => number) =>
    lineOf<CurvePoint>(
      point => x(point.time),
      point => y(value(point)),
    ).curve(curveStepAfter)(points)!;
  const band = area<CurvePoint>(
    point => x(point.time),
    point => y(point.lower),
    point => y(point.upper),
  ).curve(curveStepAfter)(points)!;
  const { truth } = curves[k];
  return [
    path(band, style.band),
    // Edges above and below only: a band closed at its right end would look like an end in time.
    path(
      step(point => point.upper),
      style.edge,
    ),
    path(
      step(point => point.lower),
      style.edge,
    ),
    path(
      step(point => point.value),
      style.line,
    ),
    ...(truth === undefined ? [] : [diamond(x(end), y(truth))]),
  ];
}
