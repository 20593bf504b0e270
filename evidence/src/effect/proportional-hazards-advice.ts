import type { CoxFit } from './cox.ts';
import type { ProportionalHazardsRow, ProportionalHazardsTest } from './proportional-hazards.ts';

/** What to make of a proportional-hazards test. */
export interface ProportionalHazardsAdvice {
  readonly holds: boolean;
  /** Terms whose ratio was seen to change with time. */
  readonly failing: readonly ProportionalHazardsRow[];
  /** A time to split at: the median of the times of events. */
  readonly cut: number;
  readonly sentences: readonly string[];
}

/**
 * Says in words what to do: nothing; or stratify by a term, give ratios for early and late time (`coxByPeriod`), or compare
 * restricted means, which ask for no proportionality.
 *
 * @param alpha below which p a term counts as failing
 */
export function proportionalHazardsAdvice(
  fit: CoxFit,
  { terms, global, transform }: ProportionalHazardsTest,
  alpha = 0.05,
): ProportionalHazardsAdvice {
  const failing = terms.filter(row => row.p < alpha);
  const cut = medianEventTime(fit);
  const asked = `${fit.events} events, time as ${TIME_IN_WORDS[transform]}`;
  if (failing.length === 0 && global.p >= alpha) {
    return {
      holds: true,
      failing,
      cut,
      sentences: [
        `No hazard ratio was seen to change with time (all together p = ${sayP(global.p)}; ${asked}). With few events only a ` +
          'strong change would have been seen.',
      ],
    };
  }
  const which = failing.map(({ name, p }) => `${name} (p = ${sayP(p)})`).join(', ');
  const sentences = [
    failing.length === 0
      ? `Taken together the hazard ratios change with time (p = ${sayP(global.p)}; ${asked}), though no term does alone. One ` +
        'ratio for all time is an average over the times of events.'
      : `The hazard ratio of ${which} changes with time (${asked}). One ratio for all time is an average over the times of ` +
        'events, and says neither what happens early nor what happens late.',
    ...failing.map(row => sayStratify(fit, row)),
    `Of a term that the question is about: split time, at ${cut} (half of the events come by then), and report a ratio for ` +
      'either part; or add more parts where there are events enough.',
    'Of the arms: compare restricted mean times up to one time for all, or the curves at set times, which ask for no ' +
      'proportional hazards.',
  ];
  return { holds: false, failing, cut, sentences };
}

const TIME_IN_WORDS = {
  km: '1 less Kaplan and Meier’s estimate',
  identity: 'it is',
  log: 'its logarithm',
  rank: 'its rank',
} as const;

function sayStratify({ data }: CoxFit, { name, columns }: ProportionalHazardsRow): string {
  const bands = columns.length === 1 && distinctBeyond(data.values, data.columns, columns[0], 10);
  const by = bands ? `bands of ${name}` : name;
  return `Of ${name}, where it is only adjusted for: stratify by ${by}; each level then has a baseline hazard of its own and no ratio.`;
}

function distinctBeyond(values: Float64Array, columns: number, column: number, most: number): boolean {
  const seen = new Set<number>();
  for (let at = column; at < values.length; at += columns) {
    seen.add(values[at]);
    if (seen.size > most) return true;
  }
  return false;
}

function medianEventTime({ data: { ties, stop }, events }: CoxFit): number {
  const byTime = Array.from(ties.from, (position, tie) => ({
    time: stop[position],
    deaths: ties.deaths[tie],
  }));
  byTime.sort((a, b) => a.time - b.time);
  let seen = 0;
  for (const { time, deaths } of byTime) {
    seen += deaths;
    if (2 * seen >= events) return time;
  }
  return 0;
}

function sayP(p: number): string {
  return p < 0.001 ? 'less than 0.001' : p.toFixed(3);
}
