import { timeInFlowQuantile } from '../../engine/statistics.ts';
import { parametersOfFlow } from '../../scenario/provenance.ts';
import type { Statistics } from '../../engine/statistics.ts';
import type { Scenario } from '../../scenario/scenario-schema.ts';
import { whatTheyWouldHave, whomItDeters } from '../deterred.ts';
import type { Column, FigureUnit } from './column.ts';
import type { Reading } from './reading.ts';

const meanings = {
  came: 'people who came in @',
  left: 'people who left the flow @',
  deterred: 'people who were deterred @',
  present: 'people anywhere in the flow @, averaged over time',
  arrested: 'arrests @, those of people detected reoffending among them',
  firstArrests: 'arrests @ that follow no detected reoffence',
  detectedReoffences: 'new offences that were detected @, by anybody in the flow',
  meanTimeInFlow: 'mean days from coming in to leaving, of those who left @',
  medianTimeInFlow: 'days from coming in to leaving that half of those who left @ took at most',
  upperQuartileTimeInFlow: 'days from coming in to leaving that 3 in 4 of those who left @ took at most',
  ninthDecileTimeInFlow: 'days from coming in to leaving that 9 in 10 of those who left @ took at most',
  percentile95TimeInFlow: 'days from coming in to leaving that 95 in 100 of those who left @ took at most',
  eventsAPerson: 'events a person who was ever in the flow, since the plan begins',
  detectedReoffencesAPerson:
    'new offences that were detected, a person who was ever in the flow, since the plan begins',
  meanStagesAPerson: 'stages that somebody came to, the mean of those who left since the plan begins',
  medianStagesAPerson: 'stages that half of those who left since the plan begins came to at most',
  ninthDecileStagesAPerson: 'stages that 9 in 10 of those who left since the plan begins came to at most',
} as const;

export type FlowFigure = keyof typeof meanings;

/** Everybody in the flow, whichever stage they are in. */
export function flowColumns(scenario: Scenario, order: readonly string[]): Column[] {
  const parameters = parametersOfFlow(scenario);
  const { name, arrivals, detectedReoffending } = scenario;
  const column = (
    statistic: FlowFigure,
    unit: FigureUnit,
    read: Column['read'],
    only?: Column['only'],
    words: string = meanings[statistic],
  ): Column => ({
    table: 'flow',
    key: `@.flow.${statistic}`,
    face: { statistic, unit },
    what: `${name}@: ${words}.`,
    parameters,
    read,
    ...(only ? { only } : {}),
  });
  const arrest = order.indexOf(detectedReoffending.returnsTo);
  const arrested = ({ s, period, years }: Reading): number => s.arrived[period * s.stages + arrest] / years;
  const detected = ({ s, period, years }: Reading): number => detectedIn(s, period) / years;
  const quantile =
    (p: number): Column['read'] =>
    ({ s, period }) =>
      timeInFlowQuantile(s, period, p);
  const ever = ({ run }: Reading): number => run.came + run.startedWith;
  return [
    column('came', 'people a year', cameIn(order.indexOf(arrivals.to))),
    column('left', 'people a year', ({ s, period, years }) => s.leftInPeriod[period] / years),
    ...(arrivals.deterred
      ? [
          column(
            'deterred',
            'people a year',
            ({ s, period, years }) => s.deterred[period] / years,
            undefined,
            `people who would have ${whatTheyWouldHave(whomItDeters(scenario))} @ and were deterred`,
          ),
        ]
      : []),
    column('present', 'people', ({ s, period, days }) => {
      let time = 0;
      for (let cell = period * s.stages; cell < (period + 1) * s.stages; cell++) {
        time += s.waitingTime[cell] + s.insideTime[cell];
      }
      return time / days;
    }),
    column('arrested', 'people a year', arrested),
    column('firstArrests', 'people a year', reading => arrested(reading) - detected(reading)),
    column('detectedReoffences', 'times a year', detected),
    column('meanTimeInFlow', 'days', ({ s, period }) => s.timeInFlowSum[period] / s.leftInPeriod[period]),
    column('medianTimeInFlow', 'days', quantile(0.5)),
    column('upperQuartileTimeInFlow', 'days', quantile(0.75)),
    column('ninthDecileTimeInFlow', 'days', quantile(0.9)),
    column('percentile95TimeInFlow', 'days', quantile(0.95)),
    column('eventsAPerson', 'events', reading => reading.run.events / ever(reading), 'whole'),
    column(
      'detectedReoffencesAPerson',
      'events',
      reading => {
        const { run } = reading;
        return run.periodEnds.reduce((sum, _, period) => sum + detectedIn(run, period), 0) / ever(reading);
      },
      'whole',
    ),
    column('meanStagesAPerson', 'stages', ({ s }) => meanVisits(s.visits, s.left), 'whole'),
    column('medianStagesAPerson', 'stages', ({ s }) => visitsOf(s.visits, 0.5 * s.left), 'whole'),
    column('ninthDecileStagesAPerson', 'stages', ({ s }) => visitsOf(s.visits, 0.9 * s.left), 'whole'),
  ];
}

/** Came to the first stage from outside: whoever came there and did not move there. */
export const cameIn =
  (to: number): Column['read'] =>
  ({ s, period, years }) => {
    const width = s.stages + 1;
    let came = s.arrived[period * s.stages + to];
    for (let from = 0; from < s.stages; from++) came -= s.moved[(period * s.stages + from) * width + to + 1];
    return came / years;
  };

/** Detected reoffences at any stage. */
function detectedIn(s: Statistics, period: number): number {
  let times = 0;
  for (let cell = period * s.stages; cell < (period + 1) * s.stages; cell++)
    times += s.happened[cell * s.risks];
  return times;
}

function meanVisits(visits: Float64Array, left: number): number {
  return visits.reduce((sum, people, stages) => sum + people * stages, 0) / left;
}

/** The number of stages that `wanted` people did not exceed; NaN when nobody left. */
function visitsOf(visits: Float64Array, wanted: number): number {
  let below = 0;
  const found = visits.findIndex(people => (below += people) > 0 && below >= wanted);
  return found === -1 ? Number.NaN : found;
}
