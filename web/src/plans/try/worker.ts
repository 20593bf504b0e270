import {
  compareEach,
  describeBacktest,
  refuseComparison,
  replicator,
  seriesRunner,
  underWayInWords,
  type Backtest,
  type Replication,
  type Scenario,
} from '@throughcare/planning';
import { OutOfTime, atWork, scenarioIn, type WorkOut } from '../work/at-work.ts';
import type { PlanTask } from './plan-task.ts';

/** Runs every scenario on the same luck. */
const workOut: WorkOut<PlanTask> = async (task, teller) => {
  const { scenarios: files, seed, runs, looks, lookBack } = task;
  const until = Date.now() + task.within;
  const scenarios = files.map(scenarioIn);
  for (const other of scenarios.slice(1)) refuseComparison(scenarios[0], other);
  let cut = false;
  const runOne = replicator(scenarios, seed, 0, () => !(cut ||= Date.now() > until));
  const found: Replication[] = [];
  const tell = (backtest: Backtest | null = null) =>
    JSON.stringify(compareEach(scenarios, seed, found, backtest, [scenarios[0].drawnYear]));
  while (found.length < runs) {
    const next = runOne(found.length);
    if (cut) {
      // Of one that ended beside one that would not, what it says is known all the same.
      if (!anyEnded(found)) found.push(next);
      if (anyEnded(found)) teller.soFar(tell());
      throw new OutOfTime(underWay(scenarios, next));
    }
    found.push(next);
    if (looks.includes(found.length) && found.length < runs && anyEnded(found)) teller.soFar(tell());
    await teller.done(found.length);
  }
  if (!anyEnded(found)) {
    const [{ name }] = scenarios;
    const { why } = found[0].outcomes[0].stopped!;
    throw new RangeError(
      `Every run of “${name}” was stopped before its end, so it has no figures. ${why} ${underWay(scenarios, found[0])}`,
    );
  }
  if (!lookBack) return tell();
  const runAt = seriesRunner(scenarios[0], lookBack.series, seed);
  const seen: (readonly number[])[] = [];
  while (seen.length < lookBack.runs) {
    seen.push(runAt(seen.length).figures);
    await teller.done(runs + seen.length);
  }
  return tell(describeBacktest(scenarios[0], lookBack.series, seen));
};

/** Whether any scenario has figures: one run of it went to its end. */
const anyEnded = (found: readonly Replication[]): boolean =>
  found.some(({ outcomes }) => outcomes.some(({ stopped }) => stopped === null));

/** How far each scenario had come in a run that was stopped. */
const underWay = (scenarios: readonly Scenario[], { outcomes }: Replication): string =>
  scenarios
    .flatMap((scenario, i) => underWayInWords(scenario, outcomes[i]) ?? [])
    .join(' ')
    .replaceAll(/"([^"]*)"/g, '“$1”');

atWork(workOut);
