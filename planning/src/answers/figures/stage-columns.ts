import { meanWait, waitQuantile } from '../../engine/statistics.ts';
import { parametersBefore } from '../../scenario/provenance.ts';
import type { Scenario } from '../../scenario/scenario-schema.ts';
import { meanings } from '../plan-flow.ts';
import type { StageOutcome } from '../outcome.ts';
import { countAt, happenedAt } from './column.ts';
import type { Column, FigureUnit } from './column.ts';
import type { Reading } from './reading.ts';

/** What is told of a stage beside the flow's own figures, and what each means. */
const furtherMeanings = {
  medianWait: 'days that half of those who got a place @ waited at most',
  upperQuartileWait: 'days that 3 in 4 of those who got a place @ waited at most',
  percentile95Wait: 'days that 95 in 100 of those who got a place @ waited at most',
  percentile99Wait: 'days that 99 in 100 of those who got a place @ waited at most',
  beganAtOnceShare: 'of those who got a place @, the share that did not wait',
  meanWaiting: 'people waiting @, averaged over time',
  leftList: 'people who left the list @ without a place, for whatever reason',
  leftListShare: 'people who left the list @ without a place, as a share of those whose wait ended',
  orderEndedFirstShare:
    'people whose order ended @ before they had a place, as a share of those whose wait ended',
  refused: 'people who found the list full @',
  refusedShare: 'people who found the list full @, as a share of those who came',
  meanInside: 'people here, not waiting @, averaged over time',
  meanPlaces: 'places @, taken or not, averaged over time',
  utilisation: 'share of the places (of a group: seats) that were taken @, averaged over time',
} as const;

export type StageFigure = keyof StageOutcome | keyof typeof furtherMeanings;

/** Every figure of every stage, in the order of the flow; what a stage cannot have is left out. */
export function stageColumns(scenario: Scenario, order: readonly string[]): Column[] {
  return order.flatMap((stage, at) => {
    const { label, stay, places, groups, needs, patience, list } = scenario.stages[stage];
    const parameters = parametersBefore(scenario, stage);
    const cell = ({ s, period }: Reading): number => period * s.stages + at;
    const column = (
      statistic: StageFigure,
      unit: FigureUnit,
      read: Column['read'],
      only?: Column['only'],
    ): Column => ({
      table: 'statistics',
      key: `${stage}.@.${statistic}`,
      face: { stage, label, statistic, unit },
      what: `${label}@: ${wordsOf(statistic)}.`,
      parameters,
      read,
      ...(only ? { only } : {}),
    });
    const quantile =
      (p: number): Column['read'] =>
      ({ s, period }) =>
        waitQuantile(s, period, at, p);
    const leftList = (reading: Reading): number => {
      const { s, waitingBefore } = reading;
      const own = cell(reading);
      // Whoever came and neither found the list full nor got a place nor waits has left it.
      return waitingBefore(at) - s.waitingAtEnd[own] + s.arrived[own] - s.refused[own] - s.began[own];
    };
    // Who waited when the period began can leave in it: as a share of those who came that could be over one.
    const ofWaitsEnded =
      (count: (reading: Reading) => number): Column['read'] =>
      reading =>
        count(reading) / (reading.s.began[cell(reading)] + leftList(reading));
    const always = [
      column('came', 'people a year', countAt('arrived', at)),
      column('began', 'people a year', countAt('began', at)),
      column('completed', 'people a year', countAt('completed', at)),
      column('orderEndedFirst', 'people a year', countAt('expired', at)),
      column('detectedReoffences', 'times a year', happenedAt(0, at)),
      column('waiting', 'people', reading => reading.s.waitingAtEnd[cell(reading)], 'years'),
      column('waitingAYearBefore', 'people', ({ waitingBefore }) => waitingBefore(at), 'years'),
      column('inside', 'people', reading => reading.s.insideAtEnd[cell(reading)], 'years'),
      column('meanWait', 'days', ({ s, period }) => meanWait(s, period, at)),
      column('ninthDecileWait', 'days', quantile(0.9)),
    ];
    if (stay === 'instant') return always;
    const canWait = [
      column('medianWait', 'days', quantile(0.5)),
      column('upperQuartileWait', 'days', quantile(0.75)),
      column('percentile95Wait', 'days', quantile(0.95)),
      column('percentile99Wait', 'days', quantile(0.99)),
      column('beganAtOnceShare', 'share', reading => {
        const { beganAtOnce, began } = reading.s;
        return beganAtOnce[cell(reading)] / began[cell(reading)];
      }),
      column('meanWaiting', 'people', reading => reading.s.waitingTime[cell(reading)] / reading.days),
      column('leftList', 'people a year', reading => leftList(reading) / reading.years),
      column('leftListShare', 'share', ofWaitsEnded(leftList)),
    ];
    const expired = ofWaitsEnded(reading => reading.s.expired[cell(reading)]);
    const refused: Column['read'] = reading =>
      reading.s.refused[cell(reading)] / reading.s.arrived[cell(reading)];
    const ofPlaces = [
      column('meanPlaces', 'places', reading => reading.s.placeTime[cell(reading)] / reading.days),
      column('utilisation', 'share', reading => {
        const seats = reading.network.stages[at].groups?.atMost ?? 1;
        const seatTime = reading.s.placeTime[cell(reading)] * seats;
        return seatTime > 0 ? reading.s.insideTime[cell(reading)] / seatTime : Number.NaN;
      }),
    ];
    return [
      ...always,
      ...(places || groups || needs ? canWait : []),
      ...(patience ? [column('orderEndedFirstShare', 'share', expired)] : []),
      ...(list
        ? [
            column('refused', 'people a year', countAt('refused', at)),
            column('refusedShare', 'share', refused),
          ]
        : []),
      column('meanInside', 'people', reading => reading.s.insideTime[cell(reading)] / reading.days),
      ...(places ? ofPlaces : []),
    ];
  });
}

function wordsOf(statistic: StageFigure): string {
  return statistic in furtherMeanings
    ? furtherMeanings[statistic as keyof typeof furtherMeanings]
    : meanings[statistic as keyof StageOutcome].replace('in the year', '@');
}
