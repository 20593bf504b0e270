import { scaleLinear } from 'd3-scale';
import { bandedLine } from './banded-line.ts';
import { drawTwice, type Chart, type ChartTable, type ChartText, type Drawing, type Room } from './chart.ts';
import { labelColumn, labelsAtEnds, labelsHeight, labelsInside, type LineLabel } from './line-label.ts';
import { line, text } from './marks.ts';
import { plainFigure, tickWords } from './number-words.ts';
import { axes, plotIn, type Plot } from './plot.ts';
import { seriesStyle } from './style.ts';
import type { Svg } from './svg.ts';
import { textWidth } from './text-width.ts';
import { wrap } from './wrap.ts';

/** The runs at one time: the middle one, half of them, and nine in ten. */
export interface FanPoint {
  readonly x: number;
  readonly median: number;
  readonly half: readonly [number, number];
  readonly nineInTen: readonly [number, number];
}

export interface FanSeries {
  readonly name: string;
  /** In order of x. */
  readonly points: readonly FanPoint[];
}

export interface FanData extends ChartText {
  /** One to four; the first is drawn solid. */
  readonly series: readonly FanSeries[];
  readonly xLabel: string;
  readonly yLabel: string;
  /** Something that happens at one time. */
  readonly marker?: { readonly x: number; readonly words: string };
  /** The least that the axis reaches up to: the same for drawings that are held against each other. */
  readonly upTo?: number;
  readonly width?: number;
}

/** Scenarios over the years: the middle run, a dark band with half of all runs, a pale one with nine in ten. */
export function fan(data: FanData): Chart {
  return drawTwice(data, data.width ?? 1120, tableOf(data), room => draw(data, room));
}

function say({ median, nineInTen: [from, to] }: FanPoint): string {
  return `${plainFigure(median)} (${plainFigure(from)} to ${plainFigure(to)})`;
}

function tableOf({ title, xLabel, series }: FanData): ChartTable {
  const times = [...new Set(series.flatMap(one => one.points.map(point => point.x)))].sort((a, b) => a - b);
  return {
    caption: title,
    columns: [
      xLabel,
      ...series.flatMap(({ name }) => [`${name}: middle run (nine in ten)`, `${name}: half of all runs`]),
    ],
    rows: times.map(time => [
      plainFigure(time),
      ...series.flatMap(({ points }) => {
        const point = points.find(candidate => candidate.x === time);
        return point ? [say(point), point.half.map(plainFigure).join(' to ')] : ['–', '–'];
      }),
    ]),
  };
}

function draw(data: FanData, room: Room): Drawing {
  const all = data.series.flatMap(one => one.points);
  if (all.length === 0) throw new RangeError('No series has a point. Nothing was drawn.');
  const times = all.map(point => point.x);
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const heading = [data.yLabel, ...(data.marker ? [''] : [])];
  const wishes = {
    from,
    to: to > from ? to : from + 1,
    largest: Math.max(data.upTo ?? 0, ...all.map(point => point.nineInTen[1])),
    leastEnd: 1,
    top: 12 + 20 * heading.length,
    left: room.narrow ? 40 : 52,
    right: room.narrow ? 8 : labelColumn(room.width),
  };
  const usual = room.narrow ? 228 : 328;
  const tall = plotIn(room, { ...wishes, height: usual });
  const height = room.narrow ? usual : Math.max(usual, labelsHeight(labelsOf(data, tall), room) - 30);
  const plot = plotIn(room, { ...wishes, height });
  const steps = scaleLinear([from, wishes.to], [0, 1]).ticks(room.narrow ? 4 : 6);
  const said = tickWords(steps);
  const ticks = steps.map((time, k) => ({ time, words: said[k] }));
  const [marks, axesEnd] = axes(plot, ticks, data.xLabel, room);
  marks.unshift(text(0, 14, data.yLabel, 'q'));
  for (let k = data.series.length - 1; k >= 0; k--) marks.push(...drawSeries(data, k, plot));
  if (data.marker) marks.push(...drawMarker(data.marker, plot, room));
  const labels = labelsOf(data, plot);
  if (!room.narrow) return { height: axesEnd + 10, marks: [...marks, ...labelsAtEnds(labels, plot, room)] };
  const across = data.marker && {
    x: plot.x(data.marker.x),
    y: plot.top,
    width: 1,
    height: plot.bottom - plot.top,
  };
  const [inside, lower] = labelsInside(labels, plot, axesEnd, room, across ? [across] : []);
  return { height: lower + 10, marks: [...marks, ...inside] };
}

/** A line down to the axis, its words above the plot so that they lie on no band. */
function drawMarker({ x, words }: NonNullable<FanData['marker']>, plot: Plot, room: Room): Svg[] {
  const place = plot.x(x);
  const lines = wrap(words, room.width - 8).slice(0, 1);
  const rest = wrap(words, room.width - 8).length > 1;
  const said = rest ? `${lines[0]}…` : words;
  const half = textWidth(said) / 2;
  const centre = Math.min(Math.max(place, half), room.width - half);
  return [
    line(place, plot.top - 10, place, plot.bottom, { stroke: 'var(--ink)', 'stroke-width': '1' }),
    text(centre, plot.top - 15, said, 'm'),
  ];
}

function labelsOf({ series }: FanData, plot: Plot): LineLabel[] {
  return series.flatMap(({ name, points }, k) => {
    const last = points.at(-1);
    if (!last) return [];
    const height = (pick: (point: FanPoint) => number) => {
      const between = scaleLinear(
        points.map(point => plot.x(point.x)),
        points.map(point => plot.y(pick(point))),
      ).clamp(true);
      return (x: number) => (points.length === 1 ? plot.y(pick(last)) : between(x));
    };
    return [
      {
        name,
        // The middle run alone would say too much where the band is wide.
        value: '',
        notes: [say(last)],
        style: seriesStyle(k, series.length),
        strip: {
          top: height(point => point.nineInTen[1]),
          middle: height(point => point.median),
          bottom: height(point => point.nineInTen[0]),
        },
      },
    ];
  });
}

function drawSeries({ series }: FanData, k: number, plot: Plot): Svg[] {
  const { points } = series[k];
  if (points.length === 0) return [];
  const banded = points.map(({ x, median, half, nineInTen }) => ({
    x,
    middle: median,
    half,
    most: nineInTen,
  }));
  return bandedLine(banded, seriesStyle(k, series.length), plot, 'smooth');
}
