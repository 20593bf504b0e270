import type { Chart } from '@throughcare/charts';
import type { Href } from '../../frame/path.ts';
import { everyFigure, type EveryFigure } from '../every-figure/every-figure-view.ts';
import { fanCharts } from '../figures.ts';
import { lookBackView, type LookBackView } from '../look-back/look-back-view.ts';
import { mainFigures, sidesOf, type MainFigures, type Opened } from '../main-figures.ts';
import { cautionsIn } from '../plan-view.ts';
import type { PlanAnswer } from '../try/plan-answer.ts';

/** Three or four plans beside each other, each compared with the first. */
export interface SideBySide {
  readonly figures: MainFigures;
  readonly cautions: readonly string[];
  readonly replications: number;
  readonly years: number;
  /** Every figure of the first beside each of the others. */
  readonly every: readonly EveryFigure[];
  readonly bothSides: boolean;
  /** One small fan a plan, all to one scale. */
  readonly fans: readonly Chart[];
  /** What the first would have said of a time that is over. */
  readonly lookBack: LookBackView | undefined;
  /** The first with each of the others, on a page of their own. */
  readonly pairs: readonly { readonly name: string; readonly href: Href }[];
  readonly doesNotWeigh: readonly string[];
}

/** @param pair where the first and one of the others stand alone */
export function sideBySide(answer: PlanAnswer, opened: Opened, pair: (other: number) => Href): SideBySide {
  const [first] = answer;
  const figures = mainFigures(answer, opened);
  const sides = figures.scenarios.map(({ side }) => side);
  return {
    figures,
    cautions: cautionsIn(answer),
    replications: first.replications,
    years: first.years,
    every: answer.map((result, i) => everyFigure(result, number => opened(number, i))),
    bothSides: sides.includes('more custody') && sides.includes('more programmes'),
    fans: fanCharts(sidesOf(answer).map(({ result, at }) => result.waiting[at])),
    lookBack: lookBackView(first),
    pairs: answer.map(({ scenarios: [, other] }, i) => ({ name: other.name, href: pair(i + 1) })),
    doesNotWeigh: [...new Set(answer.flatMap(result => result.doesNotWeigh))],
  };
}
