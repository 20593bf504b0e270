// Propensity scores, and two groups that differ from the start made alike by weights: the naive difference and the fair one.
import { comparePair, compareTwoArms, fitPropensity, weighPair } from '@throughcare/evidence';
import { design, earnings, treated } from './data/lalonde.ts';

const propensity = fitPropensity(design, treated);
// = 487.8439 by R's glm
console.log('deviance of the propensity:', propensity.deviance.toFixed(4));
// = 0.009080 0.853153 by R's fitted(glm)
console.log(
  'scores from',
  Math.min(...propensity.scores).toFixed(6),
  'to',
  Math.max(...propensity.scores).toFixed(6),
);

const pair = weighPair(design, treated, 1, 0, 'ATT');
const found = comparePair(pair, earnings);
// = 1214.0712 824.0517 by R's lm with weights, and sandwich's HC0
console.log(
  'effect on the treated:',
  found.difference.toFixed(4),
  'error',
  found.standardErrorHC0.toFixed(4),
);
// = 185.00 99.82 by Kish's formula
console.log('effective people:', found.effective.map(size => size.toFixed(2)).join(' and '));

const overlap = compareTwoArms({
  design,
  arm: treated,
  first: 1,
  second: 0,
  outcome: earnings,
  estimand: 'ATO',
});
// = 1242.2006 775.0973 by R's lm with weights, and sandwich's HC0
console.log(
  'where they overlap:',
  overlap.difference.toFixed(4),
  'error',
  overlap.standardErrorHC0.toFixed(4),
);
