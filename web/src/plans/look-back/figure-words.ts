import type { FigureCheck, ForetoldScore } from '@throughcare/planning';
import { people, sayDays } from '../numbers.ts';

type Statistic = FigureCheck['statistic'];

/** A kind of figure: one statistic of one stage. */
export type Kind = Pick<FigureCheck, 'stage' | 'statistic'>;

const statistics: Readonly<Record<Statistic, string>> = {
  came: 'came',
  began: 'began',
  completed: 'time there ended',
  orderEndedFirst: 'left because their order ended first',
  detectedReoffences: 'detected reoffences',
  waiting: 'waiting at the end',
  inside: 'there at the end',
  meanWait: 'mean wait',
};

/** "On a programme: waiting at the end". */
export const sayKind =
  (labels: ReadonlyMap<string, string>) =>
  ({ stage, statistic }: Kind): string =>
    `${labels.get(stage) ?? stage}: ${statistics[statistic]}`;

export const sayFigure = (statistic: Statistic, value: number): string =>
  statistic === 'meanWait' ? sayDays(value) : people(value);

/** The axis of a kind of figure: what is counted, and when. */
export function axisOf({ statistic }: Kind, every: 'month' | 'year'): { count: string; time: string } {
  const count =
    statistic === 'meanWait' ? 'days' : statistic === 'detectedReoffences' ? 'detected reoffences' : 'people';
  return { count, time: isAtEnd(statistic) ? `at the end of the ${every}` : `in the ${every}` };
}

/** Whether a figure tells of the end of its period; the others tell of all of it. */
export const isAtEnd = (statistic: Statistic): boolean => statistic === 'waiting' || statistic === 'inside';

/** How a plan did with one kind of figure, as a row of a table. */
export interface ShownScore {
  readonly what: string;
  readonly inside: string;
  readonly error: string;
  readonly repeated: string;
}

export const shownScore =
  (whatOf: (kind: Kind) => string) =>
  (score: ForetoldScore): ShownScore => ({
    what: whatOf(score),
    inside: `${score.inside} of ${score.figures}`,
    error: sayFigure(score.statistic, score.error),
    repeated:
      score.errorOfLastYear === null ? 'not known' : sayFigure(score.statistic, score.errorOfLastYear),
  });

/** One figure as it was seen and as the plan gives it, as a row of a table. */
export interface ShownCheck {
  readonly period: string;
  readonly what: string;
  readonly seen: string;
  readonly told: string;
  readonly between: string;
  readonly inside: boolean;
}

export const shownCheck =
  (whatOf: (kind: Kind) => string) =>
  (check: FigureCheck): ShownCheck => ({
    period: check.period,
    what: whatOf(check),
    seen: sayFigure(check.statistic, check.observed),
    told: sayFigure(check.statistic, check.middle),
    between: `${sayFigure(check.statistic, check.low)} to ${sayFigure(check.statistic, check.high)}`,
    inside: check.inside,
  });
