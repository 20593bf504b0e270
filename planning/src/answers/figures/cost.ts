import { openingsOf } from '../../scenario/compile/places.ts';
import type { Scenario } from '../../scenario/scenario-schema.ts';
import type { PlacesText } from '../../scenario/stage-schema.ts';
import { daysAYear } from '../../scenario/unit.ts';
import type { Values } from '../../scenario/compile/values.ts';
import type { Reading } from './reading.ts';

/** Pounds that a stage costs: people counted as they come and begin, person-time inside, and places as they open. */
export function costOfStage(scenario: Scenario, name: string, stage: number, reading: Reading): number {
  const { s, period, values } = reading;
  const { cost, places } = scenario.stages[name];
  const cell = period * s.stages + stage;
  const { perArrival, perStart, perYearInside } = cost ?? {};
  let total = costOfOpenings(scenario, places, values, reading);
  if (perArrival) total += values[perArrival] * s.arrived[cell];
  if (perStart) total += values[perStart] * s.began[cell];
  if (perYearInside) total += values[perYearInside] * s.insideTime[cell];
  return total;
}

/** Pounds that more of a shared resource costs as it opens. */
export function costOfResource(scenario: Scenario, name: string, reading: Reading): number {
  return costOfOpenings(scenario, scenario.resources![name].places, reading.values, reading);
}

/** Pounds of everything. */
export function costOfAll(scenario: Scenario, order: readonly string[], reading: Reading): number {
  return [
    ...order.map((name, stage) => costOfStage(scenario, name, stage, reading)),
    ...Object.keys(scenario.resources ?? {}).map(name => costOfResource(scenario, name, reading)),
  ].reduce((sum, part) => sum + part, 0);
}

/** Of the openings in the time of a reading; the first year has those of its first day, and none has those before it. */
function costOfOpenings(
  { begins, years }: Scenario,
  places: PlacesText | null | undefined,
  values: Values,
  { from, to }: Reading,
): number {
  return openingsOf(places, values, { begins, end: years * daysAYear })
    .filter(({ at }) => at <= to && (at > from || (from === 0 && at === 0)))
    .reduce((sum, opening) => sum + opening.places * opening.costPerPlace, 0);
}
