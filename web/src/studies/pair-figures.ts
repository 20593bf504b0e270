import { balance, interval, survivalCurve, type Chart, type IntervalRow } from '@throughcare/charts';
import { isEstimate, perThousand, type CurvePoints, type PairReport } from '@throughcare/evidence';
import type { TrueEffect } from '../analysis/truth.ts';
import { count, covariateOf, sayBetween, sayClocks, sayMore, shortArm } from './words.ts';

/** Which answer is drawn: as it looks at first, with people made alike, or beside the truth. */
export const views = ['first', 'alike', 'truth'] as const;
export type View = (typeof views)[number];

const WEEK = 7;

/**
 * Two curves with their bands. Drawn by the week, so that no single person's day stands in them. Prison is always the
 * dashed line.
 */
export function curvesChart(
  pair: PairReport,
  view: View,
  truth: TrueEffect | undefined,
  detected = 'detected reoffending',
): Chart | undefined {
  if (!pair.curves || !isEstimate(pair.adjusted)) return undefined;
  const days = pair.adjusted.followUp.days;
  const months = Math.round(days / 30.4);
  const toMonths = (day: number) => (day / days) * months;
  const risks = [truth?.riskA, truth?.riskB];
  const curves = pair.curves.map((own, i) => ({
    name: shortArm(own.arm, own.label),
    isPrison: own.arm === 'custody',
    points: byTheWeek(view === 'first' ? own.unweighted : own.weighted, days).map(point => ({
      ...point,
      time: toMonths(point.day),
    })),
    followed: own.atRisk.map((at, k) => ({ time: (k * months) / 4, count: count(at.people) })),
    ...(view === 'truth' && risks[i] !== undefined ? { truth: risks[i] * 1000 } : {}),
  }));
  curves.sort((a, b) => Number(a.isPrison) - Number(b.isPrison));
  const ends = curves.map(({ name, points }) => {
    const end = points.at(-1)!;
    return `${name} ends at ${end.value.toFixed(0)}, ${end.lower.toFixed(0)} to ${end.upper.toFixed(0)}`;
  });
  return survivalCurve({
    id: 'curves',
    title: curvesTitle(pair, view, truth),
    description: `People of 1,000 with ${detected}, over ${months} months. ${ends.join('. ')}.`,
    curves,
    ticks: [0, 1, 2, 3, 4].map(k => (k * months) / 4),
    timeLabel: `months since ${sayClocks(pair.adjusted.followUp.from)}`,
    width: 728,
  });
}

function byTheWeek(points: CurvePoints, days: number) {
  const weeks = Array.from({ length: Math.floor(days / WEEK) + 1 }, (_, k) => k * WEEK);
  return [...weeks.filter(day => day < days), days].map(day => {
    const at = points.days.findLastIndex(own => own <= day);
    const detected = (share: number) => (1 - share) * 1000;
    return {
      day,
      value: detected(points.undetected[at]),
      lower: detected(points.upper[at]),
      upper: detected(points.lower[at]),
    };
  });
}

/** What is seen. */
function curvesTitle({ naive, adjusted }: PairReport, view: View, truth: TrueEffect | undefined): string {
  if (view === 'truth' && truth && isEstimate(adjusted)) {
    return isInside(truth, adjusted)
      ? 'What is true here lies where the study looks for it'
      : 'What is true here lies outside the interval: weighting was not enough';
  }
  const figure = view === 'first' ? naive : adjusted;
  if (!isEstimate(figure)) return 'No figure could be made';
  const apart = Math.abs(perThousand(figure.value));
  if (view === 'first') return `At first sight they end ${apart} of 1,000 apart, but these are unlike people`;
  const clear = figure.interval.lower > 0 || figure.interval.upper < 0;
  return clear
    ? `With people made alike the two curves end ${apart} of 1,000 apart`
    : 'With people made alike the two bands lie over one another';
}

/** True when the true difference lies within the interval. */
export function isInside(
  truth: TrueEffect,
  { interval: { lower, upper } }: { interval: { lower: number; upper: number } },
) {
  return lower <= truth.riskDifference && truth.riskDifference <= upper;
}

/** As it looks at first, with people made alike, and, on made-up data, the truth: one line each. */
export function answersChart(pair: PairReport, truth: TrueEffect | undefined): Chart | undefined {
  const { naive, adjusted } = pair;
  if (!isEstimate(naive) || !isEstimate(adjusted)) return undefined;
  const row = (label: string, figure: typeof naive, mark: IntervalRow['mark']): IntervalRow => ({
    label,
    value: figure.value * 1000,
    lower: figure.interval.lower * 1000,
    upper: figure.interval.upper * 1000,
    mark,
    words: `${sayMore(figure.value)} (${sayBetween(figure.interval)})`,
  });
  const rows = [row('As it looks at first', naive, 'ring'), row('With people made alike', adjusted, 'disc')];
  if (truth) {
    const value = truth.riskDifference * 1000;
    rows.push({
      label: 'The truth, known only here',
      value,
      lower: value,
      upper: value,
      mark: 'diamond',
      words: sayMore(truth.riskDifference),
    });
  }
  return interval({
    id: 'answers',
    title: answersTitle(naive.value, adjusted.value),
    description: rows.map(({ label, words }) => `${label}: ${words}`).join('. '),
    rows,
    unit: `people of 1,000, ${shortArm(pair.first, pair.labels[0])} compared with ${shortArm(pair.second, pair.labels[1])}`,
    width: 728,
  });
}

function answersTitle(naive: number, adjusted: number): string {
  const moved = Math.abs(perThousand(naive) - perThousand(adjusted));
  if (moved === 0) return 'Making people alike in what is recorded changes nothing here';
  if (Math.abs(adjusted) > Math.abs(naive))
    return `At first the difference hides: ${moved} of 1,000 of it is who was sent where`;
  const share = moved / Math.max(1, Math.abs(perThousand(naive)));
  const part = share > 0.9 ? 'Nearly all' : share > 0.55 ? 'Most' : share > 0.4 ? 'About half' : 'Some';
  return `${part} of the difference that is seen at first is who was sent where`;
}

/** How different the two groups were and are, by what was recorded: the worst level of each. */
export function balanceChart({ balance: table }: Pick<PairReport, 'balance'>): Chart | undefined {
  if (table.length === 0) return undefined;
  const rows = new Map<string, { before: number; after: number }>();
  for (const one of table) {
    const name = covariateOf(one.covariate);
    const known = rows.get(name) ?? { before: 0, after: 0 };
    rows.set(name, {
      before: Math.max(known.before, Math.abs(one.standardizedMeanDifferenceBefore)),
      after: Math.max(known.after, Math.abs(one.standardizedMeanDifferenceAfter)),
    });
  }
  const drawn = [...rows].map(([label, own]) => ({ label, ...own })).sort((a, b) => b.before - a.before);
  const unlike = drawn.filter(row => row.before > 0.1).length;
  const still = drawn.filter(row => row.after > 0.1).length;
  return balance({
    id: 'balance',
    title: `Before, the groups were unlike in ${unlike} of ${drawn.length} things. After, in ${still === 0 ? 'none' : still}`,
    description: 'Standardised differences between the groups; under 0.1 counts as alike.',
    rows: drawn,
    width: 536,
  });
}
