import { describeAlone } from '../../../src/answers/alone.ts';
import type { PlanAlone } from '../../../src/answers/alone.ts';
import type { Estimate } from '../../../src/answers/plan-result.ts';
import { replicate } from '../../../src/answers/replicate.ts';
import type { Scenario } from '../../../src/scenario/scenario-schema.ts';
import { madeUp } from '../../scenario/made-up.ts';

export function described(plan: Scenario, seed: number, runs: number, warmUp = 0): PlanAlone {
  return describeAlone(plan, 0, seed, replicate([plan], seed, runs, undefined, warmUp));
}

/** The one figure over all years that fits. */
export function over({ whole }: PlanAlone, statistic: string, stage?: string): Estimate {
  const rows = [...whole.statistics, ...whole.flow, ...whole.resources] as (Estimate & {
    statistic: string;
    stage?: string;
  })[];
  return rows.find(each => each.statistic === statistic && each.stage === stage)!;
}

/** Everything that a plan can have: a list with an end, patience, a group, staff, openings that cost, two risks. */
export const everything = madeUp({
  years: 4,
  again: 'often',
  arrivals: ', deterred: { share: deter, after: later }',
  rest: `attributes: { course: [none, finished] }
resources: { staff: { label: Staff, places: { start: hands, openings: [{ after: later, places: more, costPerPlace: hire }] } } }
risks:
  death: { label: Deaths, share: some, within: year, to: leaves }
  unseen: { label: Unseen, share: some, within: year, to: goes unseen }
`,
  numbers: {
    rate: '30 people a month',
    often: '20 in 100',
    some: '10 in 100',
    deter: '10 in 100',
    later: '18 months',
    hands: '14 places',
    more: '2 places',
    hire: '1000 £',
    hold: '1 places',
    seats: '8 places',
    extra: '1 places',
    build: '5000 £',
    mean: '9 days',
    long: '60 days',
    order: '40 days',
    most: '12 people',
    waiting: '5 people',
    rooms: '2 groups',
    least: '3 people',
    greatest: '6 people',
    one: '1 hazard ratio',
    half: '50 in 100',
    each: '20 £',
    start: '300 £',
    held: '4000 £ a year',
  },
  stages: `desk:
  label: Desk
  places: { start: seats, openings: [{ after: later, places: extra, costPerPlace: build }] }
  needs: { staff: hold }
  atStart: { waiting: waiting }
  stay: { exponential: { mean: mean } }
  list: { most: most, to: away }
  patience: { length: { fixed: order }, to: away }
  next: [{ shares: { course: half }, rest: away }]
  detectedReoffending: { waiting: one, inside: one }
  risks: { death: { waiting: one, inside: one } }
  cost: { perArrival: each, perYearInside: held }
course:
  label: Course
  places: { start: rooms }
  groups: { atLeast: least, atMost: greatest }
  needs: { staff: hold }
  stay: { fixed: long }
  sets: { course: finished }
  next: [{ rest: away }]
  detectedReoffending: { inside: one }
  cost: { perStart: start }
away:
  label: Away
  stay: { exponential: { mean: long } }
  next: [{ rest: leaves }]
  detectedReoffending: { inside: one }
  risks: { death: { inside: one }, unseen: { inside: one } }`,
});
