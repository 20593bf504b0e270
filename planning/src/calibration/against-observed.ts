import { runAt } from '../answers/estimate.ts';
import { meanOf } from '../answers/mean.ts';
import type { Observable, ObservedFigure, ObservedSeries } from './observed-series.ts';

/** One observed figure beside what the plan gives for it, chance and what we don't know together. */
export interface FigureCheck {
  readonly period: string;
  readonly stage: string;
  readonly statistic: Observable;
  readonly observed: number;
  readonly middle: number;
  /** Holds 95% of the runs. */
  readonly low: number;
  readonly high: number;
  /** Holds half of them. */
  readonly lowerHalf: number;
  readonly upperHalf: number;
  readonly inside: boolean;
  readonly insideHalf: boolean;
}

/** How well a plan foretold one kind of figure. */
export interface ForetoldScore {
  readonly stage: string;
  readonly statistic: Observable;
  readonly figures: number;
  /** Of them, inside the interval that holds 95% of runs, and inside the half. */
  readonly inside: number;
  readonly insideHalf: number;
  /** Mean distance of the middle from what was observed, in the figure's own unit. */
  readonly error: number;
  /** The same error of saying what was last observed a year before; null when nothing was. */
  readonly errorOfLastYear: number | null;
}

/** Lays what runs give for each figure beside what was observed; a mean wait that some run has not is left out. */
export function againstObserved(
  figures: readonly ObservedFigure[],
  runs: readonly (readonly number[])[],
): FigureCheck[] {
  return figures.flatMap(({ period, stage, statistic, value }, i): FigureCheck[] => {
    const all = Float64Array.from(runs, run => run[i]);
    if (all.some(Number.isNaN)) return [];
    all.sort();
    const at = (p: number): number => runAt(all, p);
    const [low, lowerHalf, middle, upperHalf, high] = [0.025, 0.25, 0.5, 0.75, 0.975].map(at);
    return [
      {
        period,
        stage,
        statistic,
        observed: value,
        middle,
        low,
        high,
        lowerHalf,
        upperHalf,
        inside: low <= value && value <= high,
        insideHalf: lowerHalf <= value && value <= upperHalf,
      },
    ];
  });
}

/** Scores by stage and statistic, since their units differ. `known` is what somebody could have repeated instead. */
export function scoresOf(checks: readonly FigureCheck[], known: ObservedSeries): ForetoldScore[] {
  const kinds = [...new Set(checks.map(({ stage, statistic }) => `${stage} ${statistic}`))];
  const aYear = known.every === 'year' ? 1 : 12;
  const numberOf = new Map(known.figures.map(figure => [figure.period, figure.number]));
  return kinds.map(kind => {
    const own = checks.filter(({ stage, statistic }) => `${stage} ${statistic}` === kind);
    const { stage, statistic } = own[0];
    const first = Math.min(...own.map(({ period }) => numberOf.get(period)!));
    // Nobody could repeat what lies in the time that is foretold.
    const before = known.figures.filter(
      each => each.stage === stage && each.statistic === statistic && each.number < first,
    );
    const repeated = own.map(({ period, observed }) => {
      const number = numberOf.get(period)!;
      const same = before.findLast(each => (number - each.number) % aYear === 0) ?? before.at(-1);
      return same === undefined ? null : Math.abs(observed - same.value);
    });
    return {
      stage,
      statistic,
      figures: own.length,
      inside: own.filter(check => check.inside).length,
      insideHalf: own.filter(check => check.insideHalf).length,
      error: meanOf(own.map(({ observed, middle }) => Math.abs(observed - middle))),
      errorOfLastYear: repeated.every(each => each !== null) ? meanOf(repeated) : null,
    };
  });
}
