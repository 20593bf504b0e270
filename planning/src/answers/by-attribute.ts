import { meanWaitBy, waitQuantileBy } from '../engine/by-attribute.ts';
import type { Statistics } from '../engine/statistics.ts';
import { stageOrder } from '../scenario/compile.ts';
import { parametersBefore } from '../scenario/provenance.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { estimate } from './estimate.ts';
import type { Outcome } from './outcome.ts';
import type { Estimate, Provenance } from './plan-result.ts';

/** What is told of the people who carry one value, and what it means. */
const meanings = {
  came: 'came to this stage in the year',
  began: 'got a place in the year',
  waiting: 'wait at the end of the year',
  inside: 'are here, not waiting, at the end of the year',
  meanWait: 'mean days waited by those who got a place in the year',
  ninthDecileWait: 'days that 9 in 10 of those who got a place in the year waited at most',
} as const;

type ValueFigure = keyof typeof meanings;
const figures = Object.keys(meanings) as ValueFigure[];

/** A statistic of one stage and year among the people who carry one value of an attribute, with its interval. */
export interface AttributeStatistic extends Estimate {
  readonly year: number;
  readonly stage: string;
  readonly label: string;
  readonly attribute: string;
  readonly value: string;
  readonly statistic: ValueFigure;
}

/** Figures of one run by attribute: [((year * stages + stage) * values + value) * figures + figure]. */
export type AttributeFigures = Readonly<Record<string, Float64Array>>;

export function attributeFiguresOf({ attributes, years }: Scenario, s: Statistics): AttributeFigures {
  return Object.fromEntries(
    Object.keys(attributes ?? {}).map((name, row) => {
      const { values, arrived, began, waitingAtEnd, insideAtEnd } = s.by[row];
      const found: number[] = [];
      for (let cell = 0; cell < years * s.stages * values; cell++) {
        const at = Math.floor(cell / values);
        const where = [Math.floor(at / s.stages), at % s.stages, row, cell % values] as const;
        found.push(
          ...[arrived, began, waitingAtEnd, insideAtEnd].map(counts => counts[cell]),
          meanWaitBy(s, ...where),
          waitQuantileBy(s, ...where, 0.9),
        );
      }
      return [name, Float64Array.from(found)];
    }),
  );
}

/** Those of some years with their intervals; a wait that some run has not is left out. Writes where each came from. */
export function byAttributeOf(
  scenario: Scenario,
  index: number,
  outcomes: readonly Outcome[],
  years: readonly number[],
  provenance: Record<string, Provenance>,
): AttributeStatistic[] {
  const order = stageOrder(scenario);
  const how = `Middle of ${outcomes.length} runs; the interval holds 95% of them.`;
  return years.flatMap(year =>
    order.flatMap((stage, at) => {
      const { label, stay } = scenario.stages[stage];
      // Nobody waits at a fork or is found there.
      if (stay === 'instant') return [];
      const parameters = parametersBefore(scenario, stage);
      return Object.entries(scenario.attributes ?? {}).flatMap(([attribute, values]) =>
        values.flatMap((value, v) =>
          figures.flatMap((statistic, figure): AttributeStatistic[] => {
            const cell = ((year - 1) * order.length + at) * values.length + v;
            const all = outcomes.map(
              ({ byAttribute }) => byAttribute[attribute][cell * figures.length + figure],
            );
            if (all.some(Number.isNaN)) return [];
            const id = `${index}.${stage}.${year}.${attribute}.${value}.${statistic}`;
            const what = `${label}, year ${year}, people whose ${attribute} is ${value}: ${meanings[statistic]}.`;
            provenance[id] = { what, how, parameters };
            return [{ ...estimate(id, all), year, stage, label, attribute, value, statistic }];
          }),
        ),
      );
    }),
  );
}
