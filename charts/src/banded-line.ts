import { area, curveLinear, curveMonotoneX, line as lineOf } from 'd3-shape';
import { path } from './marks.ts';
import type { Plot } from './plot.ts';
import type { SeriesStyle } from './style.ts';
import type { Svg } from './svg.ts';

/** What runs gave at one time: the middle one, half of them, and most of them. */
export interface BandedPoint {
  readonly x: number;
  readonly middle: number;
  readonly half: readonly [number, number];
  readonly most: readonly [number, number];
}

const curves = { straight: curveLinear, smooth: curveMonotoneX };

/** A line through the middle, with a band for half and a wider one for most; at least one point, in order of x. */
export function bandedLine(
  points: readonly BandedPoint[],
  style: SeriesStyle,
  { x, y }: Plot,
  between: 'straight' | 'smooth',
): Svg[] {
  const curve = curves[between];
  const along = (value: (point: BandedPoint) => number) =>
    lineOf<BandedPoint>(
      point => x(point.x),
      point => y(value(point)),
    ).curve(curve)([...points])!;
  const band = (ends: (point: BandedPoint) => readonly [number, number]) =>
    area<BandedPoint>(
      point => x(point.x),
      point => y(ends(point)[0]),
      point => y(ends(point)[1]),
    ).curve(curve)([...points])!;
  const most = band(point => point.most);
  const half = band(point => point.half);
  // Edges above and below only: a band closed at its right end would look like an end in time.
  const edges = [along(point => point.most[1]), along(point => point.most[0])];
  const middle = along(point => point.middle);
  return [
    path(most, style.band),
    path(half, style.band),
    ...edges.map(edge => path(edge, style.edge)),
    path(middle, style.line),
  ];
}
