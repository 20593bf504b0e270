import { bandedLine, type BandedPoint } from './banded-line.ts';
import { drawTwice, type Chart, type ChartTable, type ChartText, type Drawing, type Room } from './chart.ts';
import { BASELINE, LABEL_LEADING } from './layout.ts';
import { circle, line, path, rect, text, textLines } from './marks.ts';
import { plainFigure } from './number-words.ts';
import { axes, plotIn, type Plot, type TimeTick } from './plot.ts';
import { seriesStyle, type SeriesStyle } from './style.ts';
import { tenths, type Svg } from './svg.ts';
import { textWidth, type Face } from './text-width.ts';
import { wrap } from './wrap.ts';

/** What was foretold for one time: the middle run, half of all, most of them; and what was seen, where it is over. */
export interface ForetoldPoint extends BandedPoint {
  /** The time in words: March 2025. */
  readonly when: string;
  readonly seen: number | null;
}

/** A stretch of time that was foretold in one way. */
export interface ForetoldPart {
  /** Stands above its part of the picture: "Held back". */
  readonly name: string;
  /** What `most` holds: "95% of runs". */
  readonly most: string;
  /** One or more, in order of x. */
  readonly points: readonly ForetoldPoint[];
}

export interface ForetoldData extends ChartText {
  /** One to four, one after the other in time. */
  readonly parts: readonly [ForetoldPart, ...ForetoldPart[]];
  readonly ticks: readonly TimeTick[];
  readonly timeLabel: string;
  readonly yLabel: string;
  readonly width?: number;
}

/** What a plan gave for times that are over, what was seen then, and what it gives for times to come. */
export function foretold(data: ForetoldData): Chart {
  for (const { name, points } of data.parts) {
    if (points.length === 0) throw new RangeError(`"${name}" has no point. Nothing was drawn.`);
  }
  return drawTwice(data, data.width ?? 1120, tableOf(data), room => draw(data, room));
}

/** Whether what was seen lies where most of the runs do. */
const isInside = ({ seen, most: [low, high] }: ForetoldPoint): boolean =>
  seen !== null && low <= seen && seen <= high;

function tableOf({ title, timeLabel, parts }: ForetoldData): ChartTable {
  return {
    caption: title,
    columns: [timeLabel, 'Seen', 'Middle run', 'Most runs', 'Which part'],
    rows: parts.flatMap(({ name, most: holds, points }) =>
      points.map(({ when, seen, middle, most: [low, high] }) => [
        when,
        seen === null ? '–' : plainFigure(seen),
        plainFigure(middle),
        `${plainFigure(low)} to ${plainFigure(high)} (${holds})`,
        name,
      ]),
    ),
  };
}

const NAME: Face = { size: 16, bold: true };

function draw({ parts, ticks, timeLabel, yLabel }: ForetoldData, room: Room): Drawing {
  const all = parts.flatMap(part => part.points);
  const times = [...all.map(({ x }) => x), ...ticks.map(({ time }) => time)];
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const plotFor = (heading: number) =>
    plotIn(room, {
      from,
      to: to > from ? to : from + 1,
      largest: Math.max(...all.flatMap(({ most, seen }) => [most[1], seen ?? 0])),
      leastEnd: 1,
      top: 16 + heading,
      height: room.narrow ? 228 : 300,
      left: room.narrow ? 40 : 52,
      right: room.narrow ? 8 : 24,
    });
  const named = namesAbove(parts, plotFor(0), room);
  const plot = plotFor(named ? Math.max(...named.map(({ lines }) => lines.length)) * LABEL_LEADING + 14 : 8);
  const [grid, axesEnd] = axes(plot, ticks, timeLabel, room);
  const styles = parts.map((_, k) => seriesStyle(k, parts.length));
  const marks = [
    text(0, 14, yLabel, 'q'),
    ...grid,
    ...borders(parts, plot, named ? plot.top - 10 : plot.top),
    ...parts.flatMap((part, k) => drawPart(part, styles[k], plot)),
    ...all.flatMap(point => drawSeen(point, plot)),
  ];
  if (named) {
    named.forEach(({ lines, left }, k) =>
      marks.push(...textLines(left, 16 + LABEL_LEADING, lines, `l ${styles[k].text}`, LABEL_LEADING)),
    );
  }
  const [key, bottom] = keyBelow(named ? [] : parts, styles, all, axesEnd, room);
  return { height: bottom + 10, marks: [...marks, ...key] };
}

/** The names above their parts of the plot, where all of them have room; else they stand below. */
function namesAbove(parts: readonly ForetoldPart[], plot: Plot, room: Room) {
  if (room.narrow) return undefined;
  const edges = [plot.left, ...partEdges(parts).map(plot.x), plot.right];
  const named = parts.map(({ name }, k) => {
    const width = edges[k + 1] - edges[k] - 12;
    return { lines: wrap(name, width, NAME), left: edges[k] + (k > 0 ? 8 : 0), width };
  });
  const fits = named.every(
    ({ lines, width }) => lines.length <= 2 && lines.every(words => textWidth(words, NAME) <= width),
  );
  return fits ? named : undefined;
}

/** The times at which one part ends and the next begins. */
function partEdges(parts: readonly ForetoldPart[]): number[] {
  return parts.slice(1).map(({ points }, k) => (parts[k].points.at(-1)!.x + points[0].x) / 2);
}

function borders(parts: readonly ForetoldPart[], plot: Plot, from: number): Svg[] {
  return partEdges(parts).map(time =>
    line(plot.x(time), from, plot.x(time), plot.bottom, {
      stroke: 'var(--ink)',
      'stroke-width': '1',
    }),
  );
}

function drawPart({ points }: ForetoldPart, style: SeriesStyle, plot: Plot): Svg[] {
  const { x, y } = plot;
  const [only] = points;
  // One point has no course: its band is a bar.
  if (points.length === 1) {
    const bar = ([low, high]: readonly [number, number], half: number) =>
      rect(x(only.x) - half, y(high), 2 * half, y(low) - y(high), style.band);
    return [
      bar(only.most, 7),
      bar(only.half, 7),
      line(x(only.x) - 9, y(only.middle), x(only.x) + 9, y(only.middle), style.line),
    ];
  }
  return bandedLine(points, style, plot, 'straight');
}

const dot = (cx: number, cy: number, inside: boolean): Svg =>
  inside ? circle(cx, cy, 4, { class: 'dot' }) : circle(cx, cy, 6, { class: 'hollow' });

function drawSeen(point: ForetoldPoint, { x, y }: Plot): Svg[] {
  return point.seen === null ? [] : [dot(x(point.x), y(point.seen), isInside(point))];
}

/** What the marks mean, and the names that have no room above. Gives how far down it reaches. */
function keyBelow(
  parts: readonly ForetoldPart[],
  styles: readonly SeriesStyle[],
  all: readonly ForetoldPoint[],
  below: number,
  room: Room,
): [Svg[], number] {
  const marks: Svg[] = [];
  let bottom = below + 6;
  parts.forEach(({ name }, k) => {
    const lines = wrap(name, room.width - 44, NAME);
    marks.push(
      path(`M0 ${tenths(bottom + 19)}h34`, styles[k].line),
      ...textLines(44, bottom + 24, lines, `l ${styles[k].text}`, LABEL_LEADING),
    );
    bottom += lines.length * LABEL_LEADING + 4;
  });
  const seen = all.filter(point => point.seen !== null);
  for (const [inside, words] of [
    [true, 'seen, where most runs lie'],
    [false, 'seen, outside them'],
  ] as const) {
    if (!seen.some(point => isInside(point) === inside)) continue;
    marks.push(dot(8, bottom + 18, inside), text(24, bottom + 18 + BASELINE, words));
    bottom += 24;
  }
  return [marks, bottom];
}
