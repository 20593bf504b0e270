import { checkLengths, checkNumbered, checkSurvival } from './survival-data.ts';
import type { EntryData } from './survival-data.ts';

/** Covariates without intercept, `columns` for each row, row after row. */
export interface CoxData extends EntryData {
  readonly covariates: Float64Array;
  readonly columns: number;
  /** The number of each row's stratum, which has a baseline hazard of its own. */
  readonly strata?: ArrayLike<number> | undefined;
  /** What each column holds, for messages. */
  readonly names?: readonly string[] | undefined;
}

/** Refuses data that no Cox model could be fitted to, naming the row. */
export function checkCox(data: CoxData): void {
  checkSurvival(data);
  checkLengths(data.time.length, { strata: data.strata });
  if (data.strata !== undefined) checkNumbered('strata', data.strata);
  checkCovariates(data, data.time.length);
  const { event, weights } = data;
  for (let i = 0; i < event.length; i++) {
    if (event[i] === 1 && (weights === undefined || weights[i] > 0)) return;
  }
  throw new RangeError('Nobody had the event; a hazard ratio cannot be estimated.');
}

/** A matrix of covariates, `columns` a row, row after row. */
export interface Covariates {
  readonly covariates: Float64Array;
  readonly columns: number;
  readonly names?: readonly string[] | undefined;
}

/** Refuses a matrix of another size than `rows` x `columns`. */
export function checkCovariates({ covariates, columns }: Covariates, rows: number): void {
  if (!(columns >= 1)) throw new RangeError(`columns was ${columns}; a hazard ratio needs a covariate.`);
  if (covariates.length !== rows * columns) {
    throw new RangeError(
      `covariates has ${covariates.length} values; ${rows} people need ${rows * columns}.`,
    );
  }
}

/** Refuses values that are not finite, naming column and row. */
export function refuseInfinite({ covariates, columns, names }: Covariates): void {
  for (let at = 0; at < covariates.length; at++) {
    if (Number.isFinite(covariates[at])) continue;
    throw new RangeError(
      `${nameOf(at % columns, names)} is ${covariates[at]} in row ${Math.floor(at / columns)}; a covariate must be a finite number.`,
    );
  }
}

export function nameOf(column: number, names: readonly string[] | undefined): string {
  return names?.[column] ?? `column ${column}`;
}

/** Says of each column without a coefficient why it has none, and what to do. */
export function sayDependent(
  dependent: readonly number[],
  reach: Float64Array,
  names: readonly string[] | undefined,
): string[] {
  return dependent.map(j =>
    reach[j] === 0
      ? `${nameOf(j, names)} is the same for everybody, so it has no hazard ratio. Leave it out.`
      : `${nameOf(j, names)} follows from the columns before it, or is the same for all at risk together, so it has no hazard ` +
        'ratio of its own. Leave it out, or one of those that it follows from.',
  );
}
