import { compareEach, refuseComparison, replicator, type Replication } from '@throughcare/planning';
import { atWork, scenarioIn, type WorkOut } from '../work/at-work.ts';
import type { PlanTask } from './plan-task.ts';

/** Runs every scenario on the same luck. */
const workOut: WorkOut<PlanTask> = async ({ scenarios: files, seed, steps, firstLook }, teller) => {
  const scenarios = files.map(scenarioIn);
  for (const other of scenarios.slice(1)) refuseComparison(scenarios[0], other);
  const runOne = replicator(scenarios, seed);
  const found: Replication[] = [];
  const tell = () => JSON.stringify(compareEach(scenarios, seed, found));
  while (found.length < steps) {
    found.push(runOne(found.length));
    if (found.length === firstLook && found.length < steps) teller.soFar(tell());
    await teller.done(found.length);
  }
  return tell();
};

atWork(workOut);
