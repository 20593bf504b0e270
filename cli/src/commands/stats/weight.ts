import { comparePair, ESTIMANDS, figuresOf, normalInterval, weighPair } from '@throughcare/evidence';
import type { Estimand, Link } from '@throughcare/evidence';
import { balanceFacts } from './balance-facts.ts';
import { levelOf } from './call.ts';
import type { Call } from './call.ts';
import { modelOf } from './covariates.ts';
import { numbersOf, readData } from './data.ts';
import type { Data } from './data.ts';
import { groupedBy } from './groups.ts';
import { StatsRefused } from './refusal.ts';
import { sayNumber, sayTable } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Answer, Subcommand } from './subcommand.ts';
import { treatmentOf } from './treatment.ts';
import { zeroOne } from './zero-one.ts';

/** Weighting by the propensity or by entropy. */
export const weight: Subcommand = {
  name: 'weight',
  summary: 'weights that make two arms alike, and the difference that they leave',
  method:
    'Propensity by logistic (or probit) regression; weights h/e and h/(1 - e) for the estimand (Li, Morgan and Zaslavsky 2018); --method entropy is Hainmueller’s (2012). Difference of weighted means (Hajek) with HC0 to HC3 (weights taken as known), M-estimation (weights estimated), and by --cluster. As R: WeightIt, glm and sandwich.',
  uses: {
    ...ON_DATA,
    treatment: { required: true },
    'treatment-is': {},
    covariates: { required: true },
    factor: {},
    outcome: {},
    'outcome-is': {},
    estimand: { default: 'ATE', choices: [...ESTIMANDS] },
    method: { default: 'propensity', choices: ['propensity', 'entropy'] },
    link: { default: 'logit', choices: ['logit', 'probit'] },
    ridge: {},
    stabilised: { default: false },
    trim: {},
    truncate: {},
    cluster: {},
    level: { default: 0.95 },
  },
  fields: [
    ['arms, counts', 'what the arms are called, and how many people are in each'],
    ['rowNumbers, scores, weights', 'of each used row; row 1 is the first below the header'],
    [
      'propensity',
      '[{term, column?, level?, coefficient, standardError}], intercept first; {} of entropy balancing',
    ],
    ['effectiveSampleSizes, balance', 'as in stats balance'],
    [
      'effect',
      '{means: {treated, control}, difference, standardErrors: {HC0, HC1, HC2, HC3, M-estimation, …}, intervals, riskRatio}; with --outcome',
    ],
  ],
  examples: [
    'throughcare stats weight --data evidence/test/fixtures/lalonde.csv --treatment treat --covariates age,educ,race,married,nodegree,re74,re75 --outcome re78 --estimand ATT',
  ],
  run,
};

function run(call: Call): Answer {
  const data = readData(call);
  const { treated, arms, counts } = treatmentOf(call, data);
  const model = modelOf(data, call.columns('covariates'), call.columns('factor'));
  const estimand = call.text('estimand') as Estimand;
  const optional = (name: 'ridge' | 'trim' | 'truncate') =>
    call.has(name) ? { [name]: call.number(name) } : {};
  const pair = weighPair(model.design, treated, 1, 0, estimand, {
    link: call.text('link') as Link,
    stabilised: call.flag('stabilised'),
    entropy: call.text('method') === 'entropy',
    ...optional('ridge'),
    ...optional('trim'),
    ...optional('truncate'),
  });
  const { propensity, balancing } = pair;
  if (propensity.separated.length > 0 && pair.entropy === undefined) {
    const names = propensity.separated.map(j => model.design.names[j]).join(', ');
    throw new StatsRefused(
      `${names}: the covariates tell the two arms apart without error (separation), so nobody there has a counterpart. Merge levels, leave the column out, or say --ridge 1.`,
    );
  }
  const found = balanceFacts(call, data, treated, balancing.weights, estimand);
  const level = levelOf(call);
  const cluster = call.has('cluster') ? groupedBy(data, [call.text('cluster')]).codes : undefined;
  const effect = call.has('outcome')
    ? effectFacts(comparePair(pair, outcomeOf(call, data), { ...(cluster && { cluster }) }), level)
    : undefined;
  const size = model.design.columns;
  const coefficients = Array.from(propensity.coefficients, (coefficient, j) => ({
    ...(j === 0 ? { term: '(intercept)' } : model.terms[j - 1]),
    coefficient,
    standardError: Math.sqrt(propensity.covariance[j * size + j]),
  }));
  const { weights } = balancing;
  return {
    facts: {
      ...data.facts,
      arms,
      counts,
      rowNumbers: data.rowNumbers,
      scores: propensity.scores,
      weights,
      propensity: pair.entropy ? [] : coefficients,
      dependent: propensity.dependent.map(j => model.design.names[j]),
      baselines: model.baselines,
      ...found.facts,
      ...(effect && { effect }),
    },
    lines: [
      data.heading,
      `${arms.treated} (${counts.treated}) against ${arms.control} (${counts.control}), ${estimand}`,
      ...found.lines,
      ...(effect ? effectLines(effect) : []),
    ],
    cautions: [
      ...data.cautions,
      ...(propensity.dependent.length === 0
        ? []
        : [
            `Not in the model, because they follow from others: ${propensity.dependent.map(j => model.design.names[j]).join(', ')}.`,
          ]),
    ],
  };
}

/** The outcome: a column of numbers as it stands, any other as 0 and 1. */
export function outcomeOf(call: Call, data: Data): Float64Array {
  const name = call.text('outcome');
  const column = data.columns.get(name);
  if (column?.kind === 'number' && !call.has('outcome-is')) return numbersOf(data, name);
  return Float64Array.from(
    zeroOne(data, name, call.has('outcome-is') ? call.text('outcome-is') : undefined, 'outcome-is'),
  );
}

function effectFacts(found: ReturnType<typeof comparePair>, level: number) {
  const errors = found.covariances.map(covariance => {
    const { difference, ratio } = figuresOf(found.means, covariance, level);
    return { name: covariance.name, difference, ratio };
  });
  return {
    means: { treated: found.means[0], control: found.means[1] },
    difference: found.difference,
    naiveDifference: found.naiveDifference,
    standardErrors: Object.fromEntries(
      errors.map(({ name, difference }) => [name, difference.standardError]),
    ),
    intervals: Object.fromEntries(
      errors.map(({ name, difference }) => [
        name,
        normalInterval(found.difference, difference.standardError, level),
      ]),
    ),
    ratio: found.logRatio === undefined ? null : Math.exp(found.logRatio),
    logRatioStandardErrors: Object.fromEntries(
      errors.flatMap(({ name, ratio }) => (ratio ? [[name, ratio.standardError]] : [])),
    ),
  };
}

function effectLines(effect: ReturnType<typeof effectFacts>): string[] {
  return [
    `means ${sayNumber(effect.means.treated)} and ${sayNumber(effect.means.control)}; difference ${sayNumber(effect.difference)} (unadjusted ${sayNumber(effect.naiveDifference)})`,
    ...sayTable(
      ['standard error', 'value', 'lower', 'upper'],
      Object.entries(effect.standardErrors).map(([name, value]) => [
        name,
        value,
        effect.intervals[name].lower,
        effect.intervals[name].upper,
      ]),
    ),
  ];
}
