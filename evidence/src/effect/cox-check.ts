import type { CoxData } from './cox.ts';
import { checkSurvival } from './kaplan-meier.ts';

/** Refuses data that no Cox model could be fitted to, naming the row. */
export function checkCox(data: CoxData): void {
  checkSurvival(data);
  const { columns, covariates, time, start, event } = data;
  const rows = time.length;
  if (!(columns >= 1)) throw new RangeError(`columns was ${columns}; a hazard ratio needs a covariate.`);
  if (covariates.length !== rows * columns) {
    throw new RangeError(
      `covariates has ${covariates.length} values; ${rows} people need ${rows * columns}.`,
    );
  }
  for (const [name, values] of Object.entries({ start, strata: data.strata, cluster: data.cluster })) {
    if (values !== undefined && values.length !== rows) {
      throw new RangeError(`${name} has ${values.length} values and time ${rows}; they must be as many.`);
    }
  }
  for (let at = 0; at < covariates.length; at++) {
    if (!Number.isFinite(covariates[at])) {
      const name = data.names?.[at % columns] ?? `column ${at % columns}`;
      throw new RangeError(
        `${name} is ${covariates[at]} in row ${Math.floor(at / columns)}; a covariate must be a finite number.`,
      );
    }
  }
  let events = 0;
  for (let i = 0; i < rows; i++) {
    events += event[i];
    if (start !== undefined && !(start[i] < time[i] && Number.isFinite(start[i]))) {
      throw new RangeError(
        `start is ${start[i]} and stop ${time[i]} in row ${i}; an interval starts before it stops.`,
      );
    }
  }
  if (events === 0) throw new RangeError('Nobody had the event; a hazard ratio cannot be estimated.');
}
