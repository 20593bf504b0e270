import { test } from 'node:test';
import assert from 'node:assert/strict';
import { stream } from '@throughcare/numerics';
import { fieldNames, fields, train } from '../src/index.ts';

// Planted parameters: agreement is drawn from these, and the fit has to find them again.
const plantedM = [
  [0.85, 0.1, 0.02, 0.01, 0.02],
  [0.8, 0.08, 0.09, 0.03],
  [0.9, 0.02, 0.05, 0.01, 0.02],
  [0.99, 0.01],
  [0.6, 0.25, 0.15],
  [0.95, 0.03, 0.02],
  [0.75, 0.15, 0.08, 0.02],
];
const plantedU = [
  [0.01, 0.01, 0.05, 0.001, 0.929],
  [0.02, 0.01, 0.01, 0.96],
  [0.01, 0.001, 0.05, 0.004, 0.935],
  [0.8, 0.2],
  [0.04, 0.16, 0.8],
  [0.001, 0.001, 0.998],
  [0.002, 0.01, 0.05, 0.938],
];

test('planted parameters are recovered within three standard errors', () => {
  const random = stream(5, 0, 0, 9);
  const pairs = 40_000;
  const share = 0.1;
  const levels = new Int8Array(pairs * fieldNames.length);
  const draw = (chances: readonly number[]) => {
    let u = random.uniform();
    return Math.max(
      0,
      chances.findIndex(chance => (u -= chance) < 0),
    );
  };
  for (let pair = 0; pair < pairs; pair++) {
    const isMatch = random.chance(share);
    fieldNames.forEach((_, f) => {
      const missing = random.chance(0.05);
      levels[pair * fieldNames.length + f] = missing ? -1 : draw((isMatch ? plantedM : plantedU)[f]);
    });
  }
  const model = train(levels, plantedU, 1e7);
  // The largest standard error is that of a share of .6 among some 3,800 true pairs: .008; three of them are .025.
  assert.ok(Math.abs(model.expectedMatches / pairs - share) < 0.005, String(model.expectedMatches));
  fieldNames.forEach((field, f) => {
    fields[field].forEach((_, level) => {
      const [found, planted] = [model.fields[field].m[level], plantedM[f][level]];
      assert.ok(Math.abs(found - planted) < 0.025, `${field} ${level}: ${found} for ${planted}`);
    });
  });
});
