import { stageOrder } from '../scenario/compile.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { cellsOf } from './compared/cell.ts';
import type { Outcome, StageOutcome } from './outcome.ts';
import { meanings } from './plan-flow.ts';

/** Reads one figure from one run; not finite where the run has none. */
export type FigureReader = (outcome: Outcome) => number;

/** How each figure of a plan in some years and over all of them is read from a run, by what its id ends with: `0.cost` is `cost` of the first plan. */
export function figureReaders(
  scenario: Scenario,
  years: readonly number[],
  warmUp: number,
): Map<string, FigureReader> {
  const readers = new Map<string, FigureReader>(mainReaders(scenario));
  for (const cells of Object.values(cellsOf(scenario, years, warmUp)))
    for (const { key, read } of cells) readers.set(key, read);
  return readers;
}

/** Of what an answer tells first: the sums over all years, and the drawn year's flow. */
function mainReaders(scenario: Scenario): Map<string, FigureReader> {
  const { risks, welfare } = scenario;
  const order = stageOrder(scenario);
  const statistics = Object.keys(meanings) as (keyof StageOutcome)[];
  return new Map<string, FigureReader>([
    ['wait', outcome => outcome.wait],
    ['cost', outcome => outcome.cost],
    ['detectedReoffences', outcome => outcome.detectedReoffences],
    ['deterredFirstArrests', outcome => outcome.deterredInAll],
    ...Object.keys(risks ?? {}).map((risk): [string, FigureReader] => [
      `risk.${risk}`,
      ({ happened }) => happened[risk],
    ]),
    ['yearsUnderInvestigation', outcome => outcome.yearsUnderInvestigation],
    ...(welfare ? [['deaths', ({ deaths }) => deaths!] as [string, FigureReader]] : []),
    ['arrested', outcome => outcome.arrested],
    ['deterred', outcome => outcome.deterred],
    ...order.flatMap((stage, at) =>
      statistics.map((statistic): [string, FigureReader] => [
        `${stage}.${statistic}`,
        ({ stages }) => stages[at][statistic],
      ]),
    ),
    ...order.flatMap((from, i) =>
      ['leaves', ...order].map((to, j): [string, FigureReader] => [
        `${from}.to.${to}`,
        ({ moved }) => moved[i][j],
      ]),
    ),
  ]);
}
