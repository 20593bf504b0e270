import type { Cohort } from '../study/cohort.ts';
import type { PairData } from '../study/pair-data.ts';
import type { PairDesign } from '../study/pair-design.ts';

/** The people behind one pair's figures: what a replication needs, and nobody else may have. */
export interface PairPeople {
  readonly first: string;
  readonly second: string;
  /** The name that the file gives each person. */
  readonly id: (person: number) => string;
  /** 1 in the first arm, 0 in the second. */
  readonly treated: Uint8Array;
  /** 0 for people whom the design leaves out. */
  readonly weights: Float64Array;
  /** Matched sets, where the headline's standard error goes by them. */
  readonly cluster: Int32Array | undefined;
  readonly scores: Float64Array;
  readonly event: Uint8Array;
  readonly time: Float64Array | undefined;
  /** 1 where a competing end came first. */
  readonly competing: Uint8Array | undefined;
  /** Offences and days at risk, of an outcome of kind count. */
  readonly count: Float64Array | undefined;
  readonly exposure: Float64Array | undefined;
  /** Weights in every further imputation of covariates; 0 for who is not compared in it. */
  readonly imputedWeights: readonly Float64Array[];
}

/** @param imputed the pair in every further imputation that gave a figure */
export function pairPeople(
  cohort: Cohort,
  { first, second }: PairDesign,
  data: PairData,
  imputed: readonly PairData[],
): PairPeople {
  const { members, treated, weights, cluster, event, time, competing, count, exposure, weighted } = data;
  return {
    first,
    second,
    id: person => cohort.table.ids[cohort.rows[members[person]]],
    treated,
    weights,
    cluster,
    scores: weighted.propensity.scores,
    event,
    time,
    competing,
    count,
    exposure,
    imputedWeights: imputed.map(other => weightsFor(members, other)),
  };
}

function weightsFor(members: Int32Array, other: PairData): Float64Array {
  const weights = new Map<number, number>();
  other.members.forEach((member, i) => weights.set(member, other.weights[i]));
  return Float64Array.from(members, member => weights.get(member) ?? 0);
}
