import type { Duration } from './duration.ts';

/** Where a person goes who leaves the flow: out of what this model follows. */
export const LEAVES = -1;

/** From `from` on, and until the next row's `from`, people go to `to[i]` with probability `share[i]`. */
export interface Routes {
  readonly from: number;
  readonly to: readonly number[];
  /** Shares in the same order, 0 to 1; whatever is missing to 1 goes to the last. */
  readonly share: readonly number[];
}

/** From `at` on there are `places` places (Infinity: as many as come). */
export interface Places {
  readonly at: number;
  readonly places: number;
}

/**
 * A stage that people pass through, one place each. `stay: 'instant'` sends them on at once (a fork);
 * `stay: 'open'` keeps them until a detected reoffence or the end of the run.
 */
export interface Stage {
  readonly name: string;
  /** Keys the stage's draws; the same stage has the same number in every scenario that shares its luck. */
  readonly luck: number;
  /** Ascending in `at`; the first row is at 0. */
  readonly places: readonly Places[];
  readonly stay: Duration | 'instant' | 'open';
  /** How long people wait before they leave the list, and where they then go. */
  readonly patience?: { readonly length: Duration; readonly to: number };
  /** How many may wait, and where somebody goes who finds the list full. */
  readonly list?: { readonly most: number; readonly fullTo: number };
  readonly next: readonly Routes[];
  /** People there when the run begins. */
  readonly startWaiting: number;
  readonly startInside: number;
  /** Hazard ratio of a detected reoffence while waiting and while inside; 0 means not at risk there. */
  readonly riskWaiting: number;
  readonly riskInside: number;
}

/**
 * People who come from outside: a Poisson process whose rate at time t is `rate` x exp(`growth` x t). From
 * `deterredFrom` on a share `deterred` of those who would have come do not.
 */
export interface Source {
  readonly name: string;
  readonly luck: number;
  readonly to: number;
  readonly rate: number;
  readonly growth: number;
  readonly deterred: number;
  readonly deterredFrom: number;
}

/** What can be run. Time is in one unit throughout (days, in a scenario) and begins at 0. */
export interface Network {
  readonly stages: readonly Stage[];
  readonly sources: readonly Source[];
  /** Ends of the periods that statistics are kept for, ascending; the last is the end of the run. */
  readonly periodEnds: readonly number[];
  /** Detected reoffences per person and unit of time at hazard ratio 1, and where they lead. */
  readonly detectedReoffending?: { readonly rate: number; readonly to: number };
}
