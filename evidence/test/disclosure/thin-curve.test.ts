import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { kaplanMeier, rateStep, roundedRate, thinAtRisk, thinCurve } from '../../src/index.ts';
import type { ExactCurve } from '../../src/index.ts';

const WINDOW = 360;

function curveOf(days: readonly number[], people: number): ExactCurve {
  const time = Float64Array.from({ length: people }, (_, i) => days[i] ?? WINDOW);
  const event = Uint8Array.from({ length: people }, (_, i) => (i < days.length ? 1 : 0));
  const km = kaplanMeier({ time, event });
  const steps = Array.from(km.time.keys());
  return {
    days: [0, ...steps.map(k => km.time[k])],
    undetected: [1, ...steps.map(k => km.survival[k])],
    lower: [1, ...steps.map(k => km.lower[k])],
    upper: [1, ...steps.map(k => km.upper[k])],
    detectedBy: [0, ...steps.map(k => days.filter(day => day <= km.time[k]).length)],
  };
}

const anyDays = fc.array(fc.integer({ min: 1, max: WINDOW }), { minLength: 0, maxLength: 120 });

test('E16: curve steps: each holds ten people or more and stands at a twelfth of the follow-up; the line reaches its end', () => {
  fc.assert(
    fc.property(anyDays, fc.integer({ min: 10, max: 300 }), (days, others) => {
      const people = days.length + others;
      const thin = thinCurve(curveOf(days, people), people, WINDOW);
      if (days.length < 10) {
        assert.equal(thin, undefined);
        return;
      }
      assert.ok(thin);
      thin.forEach((point, k) => {
        assert.equal(point.day % 30, 0);
        assert.equal(point.perThousand % rateStep(people), 0);
        if (k === 0) return;
        const inside = days.filter(day => day > thin[k - 1].day && day <= point.day);
        // Those who are left over at the end were told with the step before: the line only reaches the end.
        if (point.day === WINDOW && inside.length < 10)
          assert.deepEqual({ ...point, day: 0 }, { ...thin[k - 1], day: 0 });
        else assert.ok(inside.length >= 10, `${inside.length} people in one step`);
      });
      assert.equal(thin.at(-1)?.day, WINDOW);
    }),
    { numRuns: 300 },
  );
});

test('E16: known member: whether the one woman of a group was detected on day 217 or not at all, the curve is drawn alike', () => {
  const others = Array.from({ length: 60 }, (_, i) => 5 + i * 5);
  const people = 400;
  const drawn = (days: readonly number[]): string =>
    JSON.stringify(thinCurve(curveOf(days, people), people, WINDOW)?.map(({ day }) => day));
  // When she moves within the same step, nothing moves at all.
  assert.equal(
    JSON.stringify(thinCurve(curveOf([...others, 217], people), people, WINDOW)),
    JSON.stringify(thinCurve(curveOf([...others, 236], people), people, WINDOW)),
  );
  // When she is not detected at all, the steps stand where they stood; only a height may round the other way.
  assert.equal(drawn([...others, 217]), drawn(others));
});

test('E16: nobody can tell from a curve whether the last weeks passed without a detection', () => {
  const steps = (late: number) => {
    const days = Array.from({ length: 50 }, (_, i) => (i < 50 - late ? 1 + i : 300 + i));
    return thinCurve(curveOf(days, 200), 200, WINDOW)?.map(({ day, perThousand }) => [day, perThousand]);
  };
  for (const late of [0, 1, 9])
    assert.deepEqual(steps(late), [
      [0, 0],
      [30, 150],
      [60, 250],
      [360, 250],
    ]);
});

test('E16: percentages of small bases: one step of a rate is worth five people or more', () => {
  for (const people of [10, 27, 49, 100, 499, 500, 4999, 5000, 1_000_000]) {
    assert.ok((rateStep(people) * people) / 1000 >= 5, String(people));
  }
  assert.equal(rateStep(5000), 1);
  assert.equal(rateStep(500), 10);
  // 2 of 27 is 74 in a thousand: printed, it would say 2.
  assert.equal(roundedRate(2 / 27, 27), roundedRate(0, 27));
});

test('E16: numbers still followed are rounded, and told only where ten or more have gone since', () => {
  const thin = thinAtRisk([
    { day: 0, people: 503 },
    { day: 90, people: 500 },
    { day: 180, people: 491 },
    { day: 270, people: 488 },
    { day: 360, people: 4 },
  ]);
  assert.deepEqual(
    thin.map(({ people }) => people),
    [505, undefined, 490, undefined, undefined],
  );
});
