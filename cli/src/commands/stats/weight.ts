import { aipw, comparePair, effectiveSampleSize, ESTIMANDS, weighPair } from '@throughcare/evidence';
import type { Estimand, Propensity, WeightedPair } from '@throughcare/evidence';
import { balanceFacts, BALANCE_FIELDS, sayBalance } from './balance-facts.ts';
import { levelOf } from './call.ts';
import type { Call } from './call.ts';
import { modelOf } from './covariates.ts';
import { readData } from './data.ts';
import type { Data } from './data.ts';
import { effectFacts, figureFacts, sayEffects } from './effect.ts';
import { groupedBy } from './groups.ts';
import { outcomeOf } from './outcome.ts';
import { ON_PROPENSITY, PROPENSITY_FIELDS, propensityFacts, propensityOf } from './propensity.ts';
import { WrongCall } from './refusal.ts';
import { sayNumber, sayTable } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Subcommand } from './subcommand.ts';
import { treatmentOf } from './treatment.ts';

export const weight: Subcommand = {
  name: 'weight',
  summary: 'weights that make two arms alike, and the effect with them',
  method:
    'Propensity weights for ATE, ATT, ATC, overlap (ATO; Li, Morgan and Zaslavsky 2018) and matching weights (ATM; Li and Greene 2013), or entropy balancing (Hainmueller 2012). The difference is of weighted means (Hajek), by M-estimation (Lunceford and Davidian 2004) and by HC0 to HC3 with the weights taken as known; with --outcome and ATE, ATT or ATC also doubly robust (AIPW; Robins, Rotnitzky and Zhao 1994). As R’s WeightIt, glm and sandwich, survey.',
  uses: {
    ...ON_DATA,
    ...ON_PROPENSITY,
    estimand: { choices: ESTIMANDS, default: 'ATE' },
    method: { choices: ['propensity', 'entropy'], default: 'propensity' },
    stabilised: { default: false },
    trim: {},
    truncate: {},
    outcome: { help: 'The outcome whose means are compared: a number, or 0/1.' },
    'outcome-is': {},
    cluster: {},
    se: {
      choices: ['M-estimation', 'HC0', 'HC1', 'HC2', 'HC3', 'cluster-robust', 'cluster-robust M-estimation'],
      help: 'The standard error of effect; all stand in effects. Default: M-estimation, with --cluster cluster-robust M-estimation.',
    },
    level: { default: 0.95 },
  },
  fields: [
    ['n, arms, counts', 'rows used; what the arms are called; {treated, control}'],
    [
      'estimand, baselines',
      'whom the effect is about; the level of each factor that the others are compared with',
    ],
    ['propensity', PROPENSITY_FIELDS],
    ['weights', 'for each row used {row, treated, score, weight}'],
    ['sumOfWeights, largestWeight, effectiveSampleSize', '{treated, control} each; the last by Kish'],
    ['balance', BALANCE_FIELDS],
    [
      'effect',
      'with --outcome: {standardErrorName, treatedMean, controlMean, difference: {value, standardError, lower, upper, z, p}, ratio: {value, standardErrorOfLog, lower, upper, z, p}}',
    ],
    ['effects', 'the same by every standard error'],
    ['unadjusted', 'the difference without weights'],
    ['doublyRobust', 'AIPW, as effect, with its model of the outcome'],
    ['entropy', 'for --method entropy: {worstImbalance, iterations}'],
  ],
  examples: [
    'throughcare stats weight --data evidence/test/fixtures/lalonde.csv --treatment treat --covariates age,educ,race,married,nodegree,re74,re75 --estimand ATT --outcome re78',
    'throughcare stats weight --data evidence/test/fixtures/lalonde.csv --treatment treat --covariates age,educ,race,married,nodegree,re74,re75 --estimand ATT --method entropy',
  ],
  run(call) {
    const data = readData(call);
    const treatment = treatmentOf(call, data);
    const model = modelOf(data, call.columns('covariates'), call.columns('factor'));
    const full = modelOf(data, call.columns('covariates'), call.columns('factor'), true);
    const { treated } = treatment;
    const estimand = call.text('estimand') as Estimand;
    const level = levelOf(call);
    const propensity = propensityOf(call, model, treated);
    const pair = weighPair(model.design, treated, 1, 0, estimand, {
      link: propensity.link,
      ridge: call.number('ridge'),
      entropy: call.text('method') === 'entropy',
      stabilised: call.flag('stabilised'),
      ...(call.has('trim') ? { trim: call.number('trim') } : {}),
      ...(call.has('truncate') ? { truncate: call.number('truncate') } : {}),
    });
    const { weights } = pair.balancing;
    const { scores } = propensity;
    const balance = balanceFacts(full, { treated, scores, weights }, estimand);
    const sums = sumsOf(weights, treated);
    const found = call.has('outcome') ? effectsOf(call, data, pair, propensity, estimand, level) : undefined;
    return {
      facts: {
        ...data.facts,
        n: data.used,
        arms: treatment.arms,
        counts: treatment.counts,
        estimand,
        baselines: model.baselines,
        propensity: propensityFacts(propensity, model, treated, level),
        ...(pair.entropy
          ? { entropy: { worstImbalance: pair.entropy.worstImbalance, iterations: pair.entropy.iterations } }
          : {}),
        weights: Array.from(weights, (weight, i) => ({
          row: data.rowNumbers[i],
          treated: treated[i],
          score: scores[i],
          weight,
        })),
        ...sums,
        balance,
        ...found?.facts,
      },
      cautions: data.cautions,
      lines: [
        data.heading,
        `Treated (${treatment.arms.treated}): ${treatment.counts.treated}, effective ${sayNumber(sums.effectiveSampleSize.treated)}. Control (${treatment.arms.control}): ${treatment.counts.control}, effective ${sayNumber(sums.effectiveSampleSize.control)}. Largest weight ${sayNumber(Math.max(sums.largestWeight.treated, sums.largestWeight.control))}.`,
        '',
        ...sayBalance(balance),
        ...(found ? ['', ...found.lines] : []),
      ],
    };
  },
};

function sumsOf(weights: Float64Array, treated: Uint8Array) {
  const byArm = (value: (own: Float64Array, arm: 0 | 1) => number) => ({
    treated: value(
      weights.filter((_, i) => treated[i] === 1),
      1,
    ),
    control: value(
      weights.filter((_, i) => treated[i] === 0),
      0,
    ),
  });
  return {
    sumOfWeights: byArm(own => own.reduce((total, one) => total + one, 0)),
    largestWeight: byArm(own => own.reduce((most, one) => Math.max(most, one), 0)),
    effectiveSampleSize: byArm((_, arm) => effectiveSampleSize(weights, treated, arm)),
  };
}

function effectsOf(
  call: Call,
  data: Data,
  pair: WeightedPair,
  propensity: Propensity,
  estimand: Estimand,
  level: number,
) {
  const { outcome, binary } = outcomeOf(call, data);
  const cluster = call.has('cluster') ? groupedBy(data, call.columns('cluster')).codes : undefined;
  const compared = comparePair(pair, outcome, cluster ? { cluster } : {});
  const effects = compared.covariances.map(covariance => effectFacts(compared.means, covariance, level));
  const wanted = call.has('se') ? call.text('se') : cluster ? 'cluster-robust M-estimation' : 'M-estimation';
  const effect = effects.find(({ standardErrorName }) => standardErrorName === wanted);
  if (effect === undefined) {
    throw new WrongCall(
      wanted.startsWith('cluster') && !cluster
        ? `--se ${wanted} needs --cluster COL.`
        : `--se ${wanted} cannot be had from these data; there are ${effects.map(one => one.standardErrorName).join(', ')}.`,
    );
  }
  const canBeCounted = estimand === 'ATE' || estimand === 'ATT' || estimand === 'ATC';
  const plainest = call.text('method') === 'propensity' && !call.has('trim') && !call.has('truncate');
  const model = binary ? ('logistic' as const) : ('linear' as const);
  const robust =
    canBeCounted && plainest
      ? aipw({
          design: pair.design,
          treated: pair.treated,
          outcome,
          estimand,
          model,
          level,
          link: propensity.link,
          ridge: call.number('ridge'),
        })
      : undefined;
  const doublyRobust = robust && {
    outcomeModel: model,
    standardErrorName: robust.difference.standardErrorName,
    ...figureFacts(robust),
  };
  return {
    facts: {
      effect,
      effects,
      unadjusted: { difference: compared.naiveDifference },
      ...(doublyRobust ? { doublyRobust } : {}),
    },
    lines: [
      `Effect (${estimand}) on ${call.text('outcome')}; unadjusted difference ${sayNumber(compared.naiveDifference)}:`,
      ...sayEffects([effect, ...effects.filter(one => one !== effect)]),
      ...(doublyRobust
        ? [
            '',
            ...sayTable(
              ['doubly robust', 'difference', 'error', 'lower', 'upper'],
              [
                [
                  `AIPW, ${model} outcome model`,
                  doublyRobust.difference.value,
                  doublyRobust.difference.standardError,
                  doublyRobust.difference.lower,
                  doublyRobust.difference.upper,
                ],
              ],
            ),
          ]
        : []),
    ],
  };
}
