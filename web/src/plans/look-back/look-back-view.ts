import type { Chart } from '@throughcare/charts';
import type { PlanResult } from '@throughcare/planning';
import { sayKind, shownCheck, shownScore, type ShownCheck, type ShownScore } from './figure-words.ts';
import { foretoldFigure, kindsOf } from './foretold-figure.ts';

/** A plan run from a past day beside what was seen since: it stands next to the forecast. */
export interface LookBackView {
  readonly words: string;
  readonly how: string;
  /** People waiting for a place, with the next forecast beside, if they were seen; else the first kind of figure. */
  readonly main: Chart;
  /** A chart of each other kind. */
  readonly others: readonly Chart[];
  /** A row for each kind of figure. */
  readonly kinds: readonly ShownScore[];
  readonly figures: readonly ShownCheck[];
}

const COLUMN = 536;

/** Undefined where nothing that was observed was given. */
export function lookBackView(
  { backtest, flows, waiting, begins }: PlanResult,
  width?: number,
): LookBackView | undefined {
  if (!backtest) return undefined;
  const labels = new Map(flows.flatMap(({ stages }) => stages.map(({ stage, label }) => [stage, label])));
  const whatOf = sayKind(labels);
  const fan = waiting.find(({ scenario }) => scenario === backtest.scenario) ?? waiting[0];
  const isPlace = ({ stage, statistic }: { readonly stage: string; readonly statistic: string }) =>
    stage === fan.stage && statistic === 'waiting';
  const kinds = kindsOf(backtest.checks).sort((a, b) => Number(isPlace(b)) - Number(isPlace(a)));
  const [main, ...others] = kinds.map((kind, i) =>
    foretoldFigure({
      id: `look-back-${i + 1}`,
      what: whatOf(kind),
      kind,
      parts: [{ name: 'What the plan gave, and what was seen', checks: backtest.checks }],
      ...(isPlace(kind) ? { next: { name: 'The next forecast', begins, fan } } : {}),
      ...(i > 0 ? { width: COLUMN } : width === undefined ? {} : { width }),
    }),
  );
  return {
    words: backtest.words,
    how: backtest.how,
    main,
    others,
    kinds: backtest.scores.map(shownScore(whatOf)),
    figures: backtest.checks.map(shownCheck(whatOf)),
  };
}
