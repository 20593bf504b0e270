import { conclude, runsNeeded } from './conclude.ts';
import { estimate, figureOf, howOf } from './estimate.ts';
import type { Outcome } from './outcome.ts';
import type { Difference, Figure, Provenance } from './plan-result.ts';
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

/** A figure of each run of one scenario, and why some runs have none. */
interface Known {
  readonly values: readonly number[];
  readonly stopped: number;
  /** Runs in which nobody came or waited, so that there is no wait to speak of. */
  readonly nobodyCame: number;
  /** Runs in which nobody got a place: their wait is infinite. */
  readonly nobodyBegan: number;
}

function knownOf(measure: Difference['measure'], outcomes: readonly Outcome[]): Known {
  const whole = outcomes.filter(({ stopped }) => stopped === null).map(outcome => outcome[measure]);
  const values = whole.filter(value => !Number.isNaN(value));
  return {
    values,
    stopped: outcomes.length - whole.length,
    nobodyCame: whole.length - values.length,
    nobodyBegan: values.filter(value => value === Infinity).length,
  };
}

/** Says of which runs a figure speaks, and which of them have none. */
function whyOf(name: string, { stopped, nobodyCame, nobodyBegan }: Known, runs: number): string[] {
  const inRuns = (count: number): string => (count === runs ? 'every run' : `${count} of ${runs} runs`);
  const said: string[] = [];
  if (stopped === runs) said.push(`Every run of "${name}" was stopped before its end.`);
  else if (stopped > 0)
    said.push(`${stopped} of ${runs} runs of "${name}" were stopped before their end and are left out.`);
  if (nobodyCame > 0) said.push(`With "${name}" nobody came in ${inRuns(nobodyCame)}: there is no wait.`);
  if (nobodyBegan > 0)
    said.push(
      `With "${name}" nobody got a place in ${inRuns(nobodyBegan)}: that counts as longer than any wait.`,
    );
  return said;
}

/**
 * First scenario less second on one measure, taken run by run; writes where the three numbers came from. A run in which
 * nobody got a place counts as an infinite wait; where neither has a place, or one was stopped or nobody came, there is
 * nothing to compare, and the run counts for neither side.
 */
export function differenceOf(
  measure: Difference['measure'],
  scenarios: readonly [Scenario, Scenario],
  replications: readonly Replication[],
  provenance: Record<string, Provenance>,
): Difference {
  const [a, b] = scenarios;
  const { title, unit, what, parameters } = measures[measure];
  const all = replications.length;
  const known = scenarios.map((_, i) =>
    knownOf(
      measure,
      replications.map(({ outcomes }) => outcomes[i]),
    ),
  );
  const whole = replications.filter(({ outcomes }) => outcomes.every(({ stopped }) => stopped === null));
  // Infinity less itself is no number: who gets nobody a place under either is not told apart.
  const differences = whole
    .map(({ outcomes: [first, second] }) => first[measure] - second[measure])
    .filter(difference => !Number.isNaN(difference));
  const runs = differences.length;
  const conclusion = conclude(differences, all);
  const why = known.flatMap((each, i) => whyOf(scenarios[i].name, each, all));
  if (why.length > 0 && runs < all) {
    why.push(runs === 0 ? 'No run can be compared.' : `${runs} of ${all} runs can be compared.`);
  }
  const each = known.map((own, i): Figure => {
    const id = `${i}.${measure}`;
    const because = whyOf(scenarios[i].name, own, all);
    provenance[id] = {
      what: `${scenarios[i].name}: ${what}.`,
      how: [howOf(own.values.length), ...because].join(' '),
      parameters: parameters(scenarios[i]),
    };
    return figureOf(estimate(id, own.values), because);
  });
  const id = `difference.${measure}`;
  const overall = estimate(id, differences);
  provenance[id] = {
    what: `${what}: "${a.name}" less "${b.name}".`,
    how: [
      'The difference is taken in each run, in which both scenarios meet the same people with the same luck and the ' +
        'same drawn numbers.',
      howOf(runs),
      ...why,
    ].join(' '),
    parameters: [...new Set(scenarios.flatMap(parameters))],
  };
  return {
    ...figureOf(overall, why),
    measure,
    title: title(a),
    unit,
    conclusion,
    runsNeeded: runsNeeded(differences, all),
    words: runs === 0 ? 'No figure' : differenceInWords(unit, overall.middle, conclusion),
    interval: runs === 0 ? 'no run can be compared' : intervalInWords(unit, overall.low, overall.high),
    each: [each[0], each[1]],
  };
}
