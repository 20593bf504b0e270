import { runsHeld } from '../answers/estimate.ts';
import { wilson } from '../answers/precision.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { againstObserved, scoresOf } from './against-observed.ts';
import { asFewInside, inWordsOf, seldomAsFew } from './as-few-inside.ts';
import type { FigureCheck, ForetoldScore } from './against-observed.ts';
import { seenBefore } from './seen-before.ts';
import type { ObservedSeries } from './observed-series.ts';

/** A plan run from a past day, with those who were there then, beside what was observed: it stands next to a forecast. */
export interface Backtest {
  readonly scenario: string;
  readonly series: string;
  /** The past day from which the plan was run. */
  readonly begins: string;
  readonly from: string;
  readonly to: string;
  readonly runs: number;
  readonly checks: readonly FigureCheck[];
  readonly scores: readonly ForetoldScore[];
  /** Share of the observed figures inside the interval that holds 95% of runs, with its own interval (Wilson). */
  readonly coverage: { readonly share: number; readonly low: number; readonly high: number };
  /** How often a world of the plan's own has as few inside: what the verdict goes by. */
  readonly asFew: number;
  readonly how: string;
  /** The conclusion in words. */
  readonly words: string;
}

/**
 * Lays runs of a plan over a series beside it.
 *
 * @param runs figures of each run, in the order of the series (`seriesRunner`)
 * @throws RangeError when no figure can be compared
 */
export function describeBacktest(
  scenario: Scenario,
  series: ObservedSeries,
  runs: readonly (readonly number[])[],
): Backtest {
  const checks = againstObserved(series.figures, runs);
  if (checks.length === 0) {
    throw new RangeError(
      `No figure of ${series.file} can be compared: in some run nobody began in any of its periods. Add figures such as came or waiting.`,
    );
  }
  const inside = checks.filter(check => check.inside).length;
  const coverage = wilson(inside, checks.length);
  const [from, to] = [
    checks.map(check => check.period).sort()[0],
    checks
      .map(check => check.period)
      .sort()
      .at(-1)!,
  ];
  const asFew = asFewInside(
    series.figures.map(figure => figure.value),
    runs,
  );
  const held = `Run from ${scenario.begins} with those who were there then, the plan’s intervals hold ${inside} of the ${checks.length} figures that were observed from ${from} to ${to}.`;
  return {
    scenario: scenario.name,
    series: series.file,
    begins: scenario.begins,
    from,
    to,
    runs: runs.length,
    checks,
    scores: scoresOf(checks, series),
    coverage,
    asFew,
    how:
      `${runs.length} runs, each with its own numbers and its own luck. An interval holds ${runsHeld(runs.length)}. Figures of one ` +
      'stage go up and down together, so they tell less than as many that were independent: whether too few lie inside is asked of the plan’s own runs.',
    words: [
      asFew <= seldomAsFew
        ? `${held} Where the plan is right, as few lie inside in ${inWordsOf(asFew)} times: the plan is wrong somewhere, or surer than it should be, and so is its forecast.`
        : held,
      seenBefore(scenario, from),
    ]
      .filter(each => each !== null)
      .join(' '),
  };
}
