import type { Chart } from '@throughcare/charts';
import { runsHeld, signedInWords } from '@throughcare/planning';
import type { Difference, PlanResult, Sampling, ScenarioFace } from '@throughcare/planning';
import type { Href } from '../frame/path.ts';
import { everyFigure, type EveryFigure } from './every-figure/every-figure-view.ts';
import { conclusionEnds, type ConclusionEnd } from './conclusion.ts';
import { hasArrests, whomIn, yearsTitle } from './number/plan-words.ts';
import { differenceChart, fanChart, sayLine, tornadoChart, tornadoTitle } from './figures.ts';
import { lookBackView, type LookBackView } from './look-back/look-back-view.ts';
import { people, peopleBetween } from './numbers.ts';
import { flowCharts } from './flow/flow-figure.ts';
import { rowsOfFlows, type FlowRows } from './flow/flow-rows.ts';

export interface PlanView {
  /** The conclusion in pieces, the numbers that answer standing out. */
  readonly sentence: readonly { readonly text: string; readonly strong: boolean }[];
  /** What must be known before any figure, which the sentence leaves to its own place on the page. */
  readonly cautions: readonly string[];
  /** The figures of the conclusion with their intervals. */
  readonly ends: readonly ConclusionEnd[];
  readonly replications: number;
  /** What the lines of the intervals hold: "95% of runs", or all of few. */
  readonly held: string;
  readonly years: number;
  readonly draft: boolean;
  readonly bothSides: boolean;
  readonly scenarios: readonly ScenarioFace[];
  readonly flows: readonly Chart[];
  /** The figures of each flow, in the same order. */
  readonly flowRows: readonly FlowRows[];
  readonly differences: readonly ShownDifference[];
  /** First arrests that a threat would prevent, of the scenarios that assume any (E41). */
  readonly deterred: readonly {
    readonly whom: string;
    readonly name: string;
    readonly middle: string;
    readonly between: string;
    readonly opened: Href;
  }[];
  readonly waiting: Chart;
  /** Every figure of both, and what differs. */
  readonly every: EveryFigure;
  /** Whether people come in by an arrest, and what the years are called that are counted from there. */
  readonly arrests: boolean;
  readonly yearsTitle: string;
  /** What waiting does to people, by scenario. */
  readonly welfare: readonly ShownWelfare[];
  /** Whether the runs were enough, and how much of the spread is chance, for each of the differences. */
  readonly sampling: readonly { readonly title: string; readonly words: readonly string[] }[];
  /** Undefined where nothing stands out of chance. */
  readonly tornado: Chart | undefined;
  readonly decides: string;
  readonly tornadoMethod: string;
  readonly method: string;
  readonly unsourced: number;
  readonly assumptions: number;
  readonly doesNotWeigh: readonly string[];
  readonly lookBack: LookBackView | undefined;
}

interface ShownDifference {
  readonly title: string;
  readonly words: string;
  readonly interval: string;
  /** The mean of the runs, beside the middle of them. */
  readonly mean: string | undefined;
  readonly line: string;
  readonly chart: Chart | undefined;
  readonly opened: Href;
}

interface ShownWelfare {
  readonly name: string;
  readonly years: string;
  readonly yearsMean: string;
  readonly yearsBetween: string;
  readonly yearsOpened: Href;
  readonly deaths:
    | {
        readonly middle: string;
        readonly mean: string;
        readonly between: string;
        readonly opened: Href;
      }
    | undefined;
}

/** @param opened where a number of the plan opens, by its id */
export function planView(result: PlanResult, opened: (number: string) => Href): PlanView {
  const first = result.scenarios[0].name;
  return {
    sentence: inPieces(conclusionOf(result)),
    cautions: cautionsIn([result]),
    ends: conclusionEnds([result], opened),
    replications: result.replications,
    held: runsHeld(result.replications),
    years: result.years,
    draft: result.draft,
    bothSides: result.bothSides,
    scenarios: result.scenarios,
    flows: flowCharts(result),
    flowRows: rowsOfFlows(result, opened),
    differences: result.differences.map(difference => shownDifference(difference, first, opened)),
    deterred: result.deterredFirstArrests.flatMap((estimate, i) =>
      estimate.high === 0
        ? []
        : [
            {
              name: result.scenarios[i].name,
              whom: whomIn(result, estimate.whom),
              middle: people(estimate.middle),
              between: peopleBetween(estimate),
              opened: opened(estimate.id),
            },
          ],
    ),
    waiting: fanChart(result),
    every: everyFigure(result, opened),
    arrests: hasArrests(result),
    yearsTitle: yearsTitle(result),
    welfare: result.welfare.map(({ scenario, yearsUnderInvestigation: years, deaths }) => ({
      name: scenario,
      years: people(years.middle),
      yearsMean: people(years.mean),
      yearsBetween: peopleBetween(years),
      yearsOpened: opened(years.id),
      deaths: deaths
        ? {
            middle: people(deaths.middle),
            mean: people(deaths.mean),
            between: peopleBetween(deaths),
            opened: opened(deaths.id),
          }
        : undefined,
    })),
    sampling: result.sampling.map((sampling, i) => ({
      title: result.differences[i].title,
      words: sayRuns(sampling, result),
    })),
    tornado: tornadoChart(result),
    decides: tornadoTitle(result.tornado),
    tornadoMethod: result.tornado.method,
    method: result.method,
    unsourced: result.assumptions.filter(one => !one.sourced).length,
    assumptions: result.assumptions.length,
    doesNotWeigh: result.doesNotWeigh,
    lookBack: lookBackView(result),
  };
}

/** The sentence of a result ends with its cautions, for whoever has nothing else; a page has a place for them. */
export function conclusionOf({ sentence, cautions }: PlanResult): string {
  const said = ` ${cautions.join(' ')}`;
  return cautions.length > 0 && sentence.endsWith(said) ? sentence.slice(0, -said.length) : sentence;
}

/** Of every comparison, each once. */
export function cautionsIn(answer: readonly PlanResult[]): readonly string[] {
  return [...new Set(answer.flatMap(({ cautions }) => cautions))].map(inQuotes);
}

const inQuotes = (words: string) => words.replaceAll(/"([^"]*)"/g, '“$1”');

function shownDifference(
  difference: Difference,
  first: string,
  opened: (number: string) => Href,
): ShownDifference {
  const { title, words, interval, unit, mean, conclusion } = difference;
  return {
    title,
    words,
    interval,
    // A mean has a side, and none is named where the runs cannot tell (E13).
    mean: mean === null || conclusion === 'cannot tell yet' ? undefined : signedInWords(unit, mean),
    line: sayLine(difference),
    chart: differenceChart(difference, first),
    opened: opened(difference.id),
  };
}

/** Whether more runs would help, and whether anything would but knowing more. */
export function sayRuns(
  { precision, toldApart, shares, breakEven, noBreakEven }: Sampling,
  { scenarios, assumptions }: PlanResult,
): string[] {
  const words: string[] = [];
  if (precision) {
    const { share, low, high } = precision.firstHasLess;
    words.push(
      precision.words,
      `“${scenarios[0].name}” has less in ${inHundred(share)} of 100 runs (${inHundred(low)} to ${inHundred(high)}).`,
    );
  } else words.push('Some runs have no such figure, so whether they were enough is not known.');
  if (toldApart) {
    const { unknownShare, low, high } = toldApart;
    words.push(
      `${inHundred(unknownShare)} in 100 of the spread is what we don’t know (${inHundred(low)} to ${inHundred(high)}); the rest is chance.`,
    );
  }
  const [most] = shares;
  const label = assumptions.find(one => one.parameter === most?.parameter)?.label;
  if (most && most.low > 0 && label) {
    words.push(
      `One assumption, “${label}”, moves it most: ${inHundred(most.share)} in 100 of the spread (${inHundred(most.low)} to ${inHundred(most.high)}).`,
    );
  }
  for (const { parameter, at, low, high } of breakEven) {
    const assumed = assumptions.find(one => one.parameter === parameter);
    if (assumed) {
      words.push(
        `Both come out even where “${assumed.label}” is ${three(at)} ${unitWords(assumed.unit)} (${three(low)} to ${three(high)}), by a line through the runs, all else being as uncertain as it is.`,
      );
    }
  }
  words.push(...noBreakEven.map(({ why }) => why));
  return words;
}

const three = (value: number) => value.toLocaleString('en-GB', { maximumSignificantDigits: 3 });

const unitWords = (unit: string) => (unit === 'hazard ratio' ? 'times the hazard' : unit);

const inHundred = (share: number) => Math.round(100 * share);

/** Numbers of people, and that we cannot tell, stand out from the sentence; how many runs there are does not. */
export function inPieces(sentence: string): { text: string; strong: boolean }[] {
  return (
    sentence
      .split(/(\([^)]*\)|\d[\d,]*(?![\d,]*\d)(?! runs)(?: people waiting)?|we cannot tell yet)/)
      // An interval, in brackets, stands beside its number and is as plain as the words.
      .map((text, i) => ({ text, strong: i % 2 === 1 && !text.startsWith('(') }))
      .filter(piece => piece.text !== '')
  );
}
