/** One group of people whose records were linked to outcomes. */
export interface LinkedGroup {
  readonly name: string;
  readonly n: number;
  /** People with an outcome found by linkage. */
  readonly events: number;
  /** Share of people who are in the other file and were not found there. */
  readonly missed: number;
  /** Share of people without an outcome who were given somebody else's. */
  readonly falsely?: number;
}

export interface LinkageCorrected {
  readonly name: string;
  readonly observed: number;
  /** What the share would be had every link been right; within 0 and 1. */
  readonly corrected: number;
}

/**
 * The share with an outcome had linkage made no errors (Rogan and Gladen 1978, linkage as the test): a missed link hides
 * an outcome, a false one invents it. Groups differ in both, so each is corrected by its own.
 *
 * @throws RangeError when a group's errors are so many that nothing can be told
 */
export function correctLinkage(groups: readonly LinkedGroup[]): readonly LinkageCorrected[] {
  return groups.map(({ name, n, events, missed, falsely = 0 }) => {
    if (!(n > 0 && events >= 0 && events <= n)) {
      throw new RangeError(
        `${name} has ${events} events of ${n} people; a share needs people and no more events.`,
      );
    }
    if (!(missed >= 0 && falsely >= 0 && missed + falsely < 1)) {
      throw new RangeError(
        `${name}: ${missed} missed and ${falsely} false; together they must be below 1, or nothing can be told.`,
      );
    }
    const observed = events / n;
    const corrected = Math.min(1, Math.max(0, (observed - falsely) / (1 - missed - falsely)));
    return { name, observed, corrected };
  });
}

/** The shares of all groups together, as observed and as corrected. */
export function overAll(
  groups: readonly LinkedGroup[],
  corrected: readonly LinkageCorrected[],
): { readonly observed: number; readonly corrected: number } {
  const people = groups.reduce((total, { n }) => total + n, 0);
  const share = (of: (k: number) => number): number =>
    groups.reduce((total, { n }, k) => total + n * of(k), 0) / people;
  return { observed: share(k => corrected[k].observed), corrected: share(k => corrected[k].corrected) };
}
