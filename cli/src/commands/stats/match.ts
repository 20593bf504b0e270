import type { Matched } from '@throughcare/evidence';
import {
  adjustedDifference,
  effectiveSampleSize,
  matchedDifference,
  weightedDifference,
} from '@throughcare/evidence';
import { normalQuantile } from '@throughcare/numerics';
import { balanceFacts, BALANCE_FIELDS, sayBalance } from './balance-facts.ts';
import { levelOf } from './call.ts';
import type { Call } from './call.ts';
import { modelOf } from './covariates.ts';
import type { Model } from './covariates.ts';
import { readData } from './data.ts';
import type { Data } from './data.ts';
import { effectFacts, sayEffects, test } from './effect.ts';
import { matchPeople, USUAL_ID } from './match-people.ts';
import { outcomeOf } from './outcome.ts';
import { ON_PROPENSITY, PROPENSITY_FIELDS, propensityFacts, propensityOf } from './propensity.ts';
import { sayNumber, sayTable } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Subcommand } from './subcommand.ts';
import { treatmentOf } from './treatment.ts';

export const match: Subcommand = {
  name: 'match',
  summary: 'matching of two arms, and the effect in the matched',
  method:
    'Nearest neighbour (Rubin 1973; Ho, Imai, King and Stuart 2011), optimal (Rosenbaum 1989; exact), full (Hansen 2004; exact) or Mahalanobis matching, or subclasses (Rosenbaum and Rubin 1984). The difference is of weighted means, HC0 to HC3 and clustered by matched set (Abadie and Spiess 2022). As R’s MatchIt (with optmatch), lm and sandwich::vcovCL.',
  uses: {
    ...ON_DATA,
    ...ON_PROPENSITY,
    method: { choices: ['nearest', 'optimal', 'full', 'subclass'], default: 'nearest' },
    distance: { choices: ['propensity', 'mahalanobis'], default: 'propensity' },
    estimand: { choices: ['ATT', 'ATC', 'ATE'], default: 'ATT', help: 'ATE with full and subclass only.' },
    ratio: { help: 'How many matches for each (nearest, optimal). Default: 1.' },
    replace: { default: false, help: 'A match may serve several (nearest).' },
    order: {
      choices: ['largest', 'smallest', 'closest'],
      help: 'Whose turn is first (nearest): the largest score, the smallest, or the closest pair. It does not depend on the order of rows. Default: largest for ATT, smallest for ATC, closest for mahalanobis.',
    },
    caliper: { help: 'No pair further apart than this, checked on every pair.' },
    'caliper-on': {
      choices: ['raw', 'logit'],
      default: 'raw',
      help: 'The scale of the score, for distance and caliper: the probability, or its log odds.',
    },
    'caliper-in': {
      choices: ['sd', 'units'],
      default: 'sd',
      help: 'The caliper counts in standard deviations of the score on its scale, or in its own units.',
    },
    exact: {},
    subclasses: { help: 'How many (subclass). Default: 6.' },
    id: {
      help: 'Who a row is: decides between people with the same score, wherever their rows stand. Default: a column called id in which every row differs; else a hash of what is read of each.',
    },
    outcome: { help: 'The outcome whose means are compared: a number, or 0/1.' },
    'outcome-is': {},
    level: { default: 0.95 },
  },
  fields: [
    ['n, arms, counts', 'rows used; what the arms are called; {treated, control}'],
    ['matched, unmatched', '{treated, control}: people with a weight above 0, and without'],
    [
      'pairs',
      'for each pair {treatedRow, controlRow, set, distance (of the score on its scale)}; row 1 is the first below the header',
    ],
    [
      'totalDistance, widestPair, caliper',
      'sum and largest of the distances that were matched on, and the caliper on the same scale',
    ],
    ['weights', 'for each row used {row, treated, score, weight, set (or subclass)}'],
    ['effectiveSampleSize', '{treated, control}, by Kish'],
    ['propensity', PROPENSITY_FIELDS],
    ['balance', `${BALANCE_FIELDS}; withinPairs is the mean distance within pairs`],
    [
      'effect',
      'with --outcome: {difference, standardError, standardErrorName, lower, upper, z, p, treatedMean, controlMean, standardErrors: {HC0, HC1, HC3, clusterHC0, clusterHC0Adjusted, clusterHC1}}',
    ],
    ['effects', 'the same by each standard error, with means and ratio, as in stats weight'],
    [
      'adjusted',
      'what covariates leave taken out by regression: {regression, gComputation}: {difference, HC1, clusterHC1}',
    ],
    ['notes', 'who was left out, in sentences'],
  ],
  examples: [
    'throughcare stats match --data evidence/test/fixtures/lalonde.csv --treatment treat --covariates age,educ,race,married,nodegree,re74,re75 --caliper 0.2 --outcome re78',
    'throughcare stats match --data evidence/test/fixtures/lalonde.csv --treatment treat --covariates age,educ,race,married,nodegree,re74,re75 --method full --outcome re78',
  ],
  run(call) {
    const data = readData(call, USUAL_ID);
    const treatment = treatmentOf(call, data);
    const { treated } = treatment;
    const model = modelOf(data, call.columns('covariates'), call.columns('factor'));
    const full = modelOf(data, call.columns('covariates'), call.columns('factor'), true);
    const estimand = call.text('estimand') as 'ATT' | 'ATC' | 'ATE';
    const level = levelOf(call);
    const propensity = propensityOf(call, model, treated);
    const { scores } = propensity;
    const { matched, subclassOf } = matchPeople(call, data, { treated, scores, design: model.design });
    const { weights } = matched;
    const at = onScale(call, scores);
    const balance = balanceFacts(full, { treated, scores: at, weights }, estimand, matched.pairs);
    const counts = countsOf(weights, treated);
    const found = call.has('outcome')
      ? effectOf(call, data, { treated, matched, model, estimand, level })
      : undefined;
    const sets = subclassOf ?? matched.sets;
    return {
      facts: {
        ...data.facts,
        n: data.used,
        arms: treatment.arms,
        counts: treatment.counts,
        ...counts,
        totalDistance: matched.distance,
        widestPair: matched.widest,
        ...(matched.caliper === undefined ? {} : { caliper: matched.caliper }),
        effectiveSampleSize: {
          treated: effectiveSampleSize(weights, treated, 1),
          control: effectiveSampleSize(weights, treated, 0),
        },
        notes: matched.notes,
        pairs: pairsOf(data, matched, treated, at),
        weights: Array.from(weights, (weight, i) => ({
          row: data.rowNumbers[i],
          treated: treated[i],
          score: scores[i],
          weight,
          ...(sets && sets[i] >= 0 ? { [subclassOf ? 'subclass' : 'set']: sets[i] + 1 } : {}),
        })),
        propensity: propensityFacts(propensity, model, treated, level),
        balance,
        ...found?.facts,
      },
      cautions: [...data.cautions, ...matched.notes],
      lines: [
        data.heading,
        `Treated (${treatment.arms.treated}): ${counts.matched.treated} of ${treatment.counts.treated} matched. Control (${treatment.arms.control}): ${counts.matched.control} of ${treatment.counts.control}.${subclassOf ? '' : ` Total distance ${sayNumber(matched.distance)}, widest pair ${sayNumber(matched.widest)}.`}`,
        '',
        ...sayBalance(balance),
        ...(found ? ['', ...found.lines] : []),
      ],
    };
  },
};

function countsOf(weights: Float64Array, treated: Uint8Array) {
  const matched = { treated: 0, control: 0 };
  const unmatched = { treated: 0, control: 0 };
  for (let i = 0; i < weights.length; i++)
    (weights[i] > 0 ? matched : unmatched)[treated[i] === 1 ? 'treated' : 'control']++;
  return { matched, unmatched };
}

/** The scores on the scale of distances. */
function onScale(call: Call, scores: Float64Array): Float64Array {
  return call.text('caliper-on') === 'logit' ? scores.map(score => Math.log(score / (1 - score))) : scores;
}

function pairsOf(data: Data, { pairs, sets }: Matched, treated: Uint8Array, at: Float64Array) {
  if (pairs === undefined) return [];
  return Array.from(pairs[0], (one, k) => {
    const other = pairs[1][k];
    const [first, second] = treated[one] === 1 ? [one, other] : [other, one];
    return {
      treatedRow: data.rowNumbers[first],
      controlRow: data.rowNumbers[second],
      ...(sets ? { set: sets[first] + 1 } : {}),
      distance: Math.abs(at[first] - at[second]),
    };
  });
}

interface MatchedArms {
  readonly treated: Uint8Array;
  readonly matched: Matched;
  readonly model: Model;
  readonly estimand: 'ATT' | 'ATC' | 'ATE';
  readonly level: number;
}

function effectOf(call: Call, data: Data, { treated, matched, model, estimand, level }: MatchedArms) {
  const { outcome } = outcomeOf(call, data);
  const found = matchedDifference(outcome, treated, matched);
  const { difference, means, standardError } = found;
  const reach = normalQuantile((1 + level) / 2) * standardError;
  const kept = Int32Array.from(matched.weights.keys().filter(i => matched.weights[i] > 0));
  const own = (values: ArrayLike<number>): Float64Array => Float64Array.from(kept, i => values[i]);
  const arms = { treated: own(treated), outcome: own(outcome), weights: own(matched.weights) };
  const weighted = weightedDifference(arms, undefined, matched.sets && own(matched.sets));
  const effects = weighted.covariances.map(covariance => effectFacts(weighted.means, covariance, level));
  const regression = adjustedDifference(model.design, outcome, treated, matched);
  const averagedOver = estimand === 'ATC' ? 0 : 1;
  const effect = {
    treatedMean: means[0],
    controlMean: means[1],
    difference,
    standardErrorName: found.standardErrorName,
    standardError,
    lower: difference - reach,
    upper: difference + reach,
    ...test(difference, standardError),
    standardErrors: found.standardErrors,
  };
  const adjusted = {
    regression,
    ...(estimand === 'ATE'
      ? {}
      : { gComputation: adjustedDifference(model.design, outcome, treated, matched, { averagedOver }) }),
  };
  return {
    facts: { effect, effects, adjusted },
    lines: [
      `Effect (${estimand}) on ${call.text('outcome')}: ${sayNumber(difference)}, ${sayNumber(effect.lower)} to ${sayNumber(effect.upper)}; standard error ${sayNumber(standardError)} (${found.standardErrorName}).`,
      ...sayEffects(effects),
      '',
      ...sayTable(
        ['adjusted for the covariates', 'difference', 'HC1', 'by set'],
        Object.entries(adjusted).map(([name, one]) => [name, one.difference, one.HC1, one.clusterHC1 ?? '']),
      ),
    ],
  };
}
