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

/** Shares with an outcome: all within 0 and 1. */
export interface LinkageCorrected {
  readonly name: string;
  /** Counting a missed link as no outcome. */
  readonly observed: number;
  /** Had every link been right, the missed being like those found. */
  readonly corrected: number;
  /** Had nobody of the missed had an outcome, and had all of them. */
  readonly least: number;
  readonly most: number;
}

/**
 * The share with an outcome had linkage made no errors (Rogan and Gladen 1978, linkage as the test): a missed link hides
 * an outcome, a false one invents it. Groups differ in both, so each is corrected by its own. Missed people need not be
 * like those found, so the range from none to all of them stands beside it.
 *
 * @throws RangeError when a group's errors are so many that nothing can be told
 */
export function correctLinkage(groups: readonly LinkedGroup[]): readonly LinkageCorrected[] {
  return groups.map(({ name, n, events, missed, falsely = 0 }) => {
    if (!(n > 0 && Number.isFinite(n) && events >= 0 && events <= n)) {
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
    const least = within((observed - falsely) / (1 - falsely));
    return {
      name,
      observed,
      corrected: within((observed - falsely) / (1 - missed - falsely)),
      least,
      most: within(least + missed),
    };
  });
}

/** The shares of all groups together, each group counting by its people. */
export function overAll(
  groups: readonly LinkedGroup[],
  corrected: readonly LinkageCorrected[],
): Omit<LinkageCorrected, 'name'> {
  if (groups.length === 0 || groups.length !== corrected.length) {
    throw new RangeError(
      `${groups.length} groups and ${corrected.length} corrected shares; there must be some, as many of each.`,
    );
  }
  const people = groups.reduce((total, { n }) => total + n, 0);
  const share = (of: keyof Omit<LinkageCorrected, 'name'>): number =>
    groups.reduce((total, { n }, k) => total + n * corrected[k][of], 0) / people;
  return {
    observed: share('observed'),
    corrected: share('corrected'),
    least: share('least'),
    most: share('most'),
  };
}

/** The difference of two arms' shares, first less second, under each reading of their missed links. */
export interface LinkedDifference {
  readonly observed: number;
  readonly corrected: number;
  /** The missed of the first arm without an outcome and those of the second with one; and the other way round. */
  readonly lowest: number;
  readonly highest: number;
}

/** What missed and false links can do to the difference between two arms, each made of its own groups. */
export function linkedDifference(
  first: readonly LinkedGroup[],
  second: readonly LinkedGroup[],
): LinkedDifference {
  const [a, b] = [first, second].map(groups => overAll(groups, correctLinkage(groups)));
  return {
    observed: a.observed - b.observed,
    corrected: a.corrected - b.corrected,
    lowest: a.least - b.most,
    highest: a.most - b.least,
  };
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}
