import { meanWaitBy, waitQuantileBy } from '../engine/by-attribute.ts';
import type { Statistics } from '../engine/statistics.ts';
import { stageOrder } from '../scenario/compile.ts';
import { parametersBefore } from '../scenario/provenance.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { estimate, howOfHeld } from './estimate.ts';
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
  detectedReoffences: 'times that somebody here was detected in a new offence in the year',
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
      const { values, arrived, began, waitingAtEnd, insideAtEnd, happened } = s.by[row];
      const found: number[] = [];
      for (let cell = 0; cell < years * s.stages * values; cell++) {
        const at = Math.floor(cell / values);
        const where = [Math.floor(at / s.stages), at % s.stages, row, cell % values] as const;
        found.push(
          ...[arrived, began, waitingAtEnd, insideAtEnd].map(counts => counts[cell]),
          meanWaitBy(s, ...where),
          waitQuantileBy(s, ...where, 0.9),
          happened[cell * s.risks],
        );
      }
      return [name, Float64Array.from(found)];
    }),
  );
}

/** One of these figures, and how it is read from a run; NaN where the run has none. */
interface AttributeCell {
  readonly key: string;
  readonly face: Omit<AttributeStatistic, keyof Estimate>;
  readonly what: string;
  readonly parameters: readonly string[];
  readonly read: (outcome: Outcome) => number;
}

/** All of them in some years. */
export function attributeCells(scenario: Scenario, years: readonly number[]): AttributeCell[] {
  const order = stageOrder(scenario);
  return years.flatMap(year =>
    order.flatMap((stage, at) => {
      const { label, stay } = scenario.stages[stage];
      // Nobody waits at a fork or is found there.
      if (stay === 'instant') return [];
      const parameters = parametersBefore(scenario, stage);
      return Object.entries(scenario.attributes ?? {}).flatMap(([attribute, values]) =>
        values.flatMap((value, v) =>
          figures.map((statistic, figure): AttributeCell => {
            const cell = ((year - 1) * order.length + at) * values.length + v;
            return {
              key: `${stage}.${year}.${attribute}.${value}.${statistic}`,
              face: { year, stage, label, attribute, value, statistic },
              what: `${label}, year ${year}, people whose ${attribute} is ${value}: ${meanings[statistic]}.`,
              parameters,
              read: ({ byAttribute }) => byAttribute[attribute][cell * figures.length + figure],
            };
          }),
        ),
      );
    }),
  );
}

/** Those of some years with their intervals; a wait that no run has is left out. Writes where each came from. */
export function byAttributeOf(
  scenario: Scenario,
  index: number,
  outcomes: readonly Outcome[],
  years: readonly number[],
  provenance: Record<string, Provenance>,
): AttributeStatistic[] {
  return attributeCells(scenario, years).flatMap(
    ({ key, face, what, parameters, read }): AttributeStatistic[] => {
      const all = outcomes.map(read);
      const held = all.filter(value => !Number.isNaN(value));
      if (held.length === 0) return [];
      const id = `${index}.${key}`;
      provenance[id] = { what, how: howOfHeld(held.length, all.length), parameters };
      return [{ ...estimate(id, held), ...face }];
    },
  );
}
