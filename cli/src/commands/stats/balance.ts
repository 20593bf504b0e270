import { ESTIMANDS } from '@throughcare/evidence';
import type { Estimand } from '@throughcare/evidence';
import { balanceFacts } from './balance-facts.ts';
import type { Call } from './call.ts';
import { readData } from './data.ts';
import { ON_DATA } from './subcommand.ts';
import type { Answer, Subcommand } from './subcommand.ts';
import { weightsOf } from './survival-columns.ts';
import { treatmentOf } from './treatment.ts';

/** Balance of two arms. */
export const balance: Subcommand = {
  name: 'balance',
  summary: 'how alike two arms are, before and after weights',
  method:
    'Standardised mean differences (divisor: for ATT the first arm’s standard deviation, for ATC the second’s, else the root of the mean of both variances, before weights), variance ratios, Kolmogorov-Smirnov distances of the weighted distributions. As R: cobalt, MatchIt’s summary.',
  uses: {
    ...ON_DATA,
    treatment: { required: true },
    'treatment-is': {},
    covariates: { required: true },
    factor: {},
    weights: {},
    estimand: { default: 'ATE', choices: [...ESTIMANDS] },
  },
  fields: [
    ['arms, counts', 'what the arms are called, and how many people are in each'],
    [
      'balance',
      '[{term, column, level?, meansBefore, meansAfter, standardizedMeanDifferenceBefore and After, varianceRatioBefore and After, ksBefore and After, ecdfMeanBefore and After}]',
    ],
    ['worstStandardizedMeanDifference', 'the largest after weights, without sign'],
    ['effectiveSampleSizes', '{treated, control} by Kish'],
  ],
  examples: [
    'throughcare stats balance --data evidence/test/fixtures/lalonde.csv --treatment treat --covariates age,educ,race,married',
  ],
  run,
};

function run(call: Call): Answer {
  const data = readData(call);
  const { treated, arms, counts } = treatmentOf(call, data);
  const weights = weightsOf(call, data) ?? new Float64Array(data.used).fill(1);
  const found = balanceFacts(call, data, treated, weights, call.text('estimand') as Estimand);
  return {
    facts: { ...data.facts, arms, counts, ...found.facts },
    lines: [data.heading, ...found.lines],
    cautions: data.cautions,
  };
}
