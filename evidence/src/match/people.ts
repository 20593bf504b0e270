/** People to be matched, a value for each row. */
export interface MatchPeople {
  /** 1 for the first arm, 0 for the second. */
  readonly treated: ArrayLike<number>;
  /** What people should be near each other in: the propensity, or any one number. */
  readonly scores: ArrayLike<number>;
  /** People are matched only to people with the same number here: exact matching. */
  readonly stratum?: ArrayLike<number>;
  /**
   * A number that belongs to the person wherever the row stands (`personRank` makes it from ids). It decides between
   * people with the same score. Rows alike in arm, stratum, score and rank are told apart by position alone.
   */
  readonly rank?: ArrayLike<number>;
}

/** The arm whose people each get a match (1 for ATT, 0 for ATC). */
export type FocalArm = 0 | 1;

export const focalArm = (estimand: 'ATT' | 'ATC'): FocalArm => (estimand === 'ATT' ? 1 : 0);

/**
 * Counts the two arms, after checking that all arrays are as long and hold what they may.
 *
 * @returns how many are in the second arm and in the first
 * @throws RangeError naming the array and row, or the arm that is empty
 */
export function countArms(people: Omit<MatchPeople, 'scores'>): [number, number] {
  const { treated } = people;
  const counts: [number, number] = [0, 0];
  for (let i = 0; i < treated.length; i++) {
    const arm = treated[i];
    if (arm !== 0 && arm !== 1) {
      throw new RangeError(
        `treated is ${arm} in row ${i}; it is 1 in the first arm and 0 in the second, and others are left out first.`,
      );
    }
    counts[arm]++;
  }
  for (const name of ['stratum', 'rank'] as const) {
    const given = people[name];
    if (given) requireNumbers(name, given, treated.length);
  }
  if (counts[0] === 0 || counts[1] === 0) {
    throw new RangeError(
      `${counts[1]} of ${treated.length} people are in the first arm; matching needs people in both.`,
    );
  }
  return counts;
}

/** Throws a RangeError unless `values` has `count` values, all finite. */
export function requireNumbers(name: string, values: ArrayLike<number>, count: number): void {
  if (values.length !== count) {
    throw new RangeError(`${name} has ${values.length} values and treated ${count}; they must be as many.`);
  }
  for (let i = 0; i < count; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`${name} is ${values[i]} in row ${i}; matching needs a finite number there.`);
    }
  }
}

/** Throws a RangeError unless `ratio` is a whole number from 1 to the number of people there are to be matched to. */
export function requireRatio(ratio: number, others: number): void {
  if (!Number.isInteger(ratio) || ratio < 1) {
    throw new RangeError(
      `ratio was ${ratio}; it is how many matches each person gets, a whole number from 1.`,
    );
  }
  if (ratio > others) {
    throw new RangeError(
      `ratio was ${ratio} and there are ${others} people to be matched to; nobody could get so many matches. Ask for fewer.`,
    );
  }
}
