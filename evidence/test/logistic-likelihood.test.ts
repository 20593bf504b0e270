import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stream } from '@throughcare/numerics';
import { designMatrix, sparseDesign } from '../src/index.ts';
import { logisticLikelihood } from '../src/logistic-likelihood.ts';
import { assertNear } from './fixture.ts';

test('deviance, gradient and information are the sums of the textbook, over several blocks of rows', () => {
  const random = stream(71);
  const draw = <T>(value: () => T): T[] => Array.from({ length: 9000 }, value);
  const design = designMatrix({
    age: draw(() => 10 * random.normal()),
    level: draw(() => (random.chance(0.1) ? 1 : 0)),
    score: draw(() => random.normal()),
  });
  const { rows, columns, values } = design;
  const happened = Uint8Array.from(draw(() => (random.chance(0.3) ? 1 : 0)));
  const beta = Float64Array.of(-0.4, 0.2, 1.5, -0.7);
  let deviance = 0;
  const probability = new Float64Array(rows);
  const gradient = new Float64Array(columns);
  const information = new Float64Array(columns * columns);
  for (let i = 0; i < rows; i++) {
    const x = values.subarray(i * columns, (i + 1) * columns);
    const p = 1 / (1 + Math.exp(-x.reduce((eta, value, j) => eta + value * beta[j], 0)));
    probability[i] = p;
    deviance -= 2 * Math.log(happened[i] === 1 ? p : 1 - p);
    for (let j = 0; j < columns; j++) {
      gradient[j] += x[j] * (happened[i] - p);
      for (let k = 0; k <= j; k++) information[j * columns + k] += p * (1 - p) * x[j] * x[k];
    }
  }
  const scores = new Float64Array(rows);
  const found = logisticLikelihood(sparseDesign(design), happened, beta, scores);
  assertNear(found.deviance, deviance, 1e-12);
  gradient.forEach((value, j) => assertNear(found.gradient[j], value, 1e-10, `gradient ${j}`));
  information.forEach((value, k) => assertNear(found.information[k], value, 1e-11, `information ${k}`));
  probability.forEach((value, i) => assertNear(scores[i], value, 1e-12, `row ${i}`));
});

test('a probability too near to 0 or 1 to be told from it still has a finite deviance', () => {
  const design = sparseDesign(designMatrix({ x: [1, -1] }));
  const found = logisticLikelihood(design, Uint8Array.of(0, 1), Float64Array.of(0, 800), new Float64Array(2));
  assert.equal(found.deviance, 3200);
});
