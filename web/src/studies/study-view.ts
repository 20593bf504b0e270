import type { Chart } from '@throughcare/charts';
import {
  isEstimate,
  perThousand,
  release,
  type PairReport,
  type ReleasedReport,
  type StudyReport,
} from '@throughcare/evidence';
import type { TrueEffects } from '../analysis/truth.ts';
import type { Href } from '../frame/path.ts';
import { paths } from '../paths.ts';
import { attritionChart } from './attrition-figure.ts';
import { behind, type Fact } from './behind.ts';
import { headline, holdsFor, type Headline } from './headline.ts';
import { answersChart, balanceChart, curvesChart, isInside, views, type View } from './pair-figures.ts';
import { sayMore, shortArm } from './words.ts';

export interface Choice {
  readonly text: string;
  readonly href: Href;
  readonly current: boolean;
}

export interface StudyView {
  readonly question: string;
  readonly madeUp: boolean;
  readonly headline: Headline;
  readonly verdict: string;
  readonly holdsFor: string;
  readonly further: readonly string[];
  readonly cautions: readonly string[];
  /** What the truth says to a figure that looks strong and is wrong. */
  readonly wrongAllTheSame: string | undefined;
  readonly pairs: readonly Choice[];
  readonly views: readonly Choice[];
  readonly curves: Chart | undefined;
  readonly answers: Chart | undefined;
  readonly balance: Chart | undefined;
  readonly attrition: Chart;
  readonly behind: { readonly short: readonly Fact[]; readonly long: readonly Fact[] };
  readonly doesNotShow: readonly string[];
}

export interface Asked {
  readonly pair: string | undefined;
  readonly view: View;
}

export const pairName = ({ first, second }: { first: string; second: string }) => `${first}-${second}`;

/** What the page shows of one pair of a study; undefined when the study has no such pair. */
export function studyView(
  report: StudyReport,
  truths: TrueEffects | undefined,
  asked: Asked,
): StudyView | undefined {
  const released: ReleasedReport = release(report);
  const at = asked.pair === undefined ? 0 : report.pairs.findIndex(pair => pairName(pair) === asked.pair);
  const pair = report.pairs[at];
  const own = released.pairs[at];
  if (!pair || !own) return undefined;
  const truth = report.madeUp
    ? truths?.of(pair.first, pair.second, pair.estimand, report.outcome.windowDays)
    : undefined;
  // Where a count is too small to be shown, no curve, table or interval may tell it (E16).
  const isOpen = own.differencePerThousand !== undefined;
  const view = asked.view === 'truth' && !truth ? 'alike' : asked.view;
  return {
    question: report.question,
    madeUp: report.madeUp,
    headline: headline(pair, own),
    verdict: own.conclusion.verdict,
    holdsFor: holdsFor(pair),
    further: own.conclusion.sentences.slice(1),
    cautions: own.conclusion.cautions,
    wrongAllTheSame: isOpen && truth ? wrongAllTheSame(pair, truth.riskDifference) : undefined,
    pairs: report.pairs.map((one, i) => ({
      text: pairWords(one),
      href: hrefOf(report, one, view),
      current: i === at,
    })),
    views: isOpen
      ? views
          .filter(name => name !== 'truth' || truth)
          .map(name => ({ text: viewWords[name], href: hrefOf(report, pair, name), current: name === view }))
      : [],
    curves: isOpen ? curvesChart(pair, view, truth) : undefined,
    answers: isOpen ? answersChart(pair, truth) : undefined,
    balance: isOpen ? balanceChart(pair) : undefined,
    attrition: attritionChart(released, own),
    behind: behind(report, pair, own),
    doesNotShow: report.doesNotShow,
  };
}

const viewWords: Readonly<Record<View, string>> = {
  first: 'As it looks at first',
  alike: 'With people made alike',
  truth: 'The truth (made-up data only)',
};

const pairWords = ({ first, second, labels }: PairReport) =>
  `${shortArm(first, labels[0])} or ${lowerFirst(shortArm(second, labels[1]))}`;

const lowerFirst = (text: string) => text[0].toLowerCase() + text.slice(1);

const hrefOf = ({ study }: StudyReport, pair: PairReport, view: View) =>
  paths.study({ study }, { pair: pairName(pair), view: view === 'alike' ? undefined : view });

function wrongAllTheSame(pair: PairReport, truth: number): string | undefined {
  const { adjusted } = pair;
  if (!isEstimate(adjusted) || isInside({ riskDifference: truth, riskA: 0, riskB: 0 }, adjusted))
    return undefined;
  const eValue = adjusted.sensitivity.find(one => one.name === 'E-value')?.values['eValue'];
  const strong = eValue === undefined ? '' : ` The E-value of ${eValue.toFixed(1)} makes it look strong.`;
  return (
    `In these made-up data the truth is known: ${sayMore(truth)} of 1,000, not ${Math.abs(perThousand(adjusted.value))}.` +
    `${strong} It is wrong all the same, and on real data nothing would show how far.`
  );
}
