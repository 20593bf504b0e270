import type { FigureCheck, PlanResult } from '@throughcare/planning';
import { people, sayDays } from '../numbers.ts';

/** A plan run from a past day beside what was seen since: it stands next to the forecast. */
export interface LookBackView {
  readonly words: string;
  readonly how: string;
  /** A row for each kind of figure. */
  readonly kinds: readonly {
    readonly what: string;
    readonly inside: string;
    readonly error: string;
    readonly repeated: string;
  }[];
  readonly figures: readonly {
    readonly period: string;
    readonly what: string;
    readonly seen: string;
    readonly told: string;
    readonly between: string;
    readonly inside: boolean;
  }[];
}

const statistics: Readonly<Record<FigureCheck['statistic'], string>> = {
  came: 'came',
  began: 'began',
  completed: 'completed',
  orderEndedFirst: 'left because their order ended first',
  detectedReoffences: 'detected reoffences',
  waiting: 'waiting at the end',
  inside: 'there at the end',
  meanWait: 'mean wait',
};

/** Undefined where nothing that was observed was given. */
export function lookBackView({ backtest, flows }: PlanResult): LookBackView | undefined {
  if (!backtest) return undefined;
  const labels = new Map(flows.flatMap(({ stages }) => stages.map(({ stage, label }) => [stage, label])));
  const whatOf = ({ stage, statistic }: Pick<FigureCheck, 'stage' | 'statistic'>) =>
    `${labels.get(stage) ?? stage}: ${statistics[statistic]}`;
  const say = (statistic: FigureCheck['statistic'], value: number) =>
    statistic === 'meanWait' ? sayDays(value) : people(value);
  return {
    words: backtest.words,
    how: backtest.how,
    kinds: backtest.scores.map(score => ({
      what: whatOf(score),
      inside: `${score.inside} of ${score.figures}`,
      error: say(score.statistic, score.error),
      repeated: score.errorOfLastYear === null ? 'not known' : say(score.statistic, score.errorOfLastYear),
    })),
    figures: backtest.checks.map(check => ({
      period: check.period,
      what: whatOf(check),
      seen: say(check.statistic, check.observed),
      told: say(check.statistic, check.middle),
      between: `${say(check.statistic, check.low)} to ${say(check.statistic, check.high)}`,
      inside: check.inside,
    })),
  };
}
