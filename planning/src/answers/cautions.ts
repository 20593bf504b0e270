import { stageOrder } from '../scenario/compile.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import type { Outcome } from './outcome.ts';
import { underWayInWords } from './under-way.ts';

/** What a reader must know before any figure: whose people are there on the first day, runs that were stopped, and people who would wait for ever. */
export function cautionsOf(scenario: Scenario, outcomes: readonly Outcome[]): string[] {
  const { name, stages } = scenario;
  const many = (count: number): string => Math.round(count).toLocaleString('en-GB');
  const stopped = outcomes.filter(outcome => outcome.stopped !== null);
  const said: string[] = [...scenario.cautions];
  if (stopped.length > 0) {
    const { at, why } = stopped[0].stopped!;
    const rest = stopped.length === outcomes.length ? 'So it has no figures.' : 'They are left out.';
    said.push(
      `With "${name}" ${stopped.length} of ${outcomes.length} runs were stopped before their end, the first after ${many(at)} days: ${why} ${rest} ${underWayInWords(scenario, stopped[0])!}`,
    );
  }
  stageOrder(scenario).forEach((stage, i) => {
    const waiting = outcomes.map(outcome => outcome.waitingForEver[i]).filter(count => count > 0);
    if (waiting.length === 0) return;
    said.push(
      `With "${name}" up to ${many(Math.max(...waiting))} people wait for ever at "${stages[stage].label}" in ${waiting.length} of ${outcomes.length} runs: no place will come to them.`,
    );
  });
  return said;
}
