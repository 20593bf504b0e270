import { foretold, type Chart, type ForetoldPart, type ForetoldPoint } from '@throughcare/charts';
import type { FigureCheck, WaitingFan } from '@throughcare/planning';
import { axisOf, isAtEnd, type Kind } from './figure-words.ts';

/** A stretch of checks under its name. */
export interface CheckedPart {
  readonly name: string;
  readonly checks: readonly FigureCheck[];
}

export interface ForetoldFigure {
  readonly id: string;
  readonly what: string;
  readonly kind: Kind;
  readonly parts: readonly CheckedPart[];
  /** What the plan gives for the years to come, and the day that it begins on. */
  readonly next?: { readonly name: string; readonly begins: string; readonly fan: WaitingFan };
  readonly width?: number;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** March 2025, or 2025. */
export function sayPeriod(period: string): string {
  const [year, month] = period.split('-');
  return month === undefined ? year : `${MONTHS[Number(month) - 1]} ${year}`;
}

/** Where a figure lies on the axis of years: at the end of its period, or in its middle. */
function timeOf({ period, statistic }: FigureCheck): number {
  const [year, month] = period.split('-').map(Number);
  const at = isAtEnd(statistic) ? 1 : 0.5;
  return month === undefined ? year + at : year + (month - 1 + at) / 12;
}

function yearOf(day: string): number {
  const [year, month, date] = day.split('-').map(Number);
  return year + (month - 1 + (date - 1) / 31) / 12;
}

/** Every kind of figure among some checks, in their order. */
export function kindsOf(checks: readonly FigureCheck[]): Kind[] {
  const kinds = new Map<string, Kind>(
    checks.map(({ stage, statistic }) => [`${stage} ${statistic}`, { stage, statistic }]),
  );
  return [...kinds.values()];
}

export const isOf =
  ({ stage, statistic }: Kind) =>
  (check: FigureCheck): boolean =>
    check.stage === stage && check.statistic === statistic;

/** One kind of figure: what the plan gave, what was seen, and what it gives next. The title says how often it held. */
export function foretoldFigure({ id, what, kind, parts, next, width }: ForetoldFigure): Chart {
  const own = parts.map(({ name, checks }) => ({ name, checks: checks.filter(isOf(kind)) }));
  const checks = own.flatMap(part => part.checks);
  const inside = checks.filter(check => check.inside).length;
  const last = Math.max(...checks.map(timeOf));
  const drawn: ForetoldPart[] = own.flatMap(part =>
    part.checks.length === 0
      ? []
      : [{ name: part.name, most: '95% of runs', points: part.checks.map(checkPoint) }],
  );
  const coming = next ? nextPoints(next.fan, yearOf(next.begins)).filter(({ x }) => x > last) : [];
  if (next && coming.length > 0) drawn.push({ name: next.name, most: 'nine in ten runs', points: coming });
  const points = drawn.flatMap(part => part.points);
  const [from, to] = [Math.floor(points[0].x), Math.ceil(points.at(-1)!.x)];
  const step = Math.ceil((to - from) / 12);
  const ticks = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, k) => from + k * step);
  const { count, time } = axisOf(kind, checks[0].period.length === 4 ? 'year' : 'month');
  const [first, ...others] = drawn;
  return foretold({
    id,
    title: `${what}: ${inside} of ${checks.length} lie where 95% of runs do`,
    description: [
      ...own.map(part => sayPart(part.name, part.checks)),
      ...(coming.length > 0 ? [`${next!.name}: up to ${coming.at(-1)!.when}`] : []),
    ].join('. '),
    parts: [first, ...others],
    ticks: ticks.map(year => ({ time: year, words: String(year) })),
    timeLabel: time,
    yLabel: count,
    ...(width === undefined ? {} : { width }),
  });
}

function sayPart(name: string, checks: readonly FigureCheck[]): string {
  const outside = checks.filter(check => !check.inside).map(({ period }) => sayPeriod(period));
  if (checks.length === 0) return `${name}: nothing to compare`;
  return outside.length === 0
    ? `${name}: all ${checks.length} inside`
    : `${name}: outside in ${outside.slice(0, 6).join(', ')}${outside.length > 6 ? ` and ${outside.length - 6} more` : ''}`;
}

function checkPoint(check: FigureCheck): ForetoldPoint {
  return {
    x: timeOf(check),
    when: sayPeriod(check.period),
    middle: check.middle,
    half: [check.lowerHalf, check.upperHalf],
    most: [check.low, check.high],
    seen: check.observed,
  };
}

function nextPoints({ years }: WaitingFan, begins: number): ForetoldPoint[] {
  return years.map(({ year, q05, q25, q50, q75, q95 }) => ({
    x: begins + year,
    when: year === 0 ? 'the beginning' : `end of ${Math.floor(begins + year - 1e-6)}`,
    middle: q50,
    half: [q25, q75],
    most: [q05, q95],
    seen: null,
  }));
}
