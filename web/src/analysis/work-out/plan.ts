import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readScenario, runPlan } from '@throughcare/planning';
import { planningCode } from '../planning-code.ts';
import { layoutOf } from '../layout.ts';
import { writeWhole } from '../write-whole.ts';
import type { Step } from './step.ts';

/** Two scenarios of `scenarioFolder` on the same arrivals and the same luck. */
export function planStep(
  folder: string,
  plan: {
    readonly name: string;
    readonly words: string;
    readonly scenarioFolder: string;
    readonly scenarios: readonly [string, string];
    readonly seed: number;
    readonly replications: number;
  },
): Step {
  const file = layoutOf(folder).plan(plan.name);
  const { scenarioFolder, seed, replications } = plan;
  return {
    step: `plan ${plan.name}`,
    words: plan.words,
    after: [],
    inputs: () => ({
      seed,
      replications,
      scenarios: plan.scenarios,
      files: filesOf(scenarioFolder),
      code: planningCode(),
    }),
    leaves: [file],
    work: report => {
      const read = (name: string) => readFileSync(name, 'utf8');
      const [a, b] = plan.scenarios.map(name => readScenario(join(scenarioFolder, name), read));
      const result = runPlan([a, b], {
        seed,
        replications,
        // A page tells of the drawn year and of all of them together.
        tablesOf: [a.drawnYear],
        onProgress: report,
      });
      writeWhole(file, `${JSON.stringify(result)}\n`);
    },
  };
}

/** Every scenario of the folder: one may extend another. */
function filesOf(folder: string): string[] {
  const names = readdirSync(folder).filter(name => name.endsWith('.yaml'));
  return names.sort().map(name => readFileSync(join(folder, name), 'utf8'));
}
