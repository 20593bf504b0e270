import { custodyTerm, death, effects, recall, reoffending, whoIsSentenced } from './truth.ts';
import { CONVICTION_WAIT, YEAR } from './days.ts';
import { draws } from './draws.ts';
import { CHOICE, CUSTODY, DISCHARGE, KINDS, REQUIRED } from './levels.ts';
import type { People } from './people.ts';
import { predictor } from './predictor.ts';

const CONTROL = 3;

/** Everything random in a person's future, whatever the arm: so that two arms can be compared on the same luck. */
export interface Luck {
  /** Exponentials, one a kind of offence. */
  readonly offence: Float64Array;
  /** Normals, one a kind of offence. */
  readonly conviction: Float64Array;
  death: number;
  recall: number;
}

/**
 * Days from time zero (release after custody, else sentence) to each event; Infinity for what does not come. An
 * offence after death does not come, and neither does a conviction after it.
 */
export interface Future {
  readonly offence: Float64Array;
  readonly conviction: Float64Array;
  death: number;
  recall: number;
}

export function emptyLuck(): Luck {
  return { offence: new Float64Array(4), conviction: new Float64Array(4), death: 0, recall: 0 };
}

export function emptyFuture(): Future {
  return { offence: new Float64Array(4), conviction: new Float64Array(4), death: 0, recall: 0 };
}

/** Draws the luck of a person (their number in the whole world) into `luck`. */
export function drawLuck(seed: number, person: number, luck: Luck): void {
  const random = draws(seed, person, 'future');
  for (let k = 0; k < KINDS.length; k++) luck.offence[k] = random.exponential();
  for (let k = 0; k < KINDS.length; k++) luck.conviction[k] = random.normal();
  luck.death = random.exponential();
  luck.recall = random.exponential();
}

/** Deaths a year at an age. */
export function deathRate(age: number): number {
  return death.perYearAt45 * Math.exp(death.age * (age - 45));
}

/** The effect of `arm` on the log hazard, against community without requirement. */
export function armEffect(arm: number, band: number): number {
  if (arm === CUSTODY) return effects.custody;
  if (arm === REQUIRED || arm === CHOICE) return effects.programme[band];
  return arm === DISCHARGE ? effects.discharge : 0;
}

/** What would happen to row `i` under `arm` with this luck, written into `future`. `term` is in months. */
export function follow(
  people: People,
  i: number,
  arm: number,
  term: number,
  luck: Luck,
  future: Future,
): void {
  const observed = predictor(reoffending.coefficients, people, i);
  const motivation = reoffending.motivation * people.motivation[i];
  const logHazard =
    observed +
    reoffending.area[people.area[i]] +
    motivation +
    reoffending.exceptional * (people.exceptional[i] - whoIsSentenced.exceptional) +
    armEffect(arm, people.band[i]);
  const hazard = Math.exp(logHazard);
  const hazardOfControl = Math.exp(observed + reoffending.motivationOnControl * motivation);

  const supervised =
    arm === CUSTODY ? ((term * YEAR) / 12) * (1 - custodyTerm.served) : recall.orderYears * YEAR;
  const recalled = Math.ceil((luck.recall / recall.perYear[arm]) * YEAR);
  future.recall = recalled < supervised ? recalled : Infinity;
  future.death = Math.ceil((luck.death / deathRate(people.age[i])) * YEAR);

  for (let k = 0; k < KINDS.length; k++) {
    const rate = reoffending.base[k] * (k === CONTROL ? hazardOfControl : hazard);
    let offence = Math.ceil(YEAR * (luck.offence[k] / rate) ** (1 / reoffending.shape));
    // Nobody offends in the community while recalled: the street clock stops.
    if (offence >= future.recall) offence += recall.days;
    const lag =
      reoffending.convictionMedian[k] * Math.exp(reoffending.convictionSigma[k] * luck.conviction[k]);
    const conviction = offence + Math.ceil(lag);
    future.offence[k] = offence < future.death ? offence : Infinity;
    future.conviction[k] = offence < future.death && conviction <= future.death ? conviction : Infinity;
  }
}

/** Was an offence of kind `k` within `window` days of time zero, with its conviction within six months more? */
export function provenOfKind(future: Future, k: number, window: number): boolean {
  return future.offence[k] <= window && future.conviction[k] <= window + CONVICTION_WAIT;
}

/** Any proven reoffence: image, contact or non-sexual, not the control. */
export function proven(future: Future, window: number): boolean {
  return (
    provenOfKind(future, 0, window) || provenOfKind(future, 1, window) || provenOfKind(future, 2, window)
  );
}
