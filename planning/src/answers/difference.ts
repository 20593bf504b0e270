import { conclude, estimate } from './estimate.ts';
import type { Difference, Provenance } from './plan-result.ts';
import { parametersBefore, parametersOfCost, parametersOfFlow } from '../scenario/provenance.ts';
import type { Replication } from './replicate.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { differenceInWords, intervalInWords, yearInWords } from './words.ts';

interface Measure {
  readonly title: (scenario: Scenario) => string;
  readonly unit: Difference['unit'];
  readonly what: string;
  readonly parameters: (scenario: Scenario) => string[];
}

const measures: Record<Difference['measure'], Measure> = {
  wait: {
    title: ({ drawnYear }) => `Wait for a place, ${yearInWords(drawnYear)}`,
    unit: 'days',
    what: 'Mean days waited by those who got a place in the drawn year',
    parameters: scenario => parametersBefore(scenario, scenario.place),
  },
  cost: {
    title: ({ years }) => `Cost over ${years} years`,
    unit: '£',
    what: 'Pounds over all years, not discounted, of what the scenario prices; no harm is priced',
    parameters: parametersOfCost,
  },
  detectedReoffences: {
    title: ({ years }) => `Detected reoffences over ${years} years`,
    unit: 'detected reoffences',
    what: 'New offences that were detected, over all years, by anybody in the flow',
    parameters: parametersOfFlow,
  },
};

/**
 * First scenario less second on one measure, taken run by run; writes where the three numbers came from. A run
 * in which nobody got a place has no wait, and one that was stopped no end: it is left out, and then the conclusion
 * can only be that we can't tell yet.
 */
export function differenceOf(
  measure: Difference['measure'],
  scenarios: readonly [Scenario, Scenario],
  replications: readonly Replication[],
  provenance: Record<string, Provenance>,
): Difference {
  const [a, b] = scenarios;
  const { title, unit, what, parameters } = measures[measure];
  const whole = replications.filter(({ outcomes }) => outcomes.every(({ stopped }) => stopped === null));
  const pairs = whole.map(({ outcomes: [first, second] }) => [first[measure], second[measure]] as const);
  const usable = pairs.filter(([first, second]) => !Number.isNaN(first - second));
  const stopped = replications.length - whole.length;
  const dropped = replications.length - usable.length;
  const runs = usable.length === 0 ? [[0, 0] as const] : usable;
  const id = `difference.${measure}`;
  const overall = estimate(
    id,
    runs.map(([first, second]) => first - second),
  );
  const conclusion = dropped > 0 ? 'cannot tell yet' : conclude(overall);
  scenarios.forEach((scenario, i) => {
    provenance[`${i}.${measure}`] = {
      what: `${scenario.name}: ${what}.`,
      how: `Middle of ${runs.length} runs; the interval holds 95% of them.`,
      parameters: parameters(scenario),
    };
  });
  provenance[id] = {
    what: `${what}: "${a.name}" less "${b.name}".`,
    how:
      'The difference is taken in each run, in which both scenarios meet the same people with the same luck ' +
      'and the same drawn numbers; then the middle of the runs and the interval that holds 95% of them.' +
      (dropped > stopped
        ? ` Nobody got a place that year in ${dropped - stopped} of the runs, which are left out.`
        : '') +
      (stopped > 0 ? ` Left out are ${stopped} runs that were stopped before their end.` : ''),
    parameters: [...new Set(scenarios.flatMap(parameters))],
  };
  return {
    ...overall,
    measure,
    title: title(a),
    unit,
    conclusion,
    words: differenceInWords(unit, overall.middle, conclusion),
    interval: intervalInWords(unit, overall.low, overall.high),
    each: [
      estimate(
        `0.${measure}`,
        runs.map(([first]) => first),
      ),
      estimate(
        `1.${measure}`,
        runs.map(([, second]) => second),
      ),
    ],
  };
}
