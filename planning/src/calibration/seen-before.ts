import { ownExtract } from '../fill/own-extract.ts';
import { usedParameters } from '../scenario/assumptions.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';

/**
 * Says how many numbers of a plan were calibrated or counted up to a month of the time that it is held against, or
 * later: it has seen what it should foretell. Null where none were.
 *
 * @param from first period that it is held against, 2024-03 or 2024
 */
export function seenBefore(scenario: Scenario, from: string): string | null {
  const dates = [...usedParameters(scenario)].flatMap(name => {
    const { drawn, extract, source, date } = scenario.parameters[name];
    const counted = extract !== undefined && source?.startsWith(ownExtract);
    const learned = drawn !== undefined || counted;
    const last = date ?? '';
    return learned && last.slice(0, from.length) >= from.slice(0, last.length) ? [last] : [];
  });
  if (dates.length === 0) return null;
  const many = dates.length === 1 ? '1 of its numbers was' : `${dates.length} of its numbers were`;
  return `${many} learned or counted from figures up to ${dates.sort().at(-1)!}, so it had seen this time already and is no test of what it foretells; hold the last year back from the fit to have one.`;
}
