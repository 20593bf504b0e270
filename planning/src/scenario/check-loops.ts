import { canBeNothing } from './parameter.ts';
import type { PlacedFault } from './scenario-check.ts';
import type { ScenarioText } from './scenario-schema.ts';
import type { DurationText, StageText } from './stage-schema.ts';
import { own } from './own.ts';

/**
 * Ways round on which no time need pass: through stages that are instant or can have length 0, out of lists that are
 * full, or where there can be no patience.
 */
export function checkLoops(scenario: ScenarioText): PlacedFault[] {
  const { stages } = scenario;
  const ways = new Map(
    Object.entries(stages).map(([name, stage]) => [name, waysWithoutTime(scenario, stage)] as const),
  );
  return Object.keys(stages)
    .filter(start => {
      const seen = new Set<string>();
      const comesBack = (name: string): boolean =>
        (ways.get(name) ?? []).some(to => to === start || (!seen.has(to) && (seen.add(to), comesBack(to))));
      return comesBack(start);
    })
    .map(name => ({
      path: ['stages', name],
      what: `Stage ${name} leads back to itself without any time passing.`,
      mend: 'Give one of the stages of that loop a stay.',
    }));
}

function waysWithoutTime(
  { parameters, data }: ScenarioText,
  { stay, otherStays, next = [], patience, list, places, needs }: StageText,
): string[] {
  const noTime = (duration: DurationText): boolean => {
    if ('fixed' in duration) {
      const parameter = own(parameters, duration.fixed);
      return parameter !== undefined && canBeNothing(parameter);
    }
    if (!('empirical' in duration)) return false;
    const row = own(data, duration.empirical);
    return row !== undefined && 'lengths' in row
      ? row.lengths.some((length, i) => length === 0 && row.weights?.[i] !== 0)
      : false;
  };
  const limited = places || needs;
  const passes =
    stay === 'instant' ||
    (typeof stay !== 'string' && [stay, ...(otherStays ?? []).map(other => other.stay)].some(noTime));
  return [
    ...(passes ? next.flatMap(row => [...Object.keys(row.shares ?? {}), row.rest]) : []),
    // Somebody waits or is refused only where places, or what they need, have an end.
    ...(limited && patience && noTime(patience.length) ? [patience.to] : []),
    ...(limited && list ? [list.to] : []),
  ];
}
