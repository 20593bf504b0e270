import { estimate } from './estimate.ts';
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
  const { name, years, welfare, detectedReoffending } = scenario;
  const parameters = parametersBefore(scenario, detectedReoffending.returnsTo);
  const how = `Middle of ${outcomes.length} runs; the interval holds 95% of them.`;
  const yearsId = `${index}.yearsUnderInvestigation`;
  const deathsId = `${index}.deaths`;
  const what = `${name}: years that people spend under investigation, in ${years} years.`;
  provenance[yearsId] = { what, how, parameters };
  if (welfare) {
    provenance[deathsId] = {
      what: `${name}: deaths by suicide to be expected among people arrested in ${years} years.`,
      how: `The share that was counted elsewhere, times those arrested; that delay moves it is not assumed. ${how}`,
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
