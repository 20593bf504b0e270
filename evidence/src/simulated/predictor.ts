import type { Coefficients } from './truth.ts';
import { YEAR } from './days.ts';
import type { People } from './people.ts';

/** The linear predictor of row `i` from the covariates that an extract has. */
export function predictor(c: Coefficients, people: People, i: number): number {
  return (
    c.constant +
    c.age * (people.age[i] - 45) +
    c.female * people.female[i] +
    c.previous[people.previous[i]] +
    c.last[people.last[i]] +
    c.guiltyPlea * people.guiltyPlea[i] +
    c.category[people.category[i]] +
    c.band[people.band[i]] +
    c.work[people.work[i]] +
    c.year * (people.sentenced[i] / YEAR - 5)
  );
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
