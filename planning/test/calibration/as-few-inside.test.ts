import { test } from 'node:test';
import assert from 'node:assert/strict';
import { normalQuantile } from '@throughcare/numerics';
import { againstObserved } from '../../src/calibration/against-observed.ts';
import { asFewInside, seldomAsFew } from '../../src/calibration/as-few-inside.ts';
import { wilson } from '../../src/answers/precision.ts';
import { luck, uniformOf } from '../../src/engine/luck.ts';
import { monthly } from './known-world.ts';

const { figures } = monthly(12);

/** A world in which one unknown number moves all figures, and chance that stays moves the next as well. */
function world(seed: number, number: number, shift = 0): number[] {
  const mine = luck(seed, number);
  const normal = (about: number): number => normalQuantile(uniformOf(mine, 0, about));
  let walk = 0;
  return figures.map((_, i) => {
    walk += 0.3 * normal(i + 1);
    return shift + normal(0) + walk;
  });
}

const runsOf = (seed: number): number[][] => Array.from({ length: 60 }, (_, run) => world(seed, 1 + run));

test('a right plan whose figures go together is cried out at 1 time in 20 at most; counted as independent it would be oftener', () => {
  const worlds = 600;
  let cried = 0;
  let asIndependent = 0;
  for (let seed = 1; seed <= worlds; seed++) {
    const [observed, runs] = [world(seed, 0), runsOf(seed)];
    if (asFewInside(observed, runs) <= seldomAsFew) cried++;
    const seen = figures.map((figure, i) => ({ ...figure, value: observed[i] }));
    const inside = againstObserved(seen, runs).filter(check => check.inside).length;
    if (wilson(inside, figures.length).high < 0.95) asIndependent++;
  }
  // What was observed is as likely as any run to be among the worst: 5% of 600, and three standard errors of 5.3.
  assert.ok(cried <= 46, `${cried} of ${worlds}`);
  assert.ok(asIndependent > 46, `${asIndependent} of ${worlds}`);
});

test('a wrong plan is cried out at nearly always, and what no run can compare says nothing', () => {
  let cried = 0;
  for (let seed = 1; seed <= 100; seed++) {
    if (asFewInside(world(seed, 0, 7), runsOf(seed)) <= seldomAsFew) cried++;
  }
  assert.ok(cried >= 95, `${cried} of 100`);
  assert.equal(
    asFewInside(
      [5, 5],
      runsOf(1).map(() => [NaN, NaN]),
    ),
    1,
  );
});
