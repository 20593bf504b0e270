// Gaps filled several times by chained equations, one estimate from each, pooled by Rubin's rules.
import { comparePair, designMatrix, imputeChained, poolByRubin, weighPair } from '@throughcare/evidence';
import type { Variable } from '@throughcare/evidence';
import { earnings, treated } from './data/lalonde.ts';
import { table } from './data/table.ts';

const known = poolByRubin([2, 5, 3, 4], [1, 1.5, 0.5, 0.8]);
// = 3.50000 1.74165 6.35981 by R's mice::pool.scalar
console.log(
  'pooled:',
  known.estimate.toFixed(5),
  'error',
  known.standardError.toFixed(5),
  'degrees of freedom',
  known.degreesOfFreedom.toFixed(5),
);

const { numbers } = table('lalonde.csv');
const names = ['age', 'educ', 'married', 'nodegree', 're74', 're75'];
const variables = names.map((name): Variable => {
  const values = numbers(name).slice();
  // Every fifth person's earnings before are lost.
  if (name === 're74') for (let i = 0; i < values.length; i += 5) values[i] = Number.NaN;
  return { name, kind: 'number', values };
});
const { completed, gaps } = imputeChained(variables, { imputations: 5, iterations: 10, seed: 1 });
// = 123 by the data: every fifth of them
console.log('gaps:', gaps.find(({ name }) => name === 're74')?.count);

const effects = completed.map(filled => {
  const design = designMatrix(
    Object.fromEntries(filled.map(one => [one.name, one.kind === 'number' ? one.values : one.codes])),
  );
  const { difference, standardErrorM } = comparePair(weighPair(design, treated, 1, 0, 'ATT'), earnings);
  return { difference, variance: standardErrorM ** 2 };
});
const pooled = poolByRubin(
  effects.map(({ difference }) => difference),
  effects.map(({ variance }) => variance),
);
if (!(pooled.total > pooled.within)) throw new Error('gaps should cost certainty');
