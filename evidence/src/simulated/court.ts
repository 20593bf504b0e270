import {
  courtsCustody,
  courtsDischarge,
  courtsRequirement,
  custodyByArea,
  custodyByCourt,
  custodyTerm,
  requirementByArea,
  suspendedUpToMonths,
  volunteering,
} from './truth.ts';
import { LAW_DAY, YEAR } from './days.ts';
import { draws } from './draws.ts';
import { ALONE, CHOICE, CUSTODY, DISCHARGE, REQUIRED } from './levels.ts';
import type { People } from './people.ts';
import { logistic, predictor } from './predictor.ts';

/** What the courts decided, and who had asked for a programme before. */
export interface Sentences {
  readonly arm: Uint8Array;
  /** The term in months that a custodial sentence has, or would have had. */
  readonly term: Float64Array;
  /** A term that the law of 2026 turned into a suspended one. */
  readonly suspended: Uint8Array;
  /** Volunteered, and is not in the arm `choice`: left out of every comparison. */
  readonly mixed: Uint8Array;
}

/** Odds against community without requirement of [custody, required, discharge], before the law of 2026. */
export function courtOdds(people: People, i: number, court: number): [number, number, number] {
  const area = people.area[i];
  return [
    Math.exp(predictor(courtsCustody, people, i) + custodyByArea[area] + custodyByCourt[court]),
    Math.exp(predictor(courtsRequirement, people, i) + requirementByArea[area]),
    Math.exp(predictor(courtsDischarge, people, i)),
  ];
}

/** Log odds of volunteering before sentence for somebody of average motivation. */
export function volunteerPredictor(people: People, i: number): number {
  return (
    volunteering.constant +
    volunteering.age * (people.age[i] - 45) +
    (people.work[i] === 0 ? volunteering.employed : 0) +
    volunteering.guiltyPlea * people.guiltyPlea[i] +
    volunteering.area[people.area[i]]
  );
}

/** Days in custody under a term of so many months. */
export function daysServed(term: number): number {
  return Math.round(((term * YEAR) / 12) * custodyTerm.served);
}

/** The court's choice, the term, the law of 22 March 2026 and volunteering, for all of `people`. */
export function sentence(seed: number, people: People): Sentences {
  const { count } = people;
  const arm = new Uint8Array(count);
  const term = new Float64Array(count);
  const suspended = new Uint8Array(count);
  const mixed = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const random = draws(seed, people.first + i, 'court');
    const [custody, required, discharge] = courtOdds(people, i, people.court[i]);
    const u = random.uniform() * (1 + custody + required + discharge);
    let chosen = u < custody ? CUSTODY : u < custody + required ? REQUIRED : ALONE;
    if (u >= custody + required + 1) chosen = DISCHARGE;

    const t = custodyTerm;
    const median = t.median[people.category[i]] * Math.exp(t.byPrevious * people.previous[i]);
    const months = Math.min(Math.max(median * Math.exp(t.sigma * random.normal()), t.least), t.most);
    const ordered = random.uniform();
    if (
      chosen === CUSTODY &&
      people.convicted[i] >= LAW_DAY &&
      months <= suspendedUpToMonths &&
      people.exceptional[i] === 0
    ) {
      suspended[i] = 1;
      chosen = ordered < required / (required + 1) ? REQUIRED : ALONE;
    }
    const logOdds = volunteerPredictor(people, i) + volunteering.motivation * people.motivation[i];
    if (random.chance(logistic(logOdds))) {
      if (chosen === ALONE) chosen = CHOICE;
      else mixed[i] = 1;
    }
    arm[i] = chosen;
    term[i] = months;
  }
  return { arm, term, suspended, mixed };
}
