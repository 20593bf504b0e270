import { setPriority } from 'node:os';
import { ScenarioError, readScenario, runPlan } from '@throughcare/planning';
import { endWithParent } from '../../analysis/end-with-parent.ts';
import type { PlanFiles, PlanSaid, PlanTask } from './plan-task.ts';

/** A process that runs plans, one after the other, away from the thread that answers pages. */
const BEHIND_THE_PAGES = 10;
const BETWEEN_WORDS = 200;

setPriority(BEHIND_THE_PAGES);
endWithParent();

const say = (said: PlanSaid) => process.send?.(said);

process.on('message', ({ scenarios, seed, replications }: PlanTask) => {
  let told = 0;
  try {
    const [a, b] = scenarios.map(scenarioOf);
    const result = runPlan([a, b], {
      seed,
      replications,
      onProgress(done, of) {
        if (Date.now() - told < BETWEEN_WORDS) return;
        told = Date.now();
        say({ say: 'progress', done, of });
      },
    });
    say({ say: 'done', result: JSON.stringify(result) });
  } catch (error) {
    // Anything but a refusal is a fault of ours: the process ends without a word, and the service says so.
    if (!(error instanceof ScenarioError || error instanceof RangeError)) throw error;
    say({ say: 'refused', why: error.message });
  }
});

function scenarioOf({ file, texts }: PlanFiles) {
  const byName = new Map(texts);
  return readScenario(file, name => {
    const text = byName.get(name);
    if (text === undefined) throw new RangeError(`There is no scenario file ${name}. Nothing was run.`);
    return text;
  });
}
