import { readSeries, type ObservedSeries, type Scenario, type ScenarioFault } from '@throughcare/planning';

/** Figures that were seen, as a question carries them. */
export interface Observed {
  /** Lines of `period,stage,statistic,value`; empty where none were given. */
  readonly figures: string;
  /** Whether those who came in them take the place of the arrivals that the plan assumes. */
  readonly asArrivals: boolean;
}

export const nothingObserved: Observed = { figures: '', asArrivals: false };

/** The most figures that an address holds; more are for the page on which a plan is fitted. */
export const MOST_OBSERVED = 4000;
const FILE = 'figures';

/** The lines of a scenario file by which counted arrivals take the place of assumed ones. */
export interface CountedArrivals {
  readonly arrivals: { readonly observed: string };
  readonly data: Readonly<Record<string, object>>;
}

const NAME = 'arrivals-as-counted';

/** Reads the figures as a plan reads them. Throws a ScenarioError with what is wrong in them, by line. */
export const seriesOf = (scenario: Scenario, { figures }: Observed): ObservedSeries =>
  readSeries(FILE, figures, scenario);

/** Those of a series that are left to be held against the plan: what it takes as given tells nothing of it. */
export function toLookBack(
  scenario: Scenario,
  series: ObservedSeries,
  { asArrivals }: Observed,
): ObservedSeries {
  if (!asArrivals) return series;
  return { ...series, figures: series.figures.filter(figure => !isArrival(scenario, figure)) };
}

const isArrival = (
  { arrivals }: Scenario,
  { stage, statistic }: { readonly stage: string; readonly statistic: string },
): boolean => stage === arrivals.to && statistic === 'came';

/** What a series says of those who came, or why it cannot stand for all arrivals from the plan's beginning on. */
export function countedArrivals(
  scenario: Scenario,
  series: ObservedSeries,
):
  | { readonly ok: true; readonly lines: CountedArrivals }
  | { readonly ok: false; readonly fault: ScenarioFault } {
  const { to, label } = scenario.arrivals;
  const came = series.figures
    .filter(figure => isArrival(scenario, figure))
    .sort((a, b) => a.number - b.number);
  const refuse = (what: string, mend: string) =>
    ({ ok: false, fault: { file: FILE, line: 1, column: 1, what, mend } }) as const;
  if (came.length === 0) {
    return refuse(
      `No line tells who came to ${to}, where people come into this plan.`,
      `Write lines such as ${series.figures[0].period},${to},came,12; or leave the arrivals as assumed.`,
    );
  }
  const first = came[0].number;
  const gap = came.findIndex((figure, i) => figure.number !== first + i);
  if (gap > 0) {
    return refuse(
      `After ${came[gap - 1].period} the next line of those who came is ${came[gap].period}.`,
      `Give one for each ${series.every} in between, 0 where nobody came.`,
    );
  }
  const begins = came[0].period.length === 4 ? `${came[0].period}-01-01` : `${came[0].period}-01`;
  if (begins !== scenario.begins) {
    return refuse(
      `Those who came are counted from ${begins}, and the plan begins on ${scenario.begins}.`,
      `Write begins: ${begins} in the lines of your own, with those who were waiting then.`,
    );
  }
  return {
    ok: true,
    lines: {
      arrivals: { observed: NAME },
      data: {
        [NAME]: {
          label: `${label}, as they were counted`,
          begins,
          every: series.every,
          counts: came.map(({ value }) => value),
          date: came.at(-1)!.period,
          note: 'As it was given on the page, without a source.',
        },
      },
    },
  };
}
