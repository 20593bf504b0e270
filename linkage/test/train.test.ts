import { test } from 'node:test';
import assert from 'node:assert/strict';
import { stream } from '@throughcare/numerics';
import { fieldNames, fields, link, train } from '../src/index.ts';
import { namesakes } from './people.ts';

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
  const [records, candidatesEach, rightRows, share] = [5000, 8, 1000, 0.8];
  const width = fieldNames.length;
  const pairs = records * candidatesEach;
  const levels = new Int8Array(pairs * width);
  const left = Int32Array.from({ length: pairs }, (_, pair) => Math.floor(pair / candidatesEach));
  const draw = (chances: readonly number[]) => {
    let u = random.uniform();
    return Math.max(
      0,
      chances.findIndex(chance => (u -= chance) < 0),
    );
  };
  for (let record = 0; record < records; record++) {
    const match = random.chance(share) ? random.below(candidatesEach) : -1;
    for (let candidate = 0; candidate < candidatesEach; candidate++) {
      fieldNames.forEach((_, f) => {
        const isMissing = random.chance(0.05);
        const level = draw((candidate === match ? plantedM : plantedU)[f]);
        levels[(record * candidatesEach + candidate) * width + f] = isMissing ? -1 : level;
      });
    }
  }
  const model = train({ levels, left }, plantedU, { left: records, right: rightRows });
  // The largest standard error is that of a share of .6 among some 3,800 true pairs: .008; three of them are .025.
  assert.ok(
    Math.abs(model.expectedMatches / records - share) < 0.02,
    String(model.expectedMatches / records),
  );
  fieldNames.forEach((field, f) => {
    fields[field].forEach((_, level) => {
      const [found, planted] = [model.fields[field].m[level], plantedM[f][level]];
      assert.ok(Math.abs(found - planted) < 0.025, `${field} ${level}: ${found} for ${planted}`);
    });
  });
});

test('no more people are expected than there are records, however many candidates each has', () => {
  const [left, right] = [namesakes(21, 60), namesakes(22, 2000)];
  const { model } = link(left, [
    ...right,
    ...left.slice(0, 6).map(one => ({ ...one, id: `E${one.id}`, person: `E${one.id}` })),
  ]);
  assert.ok(model.candidates > 60, String(model.candidates));
  assert.ok(model.expectedMatches > 5 && model.expectedMatches < 9, String(model.expectedMatches));
});
