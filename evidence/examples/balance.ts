// How alike two groups are before and after weighting.
import { balanceTable, weighPair } from '@throughcare/evidence';
import { design, treated } from './data/lalonde.ts';

const { balancing } = weighPair(design, treated, 1, 0, 'ATT');
const rows = balanceTable(design, treated, balancing.weights, 'ATT');
const married = rows.find(({ covariate }) => covariate === 'married');
const earned = rows.find(({ covariate }) => covariate === 're74');
if (!married || !earned) throw new Error('a covariate is not there');

// = -0.8241 0.0474 by R: differences of (weighted) means over the treated's standard deviation
console.log(
  'married, in standard deviations:',
  married.standardizedMeanDifferenceBefore.toFixed(4),
  'before and after',
  married.standardizedMeanDifferenceAfter.toFixed(4),
);
// = 0.4470 by R's ks.test
console.log('earnings before, Kolmogorov-Smirnov:', earned.ksBefore.toFixed(4));
