import type { AttributeStatistics } from './by-attribute.ts';
import { refuseNoNumber, refuseNoWhole } from './refuse/argument.ts';
import { refuse } from './refuse/sentence.ts';
import { quantileOfBins, waitBins } from './wait-bins.ts';

/**
 * What a run leaves behind. Counts are indexed [period * stages + stage]; every figure is kept while the run
 * goes on, and nothing about any one person.
 */
export interface Statistics {
  readonly stages: number;
  readonly periodEnds: readonly number[];
  /** Came to the stage from outside or from another stage (those there at the start are not counted). */
  readonly arrived: Float64Array;
  /** Got a place. */
  readonly began: Float64Array;
  /** Stayed to the end of their time there. */
  readonly completed: Float64Array;
  /** Left the list because their patience ended (their order ran out). */
  readonly expired: Float64Array;
  /** Found the list full. */
  readonly refused: Float64Array;
  /** Got a place at once. */
  readonly beganAtOnce: Float64Array;
  /** Sum of the waits of those who began. */
  readonly waitSum: Float64Array;
  /** Person-time waiting and inside. */
  readonly waitingTime: Float64Array;
  readonly insideTime: Float64Array;
  /** The square of how many were inside, over time: with insideTime, how much it went up and down. */
  readonly insideSquareTime: Float64Array;
  /** Places, taken or not, over time. */
  readonly placeTime: Float64Array;
  /** People waiting and inside when the period ended. */
  readonly waitingAtEnd: Float64Array;
  readonly insideAtEnd: Float64Array;
  /** Of each stage, who waits at the end of the run and would for ever: no place, and nothing else, will come. */
  readonly waitingForEver: Float64Array;
  /** How long those who wait at the end of the run have waited by then: [stage * waitBins + bin]. */
  readonly waitedAtEnd: Uint32Array;
  /** [(period * stages + from) * (stages + 1) + to + 1]; to = -1 is out. */
  readonly moved: Float64Array;
  /** Waits of those who began: [(period * stages + stage) * waitBins + bin]. */
  readonly waitCounts: Uint32Array;
  /** What each risk did: [(period * stages + stage) * risks + risk]. */
  readonly risks: number;
  readonly happened: Float64Array;
  /**
   * Who began, and the sum of their waits, by priority class (who fits none last):
   * [period * classOffset.at(-1) + classOffset[stage] + class].
   */
  readonly classOffset: Int32Array;
  readonly beganOfClass: Float64Array;
  readonly waitSumOfClass: Float64Array;
  /** The same by what people carry, a row of `countBy` of the network each. */
  readonly by: readonly AttributeStatistics[];
  /** Units of each resource held, over time: [period * resources + resource]. */
  readonly resources: number;
  readonly unitTime: Float64Array;
  /** Per period: who left the flow, and the sum of their times in it. */
  readonly leftInPeriod: Float64Array;
  readonly timeInFlowSum: Float64Array;
  /** Times in the flow of those who left: [period * waitBins + bin]; null where the network does not ask. */
  readonly timeInFlowCounts: Uint32Array | null;
  /** Of those who left, how many had come to 0, 1, 2 ... stages; the last entry: that many or more. */
  readonly visits: Float64Array;
  /** Per period: would have come and did not. */
  readonly deterred: Float64Array;
  /** Whole run: came from outside, were there at the start, left, are there at the end, events dealt with. */
  came: number;
  startedWith: number;
  left: number;
  present: number;
  events: number;
  /** Why the run stopped before its end, and when: everything above is what was known by then. */
  stopped: { readonly at: number; readonly why: string } | null;
}

/** Entries of `visits`. */
const visitBins = 257;

/** How many of each thing statistics are kept for. */
interface Sizes {
  readonly stages: number;
  readonly periodEnds: readonly number[];
  readonly risks: number;
  readonly resources: number;
  /** Priority classes of each stage, without who fits none. */
  readonly classes: readonly number[];
  readonly by: readonly AttributeStatistics[];
  readonly timesInFlow: boolean;
}

export function emptyStatistics({
  stages,
  periodEnds,
  risks,
  resources,
  classes: classesOf,
  by,
  timesInFlow,
}: Sizes): Statistics {
  const cells = stages * periodEnds.length;
  const counts = (of = cells): Float64Array => new Float64Array(of);
  const classOffset = new Int32Array(stages + 1);
  classesOf.forEach((classes, stage) => (classOffset[stage + 1] = classOffset[stage] + classes + 1));
  const classes = classOffset[stages] * periodEnds.length;
  return {
    stages,
    periodEnds,
    arrived: counts(),
    began: counts(),
    beganAtOnce: counts(),
    completed: counts(),
    expired: counts(),
    refused: counts(),
    waitSum: counts(),
    waitingTime: counts(),
    insideTime: counts(),
    insideSquareTime: counts(),
    placeTime: counts(),
    waitingAtEnd: counts(),
    insideAtEnd: counts(),
    waitingForEver: counts(stages),
    waitedAtEnd: new Uint32Array(stages * waitBins),
    moved: counts(cells * (stages + 1)),
    waitCounts: new Uint32Array(cells * waitBins),
    risks,
    happened: counts(cells * risks),
    classOffset,
    beganOfClass: counts(classes),
    waitSumOfClass: counts(classes),
    by,
    resources,
    unitTime: counts(resources * periodEnds.length),
    leftInPeriod: counts(periodEnds.length),
    timeInFlowSum: counts(periodEnds.length),
    timeInFlowCounts: timesInFlow ? new Uint32Array(periodEnds.length * waitBins) : null,
    visits: counts(visitBins),
    deterred: counts(periodEnds.length),
    came: 0,
    startedWith: 0,
    left: 0,
    present: 0,
    events: 0,
    stopped: null,
  };
}

/** @throws RangeError naming a period or a stage that there is not */
export function cellOf({ stages, periodEnds }: Statistics, period: number, stage: number): number {
  refuseNoWhole('period', period, 0, periodEnds.length - 1);
  refuseNoWhole('stage', stage, 0, stages - 1);
  return period * stages + stage;
}

/** Mean wait of those who began in the period; NaN when nobody did. */
export function meanWait(statistics: Statistics, period: number, stage: number): number {
  const cell = cellOf(statistics, period, stage);
  return statistics.waitSum[cell] / statistics.began[cell];
}

/**
 * The wait that a share `p` of those who began in the period did not exceed, to within the width of a bin
 * (1.6%), by linear interpolation in it; NaN when nobody began.
 */
export function waitQuantile(statistics: Statistics, period: number, stage: number, p: number): number {
  const cell = cellOf(statistics, period, stage);
  refuseNoNumber('p', p, 0, 1);
  return quantileOfBins(statistics.waitCounts, cell, p * statistics.began[cell]);
}

/**
 * The time in the flow that a share `p` of those who left in the period did not exceed, as exact as `waitQuantile`; NaN
 * when nobody left.
 *
 * @throws RangeError where the network did not ask for them (`timesInFlow`)
 */
export function timeInFlowQuantile(statistics: Statistics, period: number, p: number): number {
  const { timeInFlowCounts, leftInPeriod } = statistics;
  cellOf(statistics, period, 0);
  refuseNoNumber('p', p, 0, 1);
  if (timeInFlowCounts === null)
    refuse('No times in the flow were kept; give the network timesInFlow: true, and run it again.');
  return quantileOfBins(timeInFlowCounts, period, p * leftInPeriod[period]);
}

/** As `meanWait`, of one priority class (who fits none come after the classes). */
export function meanWaitOfClass(
  statistics: Statistics,
  period: number,
  stage: number,
  priorityClass: number,
): number {
  const { classOffset, stages, waitSumOfClass, beganOfClass } = statistics;
  cellOf(statistics, period, stage);
  refuseNoWhole('priorityClass', priorityClass, 0, classOffset[stage + 1] - classOffset[stage] - 1);
  const cell = period * classOffset[stages] + classOffset[stage] + priorityClass;
  return waitSumOfClass[cell] / beganOfClass[cell];
}
