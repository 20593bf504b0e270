import { checkLengths, checkWeights } from './survival-data.ts';

/** Time to the first of several kinds of event: `cause` 0 if the person was last seen then, else the number of the kind. */
export interface CompetingData {
  readonly time: ArrayLike<number>;
  readonly cause: ArrayLike<number>;
  readonly weights?: ArrayLike<number> | undefined;
}

/** Refuses data of competing events that no estimator could read, naming the row. */
export function checkCompeting({ time, cause, weights }: CompetingData): void {
  if (time.length === 0) throw new RangeError('There is nobody in the data; an incidence needs people.');
  checkLengths(time.length, { cause, weights });
  for (let i = 0; i < time.length; i++) {
    if (!(time[i] >= 0 && time[i] < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`time is ${time[i]} in row ${i}; it must be a number from 0 on.`);
    }
    if (!Number.isInteger(cause[i]) || cause[i] < 0) {
      throw new RangeError(
        `cause is ${cause[i]} in row ${i}; it must be 0 (censored) or the number of a cause.`,
      );
    }
  }
  if (weights !== undefined) checkWeights(weights);
}
