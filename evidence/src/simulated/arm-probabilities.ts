import { volunteering } from './truth.ts';
import { courtOdds, volunteerPredictor } from './court.ts';
import { ALONE, ARMS, CHOICE, CUSTODY, DISCHARGE, REQUIRED } from './levels.ts';
import type { People } from './people.ts';
import { logistic } from './predictor.ts';

const COURTS = [0, 1, 2] as const;
const STEP = 0.25;

/** The share who volunteer given the observed covariates: a Normal motivation summed out on a grid. */
export function volunteerShare(logOdds: number): number {
  let share = 0;
  for (let u = -6; u <= 6; u += STEP) {
    share += STEP * Math.exp(-(u * u) / 2) * logistic(logOdds + volunteering.motivation * u);
  }
  return share / Math.sqrt(2 * Math.PI);
}

/**
 * The true probability of each arm before the law of 2026, in the order of ARMS, given what an extract has
 * without the court. Volunteers outside `choice` are no part of it, so it sums to less than 1.
 */
export function armProbabilities(people: People, i: number): number[] {
  const probabilities = ARMS.map(() => 0);
  const volunteers = volunteerShare(volunteerPredictor(people, i));
  for (const court of COURTS) {
    const [custody, required, discharge] = courtOdds(people, i, court);
    const share = 1 / (COURTS.length * (1 + custody + required + discharge));
    probabilities[CUSTODY] += custody * share * (1 - volunteers);
    probabilities[REQUIRED] += required * share * (1 - volunteers);
    probabilities[CHOICE] += share * volunteers;
    probabilities[ALONE] += share * (1 - volunteers);
    probabilities[DISCHARGE] += discharge * share * (1 - volunteers);
  }
  return probabilities;
}
