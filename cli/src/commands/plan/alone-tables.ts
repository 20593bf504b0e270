import { runsHeld } from '@throughcare/planning';
import type { PlanAlone } from '@throughcare/planning';
import { countInWords, heldBy, meanInWords, whole } from './figure-words.ts';

const measures = {
  wait: 'Mean wait at the plan’s place, drawn year',
  cost: 'Cost',
  detectedReoffences: 'Detected reoffences',
} as const;

/** Over all years, what each costs, and whether the runs were enough. */
export function aloneTableLines({
  replications,
  years,
  whole: all,
  costs,
  happened,
  provenance,
  precision,
}: PlanAlone): string[] {
  const span = all.firstYear === years ? `Year ${years}` : `Years ${all.firstYear} to ${years} together`;
  // Counts of a stage are told of the last year; the rest is what a closed form would say.
  const averages = all.statistics.filter(({ unit }) => !unit.endsWith('a year'));
  const shares = [...averages, ...all.resources, ...all.flow];
  const lines = ['', `${span}, the mean of the runs`];
  for (const each of shares) {
    if (each.high > 0)
      lines.push(`  ${provenance[each.id].what} ${meanInWords(each)}${heldBy(each, replications)}`);
  }
  const ofLastYear = happened.filter(({ year, mean }) => year === years && mean > 0);
  if (ofLastYear.length > 0) lines.push('', `What else happened, year ${years}`);
  for (const each of ofLastYear) lines.push(`  ${each.label}, ${each.riskLabel}: ${countInWords(each)}`);
  const priced = costs.filter(({ high }) => high > 0);
  if (priced.length > 0) lines.push('', 'Cost by year, and what of it each stage is');
  for (let year = 1; year <= years; year++) {
    const [total, ...parts] = priced
      .filter(each => each.year === year)
      .map(({ name, label, middle, low, high, runs }) =>
        name === null
          ? `  Year ${year} £${whole(middle)} (${runsHeld(runs)} £${whole(low)} to £${whole(high)})`
          : `${label} £${whole(middle)}`,
      );
    if (total !== undefined) lines.push(`${total}: ${parts.join('; ')}`);
  }
  lines.push('', 'Were the runs enough?');
  for (const { measure, words } of precision) lines.push(`  ${measures[measure]}: ${words}`);
  return lines;
}
