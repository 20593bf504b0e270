import { estimate, howOf } from './estimate.ts';
import type { Outcome } from './outcome.ts';
import type { Provenance, Welfare } from './plan-result.ts';
import { parametersBefore } from '../scenario/provenance.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';

/** The welfare of those who wait under one scenario; writes where its numbers came from. */
export function welfareOf(
  scenario: Scenario,
  index: number,
  outcomes: readonly Outcome[],
  provenance: Record<string, Provenance>,
): Welfare {
  const { name, welfare, detectedReoffending } = scenario;
  const parameters = parametersBefore(scenario, detectedReoffending.returnsTo);
  const how = howOf(outcomes.length);
  const yearsId = `${index}.yearsUnderInvestigation`;
  const deathsId = `${index}.deaths`;
  provenance[yearsId] = { what: meaningOfYears(scenario), how, parameters };
  if (welfare) {
    provenance[deathsId] = {
      what: meaningOfDeaths(scenario),
      how: `${howDeathsAreMade} ${how}`,
      parameters: [welfare.deaths, ...parameters],
    };
  }
  return {
    scenario: name,
    yearsUnderInvestigation: estimate(
      yearsId,
      outcomes.map(outcome => outcome.yearsUnderInvestigation),
    ),
    deaths: welfare
      ? estimate(
          deathsId,
          outcomes.map(outcome => outcome.deaths!),
        )
      : null,
  };
}

export const meaningOfYears = ({ name, years }: Scenario): string =>
  `${name}: years that people spend under investigation, in ${years} years.`;

export const meaningOfDeaths = ({ name, years }: Scenario): string =>
  `${name}: deaths by suicide to be expected among people arrested in ${years} years.`;

const howDeathsAreMade =
  'The share that was counted elsewhere, times those arrested; that delay moves it is not assumed.';
