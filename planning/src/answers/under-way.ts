import { stageOrder } from '../scenario/compile.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { daysAYear } from '../scenario/unit.ts';
import { columnsOf } from './figures/figures.ts';
import type { Outcome } from './outcome.ts';
import { rounded } from './words.ts';

/**
 * What a run knew that was stopped on its way, in a sentence; null of one that had ended. It is in no figure: it is there
 * so that a run that would not end shows where it goes round.
 */
export function underWayInWords(scenario: Scenario, outcome: Outcome): string | null {
  const { stopped, events, figures, cost, detectedReoffences } = outcome;
  if (stopped === null) return null;
  const { name, years } = scenario;
  const year = Math.min(years, Math.floor(stopped.at / daysAYear) + 1);
  const columns = columnsOf(scenario, stageOrder(scenario));
  const came = columns
    .map(({ face }, i) => ({ face, people: figures.numbers[(year - 1) * columns.length + i] }))
    .filter(({ face }) => face['statistic'] === 'came' && face['stage'] !== undefined);
  const busiest = came.reduce((most, each) => (each.people > most.people ? each : most), came[0]);
  const where =
    busiest !== undefined && busiest.people > 0
      ? ` Most came to "${busiest.face['label']}" in that year: ${rounded(busiest.people)} so far.`
      : '';
  return (
    `With "${name}" a run was stopped on its way: it had come to day ${Math.floor(stopped.at).toLocaleString('en-GB')} of ` +
    `${Math.round(years * daysAYear).toLocaleString('en-GB')}, in year ${year}, after ${rounded(events)} events, with ` +
    `${rounded(detectedReoffences)} detected reoffences and £${rounded(cost)} spent by then.${where}`
  );
}
