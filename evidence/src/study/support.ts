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
  const { arm, armNames } = cohort;
  let members = new Int32Array(arm.length);
  let count = 0;
  for (let i = 0; i < arm.length; i++) if (arm[i] === first || arm[i] === second) members[count++] = i;
  members = members.slice(0, count);
  const removed: NoCounterpart[] = [];
  for (let changed = true; changed;) {
    changed = false;
    for (const covariate of covariates.columns) {
      if (covariate.kind !== 'category') continue;
      const { column, levels, codes } = covariate;
      const inFirst = new Int32Array(levels.length);
      const inSecond = new Int32Array(levels.length);
      for (const i of members) (arm[i] === first ? inFirst : inSecond)[codes[i]]++;
      const alone = new Uint8Array(levels.length);
      levels.forEach((level, code) => {
        if ((inFirst[code] === 0) === (inSecond[code] === 0)) return;
        alone[code] = 1;
        removed.push({
          covariate: `${column}: ${level}`,
          arm: armNames[inFirst[code] > 0 ? first : second],
          count: inFirst[code] + inSecond[code],
        });
      });
      if (!alone.includes(1)) continue;
      members = members.filter(i => alone[codes[i]] === 0);
      changed = true;
    }
  }
  return { members, removed };
}
