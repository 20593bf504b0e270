import { parametersOfFlow } from '../scenario/provenance.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { estimate, howOf } from './estimate.ts';
import type { Outcome } from './outcome.ts';
import type { Provenance, RiskCount } from './plan-result.ts';

/** How often each risk that the scenario names came to pass, over all years; writes where the numbers came from. */
export function riskCountsOf(
  scenario: Scenario,
  index: number,
  outcomes: readonly Pick<Outcome, 'happened'>[],
  provenance: Record<string, Provenance>,
): RiskCount[] {
  const { name, years, risks } = scenario;
  const parameters = parametersOfFlow(scenario);
  return Object.entries(risks ?? {}).map(([risk, { label, to }]) => {
    const id = `${index}.risk.${risk}`;
    provenance[id] = {
      what: `${name}, all ${years} years: ${label}, times that it came to pass.`,
      how:
        howOf(outcomes.length) +
        (to === 'goes unseen' ? ' Nobody sees it, so nothing but what is assumed can say how often.' : ''),
      parameters,
    };
    return {
      ...estimate(
        id,
        outcomes.map(outcome => outcome.happened[risk]),
      ),
      risk,
      label,
    };
  });
}
