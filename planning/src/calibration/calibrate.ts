import { runAt } from '../answers/estimate.ts';
import { wilson } from '../answers/precision.ts';
import { inWords } from '../scenario/parameter.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { againstObserved, scoresOf } from './against-observed.ts';
import { asFewInside, inWordsOf, seldomAsFew } from './as-few-inside.ts';
import type { FigureCheck, ForetoldScore } from './against-observed.ts';
import { fitRuns, toldAtLeast } from './fit.ts';
import type { Fit } from './fit.ts';
import type { ObservedFigure, ObservedSeries } from './observed-series.ts';
import { uncertainParameters, valueAtScore } from './series-run.ts';
import type { SeriesRun } from './series-run.ts';

/** One parameter before and after, in its own unit. */
export interface Learned {
  readonly parameter: string;
  readonly label: string;
  readonly unit: string;
  /** What was assumed, in words. */
  readonly before: string;
  readonly middle: number;
  readonly low: number;
  readonly high: number;
  /** Spread after over spread before, on the scale of what was assumed: 1 is nothing learned. */
  readonly narrowed: number;
  /** How much of it the figures tell, 0 to 1. */
  readonly told: number;
  /** Whether the series says anything of it that the new scenario should carry. */
  readonly learned: boolean;
}

/** What a calibration came to: plain JSON, about numbers and never about one person. */
export interface Calibration {
  readonly format: 'throughcare calibration 1';
  readonly scenario: string;
  readonly series: string;
  readonly seed: number;
  readonly runs: number;
  readonly kept: number;
  readonly method: string;
  readonly parameters: readonly Learned[];
  /** The runs under what was assumed can hardly give what was observed. */
  readonly beyond: boolean;
  /** Under the new numbers: does the plan give what it was fitted to? Empty when no run was made to see. */
  readonly fitted: readonly FigureCheck[];
  /** How often a world of the plan's own has as few of them inside; 1 when no run was made to see. */
  readonly fittedAsFew: number;
  /** Fitted on what came before, and asked for the periods that were held back; null when none were, or none ran. */
  readonly heldBack: {
    readonly from: string;
    readonly checks: readonly FigureCheck[];
    readonly scores: readonly ForetoldScore[];
    /** Share of the held-back figures inside the 95% interval, with its own interval (Wilson). */
    readonly coverage: { readonly share: number; readonly low: number; readonly high: number };
    /** How often a world of the plan's own has as few inside. */
    readonly asFew: number;
  } | null;
  /** The conclusion in words. */
  readonly words: string;
}

const method =
  'Approximate Bayesian calibration: the plan is run under draws of what was assumed; the runs that come nearest to ' +
  'the observed figures are kept and moved along a local regression to where the figures are (Beaumont, Zhang and ' +
  'Balding 2002; summaries as by Fearnhead and Prangle 2012). An interval covers what is not known and chance ' +
  'together, if the plan is right; it covers no fault of the plan.';

/** The two fits of a calibration: of the whole series, and of what came before the held-back time. */
export interface Fits {
  readonly whole: Fit;
  readonly before: Fit | null;
  /** Number of the first period that is held back; `periods` when none is. */
  readonly from: number;
}

/** Fits the whole series, and once more without its last `heldBack` periods. */
export function fitSeries(
  runs: readonly SeriesRun[],
  series: ObservedSeries,
  heldBack: number,
  draws: number,
): Fits {
  const all = series.figures.map((_, i) => i);
  const from = series.periods - heldBack;
  const before = all.filter(i => series.figures[i].number < from);
  if (heldBack > 0 && before.length === 0) {
    throw new RangeError(
      `All ${series.periods} ${series.every}s would be held back; hold back fewer, so that something is left to fit.`,
    );
  }
  return {
    whole: fitRuns(runs, series.figures, all, draws),
    before: heldBack > 0 ? fitRuns(runs, series.figures, before, draws) : null,
    from,
  };
}

/** Tells what the fits say, with the figures of runs under their draws (empty when none were made). */
export function describeCalibration(
  scenario: Scenario,
  series: ObservedSeries,
  seed: number,
  runs: number,
  { whole, before, from }: Fits,
  figures: {
    readonly whole: readonly (readonly number[])[];
    readonly before: readonly (readonly number[])[];
  },
): Calibration {
  const parameters = uncertainParameters(scenario).map((name, i) => learnedOf(scenario, name, i, whole));
  const fitted = figures.whole.length < 2 ? [] : againstObserved(series.figures, figures.whole);
  const later = series.figures.filter(figure => figure.number >= from);
  const foretold = figures.before.map(row => row.filter((_, i) => series.figures[i].number >= from));
  const checks = before === null || foretold.length < 2 ? [] : againstObserved(later, foretold);
  const inside = checks.filter(check => check.inside).length;
  const heldBack =
    checks.length === 0
      ? null
      : {
          from: later.map(figure => figure.period).sort()[0],
          checks,
          scores: scoresOf(checks, series),
          coverage: wilson(inside, checks.length),
          asFew: asFewInside(valuesOf(later), foretold),
        };
  const fittedAsFew = fitted.length === 0 ? 1 : asFewInside(valuesOf(series.figures), figures.whole);
  return {
    format: 'throughcare calibration 1',
    scenario: scenario.name,
    series: series.file,
    seed,
    runs,
    kept: whole.kept,
    method,
    parameters,
    beyond: whole.beyond,
    fitted,
    fittedAsFew,
    heldBack,
    words: wordsOf(parameters, fitted, fittedAsFew, heldBack, whole.beyond),
  };
}

function learnedOf(scenario: Scenario, name: string, index: number, fit: Fit): Learned {
  const parameter = scenario.parameters[name];
  const values = fit.draws.map(row => valueAtScore(parameter, row[index])).sort((a, b) => a - b);
  const at = (p: number): number => runAt(values, p);
  return {
    parameter: name,
    label: parameter.label,
    unit: parameter.unit,
    before: inWords(parameter),
    middle: at(0.5),
    low: at(0.025),
    high: at(0.975),
    narrowed: fit.scores[index].spread,
    told: fit.told[index],
    learned: fit.told[index] > toldAtLeast,
  };
}

function wordsOf(
  parameters: readonly Learned[],
  fitted: readonly FigureCheck[],
  fittedAsFew: number,
  heldBack: Calibration['heldBack'],
  beyond: boolean,
): string {
  const learned = parameters.filter(each => each.learned).length;
  const sentences = [
    learned === 0
      ? 'The series says nothing of any number that is not known already.'
      : `The series narrows or moves ${learned} of ${parameters.length} uncertain numbers.`,
  ];
  if (beyond) {
    sentences.push(
      'What was observed lies beyond what any run gave: the plan, or a range that it assumes, is wrong somewhere. Do not rely on these numbers.',
    );
  }
  if (fitted.length > 0) {
    const inside = fitted.filter(check => check.inside).length;
    sentences.push(
      `Of the ${fitted.length} figures that it was fitted to, ${inside} lie inside the interval that holds 95% of runs.${verdict(fittedAsFew, 'something that matters may not be in it, or it is surer than it should be')}`,
    );
  }
  if (heldBack !== null) {
    const inside = heldBack.checks.filter(check => check.inside).length;
    sentences.push(
      `Of ${heldBack.checks.length} figures from ${heldBack.from} on, which it had not seen, ${inside} do.${verdict(heldBack.asFew, 'it is surer of what comes than it should be')}`,
    );
  }
  return sentences.join(' ');
}

/** What is said where a plan that is right would seldom have so few inside. */
const verdict = (asFew: number, fault: string): string =>
  asFew <= seldomAsFew ? ` Where the plan is right, as few do in ${inWordsOf(asFew)} times: ${fault}.` : '';

const valuesOf = (figures: readonly ObservedFigure[]): number[] => figures.map(({ value }) => value);

/** The draws of one parameter in its own unit, in the order of the fit, so that pairs stay together. */
export function drawsOf(scenario: Scenario, name: string, fit: Fit): number[] {
  const index = uncertainParameters(scenario).indexOf(name);
  return fit.draws.map(row => valueAtScore(scenario.parameters[name], row[index]));
}
