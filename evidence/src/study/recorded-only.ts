import type { Cohort } from './cohort.ts';
import { takeMembers } from './covariates.ts';
import type { Covariates } from './covariates.ts';
import type { Groundwork } from './design.ts';
import { NOT_RECORDED } from './outcome.ts';
import type { Outcome } from './outcome.ts';

export interface KnownOutcome {
  readonly cohort: Cohort;
  readonly covariates: Covariates;
  readonly outcome: Outcome;
  /** How many of each arm left, by the arms' order. */
  readonly unrecorded: readonly number[];
  /** The same people of any covariates of the cohort. */
  readonly keep: (covariates: Covariates) => Covariates;
}

/** People whose outcome the file does not record leave the comparison, and the attrition says how many. */
export function withoutUnrecorded({ cohort, covariates }: Groundwork, outcome: Outcome): KnownOutcome {
  const unrecorded = cohort.armNames.map(() => 0);
  let count = 0;
  const kept = new Int32Array(cohort.rows.length);
  for (let i = 0; i < kept.length; i++) {
    if (outcome.event[i] === NOT_RECORDED) unrecorded[cohort.arm[i]]++;
    else kept[count++] = i;
  }
  const removed = kept.length - count;
  const detail = cohort.armNames
    .map((what, arm) => ({ what, count: unrecorded[arm] }))
    .filter(one => one.count > 0);
  const step = { step: 'the outcome is recorded', removed, left: count, detail };
  const attrition = [...cohort.attrition, step];
  if (removed === 0)
    return { cohort: { ...cohort, attrition }, covariates, outcome, unrecorded, keep: whole => whole };
  const rows = kept.slice(0, count);
  const ints = (values: Int32Array): Int32Array => rows.map(i => values[i]);
  const bytes = (values: Uint8Array): Uint8Array => Uint8Array.from(rows, i => values[i]);
  const floats = (values: Float64Array): Float64Array => Float64Array.from(rows, i => values[i]);
  return {
    unrecorded,
    cohort: {
      ...cohort,
      attrition,
      rows: ints(cohort.rows),
      arm: bytes(cohort.arm),
      timeZero: cohort.timeZero && ints(cohort.timeZero),
      death: cohort.death && ints(cohort.death),
    },
    covariates: takeMembers(covariates, rows),
    keep: whole => takeMembers(whole, rows),
    // Only outcomes that the cohort file records can be missing, and those have neither spells nor further kinds.
    outcome: {
      ...outcome,
      event: bytes(outcome.event),
      time: outcome.time && floats(outcome.time),
      competing: outcome.competing && bytes(outcome.competing),
      count: outcome.count && floats(outcome.count),
      exposure: outcome.exposure && floats(outcome.exposure),
      control: outcome.control && bytes(outcome.control),
    },
  };
}
