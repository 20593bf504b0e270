import { test } from 'node:test';
import assert from 'node:assert/strict';
import { stream } from '@throughcare/numerics';
import { tellApart } from '../../src/answers/told-apart.ts';

test('what we do not know and chance are told apart: planted variances 9 and 4 come back', () => {
  const random = stream(1);
  const normal = (): number => random.normal();
  const pairs = Array.from({ length: 20_000 }, () => {
    const unknown = 3 * normal();
    return [unknown + 2 * normal(), unknown + 2 * normal()] as const;
  });
  const told = tellApart(pairs)!;
  // Four standard errors of each estimate: of 4, 4 x sqrt(2 / 20000); of 9, about 0.12.
  assert.ok(Math.abs(told.chanceVariance - 4) < 0.16, `${told.chanceVariance}`);
  assert.ok(Math.abs(told.unknownVariance - 9) < 0.5, `${told.unknownVariance}`);
  assert.ok(told.low < 9 / 13 && 9 / 13 < told.high);
});

test('its interval holds the true share in 95 of 100 worlds', () => {
  let held = 0;
  const worlds = 1000;
  for (let world = 0; world < worlds; world++) {
    const random = stream(world + 10);
    const normal = (): number => random.normal();
    const pairs = Array.from({ length: 20 }, () => {
      const unknown = normal();
      return [unknown + normal(), unknown + normal()] as const;
    });
    const { low, high } = tellApart(pairs)!;
    if (low <= 0.5 && 0.5 <= high) held++;
  }
  // 950 expected; 99% of binomial counts lie within 932 and 967.
  assert.ok(held >= 932 && held <= 967, `${held}`);
});

test('an answer that never varies has no shares, and one without chance is all what we do not know', () => {
  assert.equal(
    tellApart([
      [1, 1],
      [1, 1],
    ]),
    null,
  );
  assert.equal(
    tellApart([
      [1, 1],
      [2, 2],
      [4, 4],
    ])!.unknownShare,
    1,
  );
});
