import { sentence } from './court.ts';
import { YEAR } from './days.ts';
import type { Window } from './days.ts';
import { eligibleRows } from './eligible.ts';
import { drawLuck, emptyFuture, emptyLuck, follow, proven } from './future.ts';
import { AREAS } from './levels.ts';
import { drawPeople } from './people.ts';
import type { People } from './people.ts';

/** Eligible people with their outcome and covariates, in memory, for trying an estimator on many worlds. */
export interface SimulatedCohort {
  readonly count: number;
  /** Index into ARMS. */
  readonly arm: Uint8Array;
  /** 1 for a proven reoffence within the window. */
  readonly outcome: Uint8Array;
  /** Observed covariates and area and date, without court; intercept first; row after row. */
  readonly design: Float64Array;
  readonly columns: number;
}

/** Intercept, age, sex, 3 + 2 for convictions, plea, 2 category, 4 band, 3 work, 11 areas, date. */
export const DESIGN_COLUMNS = 30;

/** The eligible people out of `count` of the world of `seed`. The same people as in the written extract. */
export function simulatedCohort(seed: number, count: number, window: Window = 365): SimulatedCohort {
  const people = drawPeople(seed, 0, count);
  const sentences = sentence(seed, people);
  const rows = eligibleRows(seed, people, sentences, window);
  const arm = new Uint8Array(rows.length);
  const outcome = new Uint8Array(rows.length);
  const design = new Float64Array(rows.length * DESIGN_COLUMNS);
  const luck = emptyLuck();
  const future = emptyFuture();
  rows.forEach((i, row) => {
    arm[row] = sentences.arm[i];
    drawLuck(seed, people.first + i, luck);
    follow(people, i, sentences.arm[i], sentences.term[i], luck, future);
    outcome[row] = proven(future, window) ? 1 : 0;
    designRow(people, i, design, row * DESIGN_COLUMNS);
  });
  return { count: rows.length, arm, outcome, design, columns: DESIGN_COLUMNS };
}

/** Writes the covariates of row `i` from `at` on; the array is zeros there. */
export function designRow(people: People, i: number, design: Float64Array, at: number): void {
  let next = at;
  // Indicators of levels `from` to `to`; the array is zeros already.
  const indicate = (level: number, from: number, to: number): void => {
    if (level >= from && level <= to) design[next + level - from] = 1;
    next += to - from + 1;
  };
  design[next++] = 1;
  design[next++] = (people.age[i] - 45) / 10;
  design[next++] = people.female[i];
  indicate(people.previous[i], 1, 3);
  indicate(people.last[i], 1, 2);
  design[next++] = people.guiltyPlea[i];
  indicate(people.category[i], 0, 1);
  indicate(people.band[i], 1, 4);
  indicate(people.work[i], 1, 3);
  indicate(people.area[i], 1, AREAS - 1);
  design[next++] = people.sentenced[i] / YEAR - 5;
}
