import type { PlanResult } from '@throughcare/planning';

/** Whether people come into this plan by being arrested: only such a plan counts what may follow an arrest. */
export const hasArrests = ({ welfare }: PlanResult): boolean => welfare.some(({ deaths }) => deaths !== null);

/** Where people come in, as the plan calls it. */
const beginning = ({ flows: [{ stages }] }: PlanResult): string => `“${stages[0].label}”`;

/** What the years that are counted from the beginning on are called. */
export const yearsTitle = (result: PlanResult): string =>
  hasArrests(result)
    ? 'Years under investigation, all together'
    : `Years at ${beginning(result)}, all together`;

/** Whom a threat keeps away, as this plan calls them. */
export const whomIn = (result: PlanResult, whom: string): string =>
  hasArrests(result) ? whom : 'people who come in';

/**
 * Words of a figure in the plan's own names of its stages, in quotes as they are printed; one that knows no arrest is not
 * told of any.
 */
export function planWords(words: string, result: PlanResult): string {
  const labels = new Map(
    result.flows.flatMap(({ stages }) => stages.map(({ stage, label }) => [stage, label])),
  );
  const quoted = words.replaceAll(/"([^"]*)"/g, (_, name: string) => `“${labels.get(name) ?? name}”`);
  if (hasArrests(result)) return quoted;
  return quoted
    .replace('spend under investigation', `spend at ${beginning(result)}`)
    .replace('been arrested for a first time', 'come in')
    .replace(/^((?:.*: )?)arrests\b/i, '$1people who come in');
}
