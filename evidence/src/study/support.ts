import type { Cohort } from './cohort.ts';
import type { Covariates } from './covariates.ts';

/** People of one arm at a level of a covariate that nobody in the other arm has. */
export interface NoCounterpart {
  readonly covariate: string;
  readonly arm: string;
  readonly count: number;
}

export interface CommonSupport {
  /** Members of the cohort (indices) that are left in the two arms. */
  readonly members: Int32Array;
  readonly removed: readonly NoCounterpart[];
}

/**
 * Leaves out, for one pair of arms, everybody at a level that only one of the two arms has: for them there is
 * nobody to compare with, and the propensity would be 0 or 1. Taking people out can empty another level, so it is
 * repeated until nothing changes. No outcome is read.
 */
export function commonSupport(
  cohort: Cohort,
  covariates: Covariates,
  first: number,
  second: number,
): CommonSupport {
  const { values, columns, names } = covariates.full;
  let members = Int32Array.from(
    (function* () {
      for (let i = 0; i < cohort.arm.length; i++)
        if (cohort.arm[i] === first || cohort.arm[i] === second) yield i;
    })(),
  );
  const removed: NoCounterpart[] = [];
  for (let changed = true; changed;) {
    changed = false;
    for (const j of covariates.levels) {
      const holds = (i: number): boolean => values[i * columns + j] === 1;
      let inFirst = 0;
      let inSecond = 0;
      for (const i of members) {
        if (!holds(i)) continue;
        if (cohort.arm[i] === first) inFirst++;
        else inSecond++;
      }
      if ((inFirst === 0) === (inSecond === 0)) continue;
      removed.push({
        covariate: names[j],
        arm: cohort.armNames[inFirst > 0 ? first : second],
        count: inFirst + inSecond,
      });
      members = members.filter(i => !holds(i));
      changed = true;
    }
  }
  return { members, removed };
}
