// Rates of events: Poisson, and negative binomial where people differ more than Poisson allows.
import {
  coefficientTable,
  designMatrix,
  negativeBinomialRegression,
  poissonRegression,
} from '@throughcare/evidence';
import { table } from './data/table.ts';

// Days absent from school (Quine, in Venables and Ripley 2002).
const { numbers, is } = table('quine.csv');
const design = designMatrix({
  male: is('Sex', 'M'),
  F1: is('Age', 'F1'),
  F2: is('Age', 'F2'),
  F3: is('Age', 'F3'),
  other: is('Eth', 'N'),
  slow: is('Lrn', 'SL'),
});
const days = numbers('Days');
const rate = (row: { readonly estimate: number } | undefined): string =>
  Math.exp(row?.estimate ?? 0).toFixed(6);

const poisson = coefficientTable(poissonRegression(design, days)).find(({ name }) => name === 'other');
// = 0.586487 0.041883 by R's glm, family poisson
console.log(
  'ratio of rates, Poisson:',
  rate(poisson),
  'error of its logarithm',
  poisson?.standardError.toFixed(6),
);

const fit = negativeBinomialRegression(design, days);
// = 0.565881 by R's MASS::glm.nb
console.log('negative binomial:', rate(coefficientTable(fit).find(({ name }) => name === 'other')));
// = 1.27489 0.16104 by R's MASS::glm.nb
console.log('theta:', fit.theta.toFixed(5), 'error', fit.thetaStandardError.toFixed(5));
