import { balance, interval, overlap, survivalCurve } from '@throughcare/charts';
import type { Chart, IntervalRow } from '@throughcare/charts';
import { nameOf, sayBetween, sayMore, sayOf } from './say.ts';
import type { CurveView, PairView } from './view.ts';

/** The pictures of one pair. `at` is the pair's place in the report: pictures of one page have names of their own. */

const A_MONTH = 30.4375;

/** Two curves with bands, labelled where they end, the numbers still followed beneath. */
export function curvesChart(pair: PairView, at: number, windowDays: number): Chart | undefined {
  if (pair.curves.length === 0) return undefined;
  const inMonths = windowDays >= 90;
  const end = inMonths ? Math.max(1, Math.round(windowDays / A_MONTH)) : windowDays;
  const time = (day: number): number => (Math.min(day, windowDays) / windowDays) * end;
  const ticks = [0, 1, 2, 3, 4].map(k => (k * end) / 4);
  const ends = pair.curves.map(curve => `${nameOf(curve.arm)} ends at ${endOf(curve)}`);
  return survivalCurve({
    id: `curves-${at}`,
    title: curvesTitle(pair),
    description: `People detected of 1,000, over ${end} ${inMonths ? 'months' : 'days'}. ${ends.join('. ')}.`,
    curves: pair.curves.map(({ arm, points, followed }) => ({
      name: nameOf(arm),
      points: points
        .filter(({ day }) => day <= windowDays)
        .map(({ day, ...rest }) => ({ time: time(day), ...rest })),
      followed: followed.map(({ day, count }, k) => ({
        time: k < ticks.length ? ticks[k] : time(day),
        count,
      })),
    })),
    ticks,
    timeLabel: `${inMonths ? 'months' : 'days'} since the clock began`,
    width: 728,
  });
}

function endOf({ points }: CurveView): string {
  const last = points.at(-1);
  return last === undefined
    ? 'nobody followed'
    : `${last.value.toFixed(0)} (${last.lower.toFixed(0)} to ${last.upper.toFixed(0)})`;
}

function curvesTitle({ conclusion, curves }: PairView): string {
  if (conclusion.verdict === 'cannot tell yet')
    return 'With people made alike, the bands leave both answers open';
  const apart = curves.map(({ points }) => points.at(-1)?.value ?? 0);
  const people = Math.abs(Math.round(apart[0] - apart[1]));
  return `With people made alike the two curves end ${people === 0 ? 'close together' : `about ${people} of 1,000 apart`}`;
}

/** As it looks at first, and with people made alike: one line each. */
export function answersChart({ naive, difference, first, second }: PairView, at: number): Chart | undefined {
  if (difference === undefined) return undefined;
  const row = (
    label: string,
    figure: { readonly value: number; readonly lower: number; readonly upper: number },
    mark: IntervalRow['mark'],
  ): IntervalRow => {
    const [value, lower, upper] = [figure.value, figure.lower, figure.upper].map(Math.round);
    const isPoint = lower === upper;
    return {
      label,
      ...figure,
      mark,
      words: isPoint ? sayMore(value) : `${sayMore(value)} (${sayBetween(lower, upper)})`,
    };
  };
  const rows = [
    ...(naive === undefined ? [] : [row('As it looks at first', naive, 'ring')]),
    row('With people made alike', difference, 'disc'),
  ];
  return interval({
    id: `answers-${at}`,
    title: answersTitle(naive?.value, difference.value),
    description: rows.map(({ label, words }) => `${label}: ${words}`).join('. '),
    rows,
    unit: `${sayOf(difference.measure)}, ${first} compared with ${second}`,
    width: 728,
  });
}

function answersTitle(naive: number | undefined, adjusted: number): string {
  if (naive === undefined) return 'The difference with people made alike';
  const moved = Math.abs(Math.round(naive) - Math.round(adjusted));
  if (moved === 0) return 'Making people alike in what is recorded changes nothing here';
  return `Making people alike in what is recorded moves the figure by ${moved}`;
}

/** The love plot: how far apart the groups were in each covariate, and are. */
export function balanceChart({ balance: rows }: PairView, at: number): Chart | undefined {
  if (rows.length === 0) return undefined;
  const worst = Math.max(...rows.map(({ after }) => Math.abs(after)));
  return balance({
    id: `balance-${at}`,
    title:
      worst <= 0.1
        ? 'Before, the groups differed. After, in little of what is recorded'
        : `After, the groups still differ by ${worst.toFixed(2)} in something that is recorded`,
    description: `Standardised differences of ${rows.length} covariates and levels. The largest after is ${worst.toFixed(2)}.`,
    rows: rows.map(({ covariate, before, after }) => ({
      label: covariate.replaceAll(/(?<=[a-z])_(?=[a-z])/g, ' '),
      before: Math.abs(before),
      after: Math.abs(after),
    })),
    width: 728,
  });
}

const PARTS = 20;

/** Where the two groups lie on the propensity score, in percent of each; parts told together are drawn evenly. */
export function overlapChart({ overlap: parts, first, second }: PairView, at: number): Chart | undefined {
  const [one, other] = [
    sharesOf(parts.map(({ from, to, first: count }) => ({ from, to, count }))),
    sharesOf(parts.map(({ from, to, second: count }) => ({ from, to, count }))),
  ];
  if (one === undefined || other === undefined) return undefined;
  const common = one.reduce((total, share, k) => total + Math.min(share, other[k]), 0);
  return overlap({
    id: `overlap-${at}`,
    title: `The two groups lie over one another by about ${Math.round(common)}%`,
    description: `Propensity scores of ${first}, upwards, and ${second}, downwards, in percent of each group.`,
    arms: [
      { name: nameOf(first), before: one },
      { name: nameOf(second), before: other },
    ],
    scale: `chance of ${first} rather than ${second}, by what is recorded`,
    width: 728,
  });
}

function sharesOf(
  parts: readonly { readonly from: number; readonly to: number; readonly count: number | string }[],
): number[] | undefined {
  const shares = Array.from({ length: PARTS }, () => 0);
  let all = 0;
  for (const { from, to, count } of parts) {
    if (typeof count !== 'number') return undefined;
    all += count;
    const [start, end] = [Math.round(from * PARTS), Math.round(to * PARTS)];
    for (let k = start; k < end; k++) shares[k] += count / (end - start);
  }
  return all === 0 ? undefined : shares.map(share => (100 * share) / all);
}
