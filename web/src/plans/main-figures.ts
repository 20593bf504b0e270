import { runsHeld, signedInWords } from '@throughcare/planning';
import type { Estimate, Figure, PlanResult, ScenarioFace } from '@throughcare/planning';
import type { Href } from '../frame/path.ts';
import { yearsTitle } from './number/plan-words.ts';
import { people, sayDays, sayPounds, yearWords } from './numbers.ts';
import type { PlanAnswer } from './try/plan-answer.ts';

/** Where a number of one of the comparisons opens. */
export type Opened = (number: string, comparison: number) => Href;

/** The figures that decide it, under every scenario its own with the interval. */
export interface MainFigures {
  /** What the intervals hold: "95% of runs", or all of few. */
  readonly held: string;
  readonly scenarios: readonly ScenarioFace[];
  /** A row each; a figure that a plan does not have has no cell. */
  readonly rows: readonly { readonly title: string; readonly cells: readonly (Cell | undefined)[] }[];
  /** What differs from the first scenario; the first has no cell. */
  readonly differences: readonly { readonly title: string; readonly cells: readonly (Cell | undefined)[] }[];
}

export interface Cell {
  readonly middle: string;
  /** What is to be expected, which lies off the middle where few runs are far from the rest. */
  readonly mean: string | undefined;
  readonly between: string | undefined;
  /** Which runs have no such figure. */
  readonly why: string | undefined;
  readonly opened: Href;
}

/** One scenario of an answer: the comparison that it stands in, and on which side of it. */
interface Side {
  readonly result: PlanResult;
  readonly at: 0 | 1;
  readonly comparison: number;
}

type Say = (value: number) => string;

/** Every scenario of an answer, the first once. */
export function sidesOf(answer: PlanAnswer): readonly Side[] {
  return [
    { result: answer[0], at: 0, comparison: 0 },
    ...answer.map((result, comparison) => ({ result, at: 1 as const, comparison })),
  ];
}

export function mainFigures(answer: PlanAnswer, opened: Opened): MainFigures {
  const sides = sidesOf(answer);
  const [first] = answer;
  const cellsOf = (pick: (side: Side) => Told | null | undefined, say: Say) =>
    sides.map(side => {
      const estimate = pick(side);
      return estimate ? cell(estimate, say, opened, side.comparison) : undefined;
    });
  const each = (measure: number) => (side: Side) => side.result.differences[measure].each[side.at];
  const rows = [
    {
      title: `People waiting for a place, end of ${yearWords(first.drawnYear)}`,
      cells: cellsOf(({ result, at }) => placeOf(result, at).waiting, people),
    },
    {
      title: first.differences[0].title,
      cells: cellsOf(({ result, at }) => placeOf(result, at).meanWait, sayDays),
    },
    { title: first.differences[1].title, cells: cellsOf(each(1), sayPounds) },
    { title: first.differences[2].title, cells: cellsOf(each(2), people) },
    {
      title: `${yearsTitle(first)}, over ${first.years} years`,
      cells: cellsOf(({ result, at }) => result.welfare[at].yearsUnderInvestigation, people),
    },
    {
      title: `Deaths by suicide to be expected over ${first.years} years`,
      cells: cellsOf(({ result, at }) => result.welfare[at].deaths, people),
    },
  ];
  return {
    held: runsHeld(first.replications),
    scenarios: sides.map(({ result, at }) => result.scenarios[at]),
    rows: rows.filter(row => row.cells.some(one => one !== undefined)),
    differences: first.differences.map(({ title }, measure) => ({
      title,
      cells: answer.map(({ differences }, comparison) => {
        const { words, interval, id, unit, mean, why, conclusion } = differences[measure];
        return {
          middle: words,
          // A mean has a side, and none is named where the runs cannot tell (E13).
          mean: mean === null || conclusion === 'cannot tell yet' ? undefined : signedInWords(unit, mean),
          between: interval,
          why: why ?? undefined,
          opened: opened(id, comparison),
        };
      }),
    })),
  };
}

type Told = Figure | Estimate;

function placeOf(result: PlanResult, at: 0 | 1) {
  return result.flows[at].stages.find(({ stage }) => stage === result.scenarios[at].place)!;
}

function cell(told: Told, say: Say, opened: Opened, comparison: number): Cell {
  const { id, middle, low, high, mean } = told;
  const has = middle !== null && !Number.isNaN(middle);
  return {
    middle: has ? say(middle) : 'No figure',
    mean: mean === null || !has ? undefined : say(mean),
    between: low === null || high === null || !has ? undefined : `${say(low)} to ${say(high)}`,
    why: 'why' in told && told.why !== null ? told.why : undefined,
    opened: opened(id, comparison),
  };
}
