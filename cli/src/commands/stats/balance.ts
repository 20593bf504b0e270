import { effectiveSampleSize, ESTIMANDS, weighPair } from '@throughcare/evidence';
import type { Estimand } from '@throughcare/evidence';
import { balanceFacts, BALANCE_FIELDS, sayBalance } from './balance-facts.ts';
import { modelOf } from './covariates.ts';
import { readData } from './data.ts';
import { ON_PROPENSITY, propensityOf } from './propensity.ts';
import { WrongCall } from './refusal.ts';
import { sayNumber } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Subcommand } from './subcommand.ts';
import { weightsOf } from './survival-columns.ts';
import { treatmentOf } from './treatment.ts';

export const balance: Subcommand = {
  name: 'balance',
  summary: 'how alike two arms are, before and after weighting',
  method:
    'Standardised mean differences (Austin 2009; Stuart 2010), variance ratios, and distances of distributions (Kolmogorov-Smirnov). As R’s cobalt::bal.tab and summary(matchit).',
  uses: {
    ...ON_DATA,
    ...ON_PROPENSITY,
    weights: { help: 'Weights that were made already: balance is shown before and after them.' },
    method: {
      choices: ['none', 'propensity', 'entropy'],
      default: 'none',
      help: 'Weights to be made here. None: before only, or by --weights.',
    },
    estimand: {
      choices: ESTIMANDS,
      default: 'ATE',
      help: 'Whose standard deviation divides, and whom weights made here are for.',
    },
  },
  fields: [
    ['n, arms, counts', 'rows used; what the arms are called; {treated, control}'],
    ['balance', BALANCE_FIELDS],
    ['worst', '{before, after}: the largest absolute standardised mean difference'],
    ['effectiveSampleSize', '{treated, control}, with weights'],
  ],
  examples: [
    'throughcare stats balance --data evidence/test/fixtures/lalonde.csv --treatment treat --covariates age,educ,race,married,nodegree,re74,re75 --method propensity --estimand ATT',
  ],
  run(call) {
    const data = readData(call);
    const treatment = treatmentOf(call, data);
    const { treated } = treatment;
    const names = call.columns('covariates');
    const full = modelOf(data, names, call.columns('factor'), true);
    const estimand = call.text('estimand') as Estimand;
    const method = call.text('method');
    const given = weightsOf(call, data);
    if (given && method !== 'none')
      throw new WrongCall('Give --weights, or let --method make them; not both.');
    let scores: Float64Array | undefined;
    let weights = given;
    if (method !== 'none') {
      const model = modelOf(data, names, call.columns('factor'));
      const propensity = propensityOf(call, model, treated);
      scores = propensity.scores;
      const options = { link: propensity.link, ridge: call.number('ridge'), entropy: method === 'entropy' };
      weights = weighPair(model.design, treated, 1, 0, estimand, options).balancing.weights;
    }
    const rows = balanceFacts(
      full,
      { treated, ...(scores ? { scores } : {}), ...(weights ? { weights } : {}) },
      estimand,
    );
    const worst = (side: 'before' | 'after'): number =>
      rows.reduce((most, row) => {
        const value = row[side]?.standardisedMeanDifference ?? 0;
        return typeof value === 'number' ? Math.max(most, Math.abs(value)) : most;
      }, 0);
    const own = weights;
    return {
      facts: {
        ...data.facts,
        n: data.used,
        arms: treatment.arms,
        counts: treatment.counts,
        balance: rows,
        worst: { before: worst('before'), ...(own ? { after: worst('after') } : {}) },
        ...(own
          ? {
              effectiveSampleSize: {
                treated: effectiveSampleSize(own, treated, 1),
                control: effectiveSampleSize(own, treated, 0),
              },
            }
          : {}),
      },
      cautions: data.cautions,
      lines: [
        data.heading,
        `Treated (${treatment.arms.treated}): ${treatment.counts.treated}. Control (${treatment.arms.control}): ${treatment.counts.control}.`,
        '',
        ...sayBalance(rows),
        `Largest standardised mean difference ${sayNumber(worst('before'))}${own ? `, after weighting ${sayNumber(worst('after'))}` : ''}.`,
      ],
    };
  },
};
