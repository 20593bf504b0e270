/** Time to an event: `time` from time zero, `event` 1 if it happened then and 0 if the person was last seen then. */
export interface SurvivalData {
  readonly time: ArrayLike<number>;
  readonly event: ArrayLike<number>;
  /** Balancing weights; left out, everybody counts as one. */
  readonly weights?: ArrayLike<number> | undefined;
}

/** With delayed entry: each row is at risk in (start, time]. */
export interface EntryData extends SurvivalData {
  readonly start?: ArrayLike<number> | undefined;
  /** The number of each row's cluster: rows of one person, say. Only robust standard errors know of it. */
  readonly cluster?: ArrayLike<number> | undefined;
}

/** Refuses survival data that no estimator could read, naming the row. */
export function checkSurvival({ time, event, weights, start, cluster }: EntryData): void {
  const rows = time.length;
  if (rows === 0) throw new RangeError('There is nobody in the data; a survival estimate needs people.');
  checkLengths(rows, { event, weights, start, cluster });
  for (let i = 0; i < rows; i++) {
    if (!(time[i] >= 0 && time[i] < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`time is ${time[i]} in row ${i}; it must be a number from 0 on.`);
    }
    if (event[i] !== 0 && event[i] !== 1) {
      throw new RangeError(`event is ${event[i]} in row ${i}; it must be 0 or 1.`);
    }
  }
  if (weights !== undefined) checkWeights(weights);
  if (cluster !== undefined) checkCluster(cluster);
  if (start === undefined) return;
  for (let i = 0; i < rows; i++) {
    if (!(start[i] < time[i] && start[i] > Number.NEGATIVE_INFINITY)) {
      throw new RangeError(
        `start is ${start[i]} and stop ${time[i]} in row ${i}; an interval starts before it stops.`,
      );
    }
  }
}

/** Refuses weights that are negative or no numbers, and weights of nothing but 0. */
export function checkWeights(weights: ArrayLike<number>): void {
  let some = false;
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i] >= 0 && weights[i] < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`weight is ${weights[i]} in row ${i}; it must be a number from 0 on.`);
    }
    some ||= weights[i] > 0;
  }
  if (!some) throw new RangeError('Every weight is 0; somebody must count.');
}

/** Refuses one cluster for all: their sum of residuals is 0, and no error could be told from it. */
export function checkCluster(cluster: ArrayLike<number>): void {
  checkNumbered('cluster', cluster);
  for (let i = 1; i < cluster.length; i++) if (cluster[i] !== cluster[0]) return;
  throw new RangeError('All rows are of one cluster; a robust error needs two, and many more to be trusted.');
}

/** Refuses NaN where rows are told apart by a number. */
export function checkNumbered(name: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) throw new RangeError(`${name} is NaN in row ${i}; it must be a number.`);
  }
}

/** Refuses arrays that have not one value for each row. */
export function checkLengths(
  rows: number,
  arrays: Readonly<Record<string, ArrayLike<number> | undefined>>,
): void {
  for (const [name, values] of Object.entries(arrays)) {
    if (values !== undefined && values.length !== rows) {
      throw new RangeError(`${name} has ${values.length} values and time ${rows}; they must be as many.`);
    }
  }
}

/**
 * How many people each group has; groups are numbered from 0 and none may be empty.
 *
 * @param what the sentence's subject: what needs the groups
 */
export function groupSizes(group: ArrayLike<number>, least: number, what: string): number[] {
  let most = -1;
  for (let i = 0; i < group.length; i++) {
    if (!Number.isInteger(group[i]) || group[i] < 0) {
      throw new RangeError(`group is ${group[i]} in row ${i}; groups are numbered from 0.`);
    }
    most = Math.max(most, group[i]);
  }
  if (most > group.length) {
    throw new RangeError(`A group has number ${most}; ${group.length} people make no more groups than that.`);
  }
  const sizes = Array.from({ length: most + 1 }, () => 0);
  for (let i = 0; i < group.length; i++) sizes[group[i]]++;
  if (sizes.length < least || sizes.includes(0)) {
    const groups = least === 1 ? 'one group' : 'two groups';
    throw new RangeError(
      `Groups have ${sizes.join(', ')} people; ${what} needs ${groups} or more, none empty.`,
    );
  }
  return sizes;
}
