import { setPriority } from 'node:os';
import {
  ScenarioError,
  compareEach,
  readScenario,
  refuseComparison,
  replicator,
  type Replication,
} from '@throughcare/planning';
import { endWithParent } from '../../analysis/end-with-parent.ts';
import type { PlanFiles, PlanSaid, PlanTask } from './plan-task.ts';

/** A process that runs plans, one after the other, away from the thread that answers pages. */
const BEHIND_THE_PAGES = 10;
const BETWEEN_WORDS = 200;

setPriority(BEHIND_THE_PAGES);
endWithParent();

const say = (said: PlanSaid) => process.send?.(said);

process.on('message', (task: PlanTask) => {
  try {
    say({ say: 'done', result: runAll(task) });
  } catch (error) {
    // Anything but a refusal is a fault of ours: the process ends without a word, and the service says so.
    if (!(error instanceof ScenarioError || error instanceof RangeError)) throw error;
    say({ say: 'refused', why: error.message });
  }
});

/** Runs every scenario on the same luck, and tells how far it is. */
function runAll({ scenarios: files, seed, replications, firstLook }: PlanTask): string {
  const scenarios = files.map(scenarioOf);
  for (const other of scenarios.slice(1)) refuseComparison(scenarios[0], other);
  const runOne = replicator(scenarios, seed);
  const found: Replication[] = [];
  const tell = () => JSON.stringify(compareEach(scenarios, seed, found));
  let told = 0;
  while (found.length < replications) {
    found.push(runOne(found.length));
    const done = found.length;
    if (done === firstLook && done < replications) say({ say: 'so far', result: tell() });
    if (Date.now() - told < BETWEEN_WORDS) continue;
    told = Date.now();
    say({ say: 'progress', done, of: replications });
  }
  return tell();
}

function scenarioOf({ file, texts }: PlanFiles) {
  const byName = new Map(texts);
  return readScenario(file, name => {
    const text = byName.get(name);
    if (text === undefined) throw new RangeError(`There is no scenario file ${name}. Nothing was run.`);
    return text;
  });
}
