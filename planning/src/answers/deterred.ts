import type { Scenario } from '../scenario/scenario-schema.ts';
import { estimate, howOf } from './estimate.ts';
import type { Outcome } from './outcome.ts';
import type { Deterred, Provenance } from './plan-result.ts';

/**
 * Whom the threat keeps away: a first arrest where people come in by their arrest, and a beginning where they come in
 * before anybody has found them. The two must not be called alike, for most who begin are not arrested.
 */
export function whomItDeters({ arrivals, detectedReoffending }: Scenario): Deterred['whom'] {
  return arrivals.to === detectedReoffending.returnsTo ? 'first arrests' : 'people who begin';
}

/** Those deterred over all years; writes where the number came from. */
export function deterredOf(
  scenario: Scenario,
  index: number,
  outcomes: readonly Pick<Outcome, 'deterredInAll'>[],
  provenance: Record<string, Provenance>,
): Deterred {
  const id = `${index}.deterredFirstArrests`;
  provenance[id] = {
    what: meaningOfDeterred(scenario),
    how: howOf(outcomes.length),
    parameters: parametersOfDeterred(scenario),
  };
  return {
    ...estimate(
      id,
      outcomes.map(outcome => outcome.deterredInAll),
    ),
    whom: whomItDeters(scenario),
  };
}

export function meaningOfDeterred(scenario: Scenario): string {
  const { name, years } = scenario;
  return `${name}: people who would have ${whatTheyWouldHave(whomItDeters(scenario))} in ${years} years and were deterred.`;
}

export function parametersOfDeterred({ arrivals: { deterred, rate, growth } }: Scenario): string[] {
  const threats = deterred?.by?.flatMap(({ elasticity, from, to }) => [elasticity, from, to]) ?? [];
  return [
    ...threats,
    ...(deterred?.share ? [deterred.share] : []),
    ...(deterred ? [deterred.after] : []),
    rate,
    growth,
  ];
}

export function whatTheyWouldHave(whom: Deterred['whom']): string {
  return whom === 'first arrests' ? 'been arrested for a first time' : 'begun';
}
