import type { Protocol } from '../protocol/read.ts';
import type { ArmSpec } from '../protocol/schema.ts';
import type { Cohort } from '../study/cohort.ts';
import { countArms } from '../study/pair-data.ts';
import type { PairData } from '../study/pair-data.ts';
import type { PairDesign } from '../study/pair-design.ts';
import { effectiveSampleSize } from '../weight.ts';
import type { ArmResult, Estimate } from './estimate.ts';
import { DAYS_A_YEAR } from './headline.ts';

/** What every estimate of one pair has in common. */
export interface PairBasis {
  readonly first: string;
  readonly second: string;
  readonly labels: readonly [string, string];
  /** Confidence level of this look. */
  readonly level: number;
  readonly shared: Pick<Estimate, 'detected' | 'followUp' | 'maturity'>;
}

export function pairBasis(
  protocol: Protocol,
  cohort: Cohort,
  { first, second }: Pick<PairDesign, 'first' | 'second'>,
  level: number,
): PairBasis {
  const { arms, outcome } = protocol;
  const from = (arm: string): string => sayClock(arms[arm]) ?? outcome.recorded_in?.from ?? '';
  return {
    first,
    second,
    labels: [arms[first].label, arms[second].label],
    level,
    shared: {
      detected: outcome.detected,
      followUp: { days: outcome.within_days, from: [from(first), from(second)] },
      maturity: cohort.maturity,
    },
  };
}

/** The column from which an arm's clock runs, and the other one for those who were in custody. */
export function sayClock({ time_zero, released }: ArmSpec): string | undefined {
  return time_zero === undefined || released === undefined
    ? time_zero
    : `${time_zero}, after custody ${released}`;
}

/** Each arm's people, events, effective number and level (risk or rate) for an estimate. */
export function armResults(
  basis: PairBasis,
  data: PairData,
  means: readonly [number, number],
  isWeighted: boolean,
): [ArmResult, ArmResult] {
  const counts = countArms(data);
  const result = (side: 0 | 1, arm: string): ArmResult => {
    const { n, events, days } = counts[side];
    return {
      arm,
      label: basis.labels[side],
      n,
      events,
      effectiveN: isWeighted ? effectiveSampleSize(data.weights, data.treated, side === 0 ? 1 : 0) : n,
      risk: means[side],
      ...(data.exposure === undefined ? {} : { years: days / DAYS_A_YEAR }),
    };
  };
  return [result(0, basis.first), result(1, basis.second)];
}
