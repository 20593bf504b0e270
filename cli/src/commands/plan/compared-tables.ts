import { runsHeld } from '@throughcare/planning';
import type { Compared, Estimate, PlanResult } from '@throughcare/planning';
import { exact } from './figure-words.ts';
import { notTwiceSaid } from './forks.ts';

/** Every figure of two plans over all years together, and what differs between them run by run. */
export function comparedTableLines(result: PlanResult): string[] {
  const { tables, scenarios, replications, provenance, years } = result;
  const { whole, totals } = tables;
  const span = whole.firstYear === years ? `Year ${years}` : `Years ${whole.firstYear} to ${years} together`;
  const rows: readonly Compared[] = [
    ...whole.statistics.filter(notTwiceSaid(whole.statistics)),
    ...whole.flow,
    ...whole.ways,
    ...whole.happened,
    ...whole.resources,
    ...whole.costs,
    ...totals,
  ];
  const isSame = ({ why, difference }: Compared): boolean =>
    why === null && difference?.low === 0 && difference.high === 0;
  const shown = rows.filter(row => !isSame(row));
  const mean = (figure: Estimate | null): string => (figure === null ? 'none' : exact(figure.mean));
  return [
    '',
    `${span}, every figure: the mean with "${scenarios[0].name}", then with "${scenarios[1].name}", and what differs run by run (its mean, and ${runsHeld(replications)})`,
    ...shown.map(({ first, second, difference, why }) => {
      const apart =
        difference === null
          ? 'no difference to tell'
          : `${exact(difference.mean)} (${exact(difference.low)} to ${exact(difference.high)})`;
      const reason = why === null ? '' : `. ${why}`;
      return `  ${provenance[(first ?? second)!.id].what} ${mean(first)}, ${mean(second)}: ${apart}${reason}`;
    }),
    ...(shown.length < rows.length
      ? [`  ${rows.length - shown.length} more figures are the same in every run.`]
      : []),
    ...costLines(result),
    '',
    'Were the runs enough to know each plan’s own means?',
    ...result.precision.flatMap((measures, i) =>
      measures.map(({ measure, words }) => `  ${scenarios[i].name}, ${measureNames[measure]}: ${words}`),
    ),
  ];
}

const measureNames = {
  wait: 'mean wait',
  cost: 'cost',
  detectedReoffences: 'detected reoffences',
} as const;

/** What everything costs in each year. */
function costLines({ tables }: PlanResult): string[] {
  const all = tables.costs.filter(
    ({ of, first, second }) => of === 'everything' && (first ?? second) !== null,
  );
  const pounds = (value: number): string => `${value < 0 ? '-' : ''}£${exact(Math.abs(value))}`;
  const mean = (figure: Estimate | null): string => (figure === null ? 'none' : pounds(figure.mean));
  return [
    '',
    'Cost by year, the means, and what differs run by run',
    ...all.map(
      ({ year, first, second, difference }) =>
        `  Year ${year} ${mean(first)}, ${mean(second)}: ${mean(difference)}${difference === null ? '' : ` (${pounds(difference.low)} to ${pounds(difference.high)})`}`,
    ),
  ];
}
