import { scaleLinear } from 'd3-scale';
import { area, curveMonotoneX, line as pathOf } from 'd3-shape';
import { bothWidths, sayNumber, type Chart, type ChartText } from './chart.ts';
import { breakLines, spread } from './labels.ts';
import { element, group, line, picture, words, type Svg } from './svg.ts';

/** The runs at one time: the middle one, half of them, and nine in ten. */
export interface FanPoint {
  readonly x: number;
  readonly median: number;
  readonly half: readonly [number, number];
  readonly nineInTen: readonly [number, number];
}

export interface FanSeries {
  readonly name: string;
  readonly points: readonly FanPoint[];
}

export interface FanData extends ChartText {
  readonly series: readonly FanSeries[];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly marker?: { readonly x: number; readonly words: string };
  readonly width?: number;
}

const marks = ['a', 'b'] as const;

/** Two scenarios over the years: the middle run, a dark band with half of all runs, a pale one with nine in ten. */
export function fan(data: FanData): Chart {
  if (data.series.length > marks.length)
    throw new RangeError(`${data.series.length} series were given; two can be told apart.`);
  const years = [...new Set(data.series.flatMap(one => one.points.map(point => point.x)))].sort(
    (a, b) => a - b,
  );
  const table = {
    caption: data.title,
    columns: [data.xLabel, ...data.series.map(one => `${one.name}: middle run (nine in ten)`)],
    rows: years.map(year => [
      sayNumber(year),
      ...data.series.map(one => {
        const point = one.points.find(candidate => candidate.x === year);
        return point
          ? `${sayNumber(point.median)} (${sayNumber(point.nineInTen[0])} to ${sayNumber(point.nineInTen[1])})`
          : '–';
      }),
    ]),
  };
  return bothWidths(data, data.width ?? 1120, table, (size, width, alternative) =>
    draw(data, size, width, alternative),
  );
}

function draw(data: FanData, size: 'wide' | 'narrow', width: number, alternative: string): Svg {
  const narrow = size === 'narrow';
  const all = data.series.flatMap(one => one.points);
  const highest = Math.max(1, ...all.map(point => point.nineInTen[1]));
  const left = sayNumber(highest).length * 9 + 18;
  const right = narrow ? width - 10 : width - 190;
  const top = 26;
  const foot = top + (narrow ? 210 : 280);
  const x = scaleLinear(
    [Math.min(...all.map(point => point.x)), Math.max(...all.map(point => point.x))],
    [left, right],
  );
  const y = scaleLinear([0, highest], [foot, top]).nice(4);
  const parts: Svg[] = [words(0, 14, data.yLabel, 'q')];
  for (const tick of y.ticks(4)) {
    parts.push(
      line(left, y(tick), right, y(tick), tick === 0 ? 'axis' : 'gridl'),
      words(left - 8, y(tick) + 5, sayNumber(tick), 'e'),
    );
  }
  for (const tick of x.ticks(narrow ? 4 : 6)) parts.push(words(x(tick), foot + 22, sayNumber(tick), 'm'));
  parts.push(words(right, foot + 42, data.xLabel, 'e q'));
  data.series.forEach((one, index) => parts.push(drawSeries(one, marks[index], x, y)));
  if (data.marker) {
    const at = x(data.marker.x);
    const isRight = at > (left + right) / 2;
    parts.push(
      line(at, top, at, foot, 'gridl'),
      words(at + (isRight ? -6 : 6), top + 14, data.marker.words, isRight ? 'e q' : 'q'),
    );
  }
  const labels = endLabels(data, narrow, y, right, top, foot);
  parts.push(...labels);
  return picture(size, width, foot + (narrow ? 60 + data.series.length * 46 : 54), alternative, ...parts);
}

type Scale = (value: number) => number;

function drawSeries(series: FanSeries, mark: 'a' | 'b', x: Scale, y: Scale): Svg {
  const points = [...series.points];
  const path = (value: (point: FanPoint) => number) =>
    pathOf<FanPoint>(
      point => x(point.x),
      point => y(value(point)),
    ).curve(curveMonotoneX)(points) ?? '';
  const band = (ends: (point: FanPoint) => readonly [number, number]) =>
    area<FanPoint>(
      point => x(point.x),
      point => y(ends(point)[0]),
      point => y(ends(point)[1]),
    ).curve(curveMonotoneX)(points) ?? '';
  return group(
    undefined,
    element('path', { d: band(point => point.nineInTen), class: `b${mark}` }),
    element('path', { d: band(point => point.half), class: `b${mark}` }),
    // Edges above and below only: a band closed at its right end would look like an end in time.
    element('path', { d: path(point => point.nineInTen[0]), class: `e${mark}` }),
    element('path', { d: path(point => point.nineInTen[1]), class: `e${mark}` }),
    element('path', { d: path(point => point.median), class: `l${mark}` }),
  );
}

function endLabels(
  data: FanData,
  narrow: boolean,
  y: Scale,
  right: number,
  top: number,
  foot: number,
): Svg[] {
  const labels = data.series.flatMap((one, index) => {
    const end = one.points.at(-1);
    if (!end) return [];
    const name = breakLines(one.name, narrow ? 30 : 19);
    const value = `${sayNumber(end.median)} (${sayNumber(end.nineInTen[0])} to ${sayNumber(end.nineInTen[1])})`;
    return [{ name, value, at: y(end.median), height: name.length * 19 + 24, mark: marks[index] }];
  });
  if (narrow) {
    return labels.map((label, index) => {
      const start = foot + 68 + index * 46;
      const swatch = line(0, start - 5, 26, start - 5, `l${label.mark}`);
      return group(
        undefined,
        swatch,
        words(34, start, label.name.join(' '), `l t${label.mark}`),
        words(34, start + 18, label.value, `t${label.mark}`),
      );
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
