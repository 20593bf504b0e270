import { isEstimate } from '../report/estimate.ts';
import type { Estimate } from '../report/estimate.ts';
import type { PairPeople } from '../report/pair-people.ts';
import type { PairReport, StudyReport } from '../report/report.ts';

/** How R makes a figure of the people of a pair. */
export type Recipe = 'risks' | 'rates' | 'Kaplan-Meier' | 'Aalen-Johansen' | 'Cox';

/** By which standard error a figure's interval was made; 'none' where R's own is not held against it. */
export type RecipeError = 'HC0' | 'HC1' | 'sets' | 'sets HC1' | 'jackknife' | 'none';

/** One figure of ours that R is to make again. */
export interface FigureToMatch {
  /** Number of the pair in the data, from 1. */
  readonly pair: number;
  readonly name: string;
  readonly measure: string;
  readonly recipe: Recipe;
  readonly error: RecipeError;
  readonly value: number;
  readonly standardError: number;
  /** People of the first and of the second arm who weigh anything. */
  readonly people: readonly [number, number];
}

export interface Replicable {
  readonly figures: readonly FigureToMatch[];
  /** Pairs without a headline that R could make, and why. */
  readonly without: readonly { readonly name: string; readonly why: string }[];
}

/** The headlines (and hazard ratios) that the people of each pair reproduce. */
export function figuresToMatch(report: StudyReport, all: readonly PairPeople[]): Replicable {
  const figures: FigureToMatch[] = [];
  const without: { name: string; why: string }[] = [];
  for (const pair of report.pairs) {
    const name = `${pair.first} against ${pair.second}`;
    const at = all.findIndex(people => people.first === pair.first && people.second === pair.second);
    if (pair.chance !== undefined) {
      without.push({ name, why: `the design (${pair.chance.design}) does not rest on weights` });
    } else if (!isEstimate(pair.headline)) {
      without.push({ name, why: pair.headline.withheld });
    } else if (at === -1) {
      without.push({ name, why: 'nobody stands in the data' });
    } else {
      const shared = { pair: at + 1, name, people: countWeighed(all[at]) };
      figures.push({ ...shared, ...headlineFigure(pair.headline, report) });
      const ratio = hazardRatioOf(pair, all[at]);
      if (ratio !== undefined) {
        const { measure, value, standardError } = ratio;
        figures.push({ ...shared, measure, recipe: 'Cox', error: 'none', value, standardError });
      }
    }
  }
  return { figures, without };
}

function headlineFigure(headline: Estimate, { outcome }: StudyReport) {
  const { measure, value, standardError, method } = headline;
  return { measure, recipe: recipeOf(outcome.kind), error: errorOf(method), value, standardError };
}

function recipeOf(kind: StudyReport['outcome']['kind']): Recipe {
  switch (kind) {
    case 'binary':
      return 'risks';
    case 'count':
      return 'rates';
    case 'time to event':
      return 'Kaplan-Meier';
    case 'competing':
      return 'Aalen-Johansen';
  }
}

/** The estimate names its standard error in its method. */
function errorOf(method: string): RecipeError {
  if (method.includes('cluster-robust by matched set (HC1)')) return 'sets HC1';
  if (method.includes('cluster-robust by matched set')) return 'sets';
  if (/infinitesimal jackknife standard error/.test(method)) return 'jackknife';
  if (/HC1 standard error/.test(method)) return 'HC1';
  return /HC0 standard error/.test(method) ? 'HC0' : 'none';
}

/** Of one time a person: what `coxph` makes of the columns of the data; its logarithms are pooled. */
function hazardRatioOf({ hazardRatio }: PairReport, people: PairPeople): Estimate | undefined {
  const isPlain =
    isEstimate(hazardRatio) && hazardRatio.method.startsWith('Weighted Cox regression, ties by Efron');
  return isPlain && people.time !== undefined ? hazardRatio : undefined;
}

function countWeighed({ treated, weights }: PairPeople): [number, number] {
  const counts: [number, number] = [0, 0];
  for (let i = 0; i < treated.length; i++) if (weights[i] > 0) counts[treated[i] === 1 ? 0 : 1]++;
  return counts;
}
