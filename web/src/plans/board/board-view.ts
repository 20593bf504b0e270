import type { Chart } from '@throughcare/charts';
import type { Assumption, Difference, PlanResult } from '@throughcare/planning';
import { SHEET, fanChart, fanCharts, tornadoChart, tornadoTitle } from '../figures.ts';
import { lookBackView, type LookBackView } from '../look-back/look-back-view.ts';
import { conclusionEnds, type ConclusionEnd } from '../conclusion.ts';
import { mainFigures, sidesOf, type MainFigures, type Opened } from '../main-figures.ts';
import { cautionsIn, conclusionOf, inPieces, sayRuns } from '../plan-view.ts';
import type { PlanAnswer } from '../try/plan-answer.ts';

/** A plan as a board reads it: what was asked, the answer, what decides it, and how sure it is. */
export interface BoardView {
  readonly asked: string;
  readonly sentence: ReturnType<typeof inPieces>;
  readonly cautions: readonly string[];
  /** The figures of the conclusion with their intervals. */
  readonly ends: readonly ConclusionEnd[];
  readonly begins: string;
  readonly years: number;
  readonly replications: number;
  readonly draft: boolean;
  readonly bothSides: boolean;
  /** The answer by comparison: one with each of the others. */
  readonly answers: readonly { readonly against: string; readonly sentences: readonly string[] }[];
  readonly figures: MainFigures;
  readonly waiting: readonly Chart[];
  /** What decides each comparison. */
  readonly decides: readonly {
    readonly against: string;
    readonly title: string;
    /** Undefined where no assumption stands out of chance. */
    readonly tornado: Chart | undefined;
    readonly words: readonly string[];
  }[];
  /** Without a source, those first that move the answer most. */
  readonly unsourced: readonly Assumption[];
  readonly moreUnsourced: number;
  readonly sourced: number;
  readonly doesNotWeigh: readonly string[];
  readonly lookBack: LookBackView | undefined;
  readonly method: string;
}

/** So many assumptions without a source stand on the sheet; the others are a click away, and counted. */
const MOST_UNSOURCED = 8;

export function boardView(answer: PlanAnswer, opened: Opened): BoardView {
  const [first] = answer;
  const sides = sidesOf(answer);
  const names = sides.map(({ result, at }) => result.scenarios[at].name);
  const figures = mainFigures(answer, opened);
  const assumptions = eachOnce(answer.flatMap(result => result.assumptions));
  const unsourced = assumptions.filter(one => !one.sourced);
  const sideNames = figures.scenarios.map(({ side }) => side);
  return {
    asked: `What follows over ${first.years} years from ${listed(names.map(name => `“${name}”`))}, for the same people with the same luck?`,
    sentence: inPieces(conclusionOf(first)),
    cautions: cautionsIn(answer),
    ends: conclusionEnds(answer, opened),
    begins: first.begins,
    years: first.years,
    replications: first.replications,
    draft: first.draft,
    bothSides: sideNames.includes('more custody') && sideNames.includes('more programmes'),
    answers: answer.map(result => ({
      against: result.scenarios[1].name,
      sentences: result.differences.map(sayDifference),
    })),
    figures,
    waiting:
      answer.length === 1
        ? [forPaper(fanChart(first, SHEET))]
        : fanCharts(sides.map(({ result, at }) => result.waiting[at])).map(forPaper),
    decides: answer.map((result, i) => ({
      against: result.scenarios[1].name,
      title: tornadoTitle(result.tornado),
      tornado: tornadoChart(result, `tornado-${i + 1}`, SHEET),
      words: runWords(result),
    })),
    unsourced: unsourced.slice(0, MOST_UNSOURCED),
    moreUnsourced: Math.max(0, unsourced.length - MOST_UNSOURCED),
    sourced: assumptions.length - unsourced.length,
    doesNotWeigh: [...new Set(answer.flatMap(result => result.doesNotWeigh))],
    lookBack: lookBackView(first, SHEET),
    method: first.method,
  };
}

/** One difference as a sentence with its interval: "Wait for a place, year five: 6 months longer (4 to 8 months longer)." */
function sayDifference({ title, words, interval, why, runsNeeded }: Difference): string {
  const needed =
    runsNeeded === null ? '' : ` To tell takes ${runsNeeded.toLocaleString('en-GB')} runs at least.`;
  return `${title}: ${words[0].toLowerCase()}${words.slice(1)} (${interval}).${needed}${why === null ? '' : ` ${why}`}`;
}

/** Whether the runs were enough for the detected reoffences, how much is chance, and which assumption moves them. */
function runWords(result: PlanResult): readonly string[] {
  const own = result.sampling.find(({ measure }) => measure === 'detectedReoffences')!;
  return sayRuns(own, result);
}

/** The table beside a picture fits a sheet: the middle run with nine in ten, without the half. */
function forPaper(chart: Chart): Chart {
  const { columns, rows } = chart.table;
  const kept = columns.flatMap((name, i) => (name.endsWith('half of all runs') ? [] : i));
  const pick = (row: readonly string[]) => kept.map(i => row[i]);
  return { ...chart, table: { ...chart.table, columns: pick(columns), rows: rows.map(pick) } };
}

const eachOnce = (all: readonly Assumption[]) => [
  ...new Map(all.map(one => [`${one.parameter} ${one.text}`, one])).values(),
];

const listed = (names: readonly string[]) => `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
