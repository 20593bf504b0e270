import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peopleNeeded } from '../../src/index.ts';
import { whenCanWeTell } from '../../src/report/when.ts';
import { parseDay } from '../../src/day.ts';

const day = (text: string): number => parseDay(text) ?? Number.NaN;
const question = {
  label: 'our people',
  baselineRisk: 0.06,
  differencePerThousand: 15,
  have: [160, 800],
  effective: [160, 800],
  span: [day('2022-10-01'), day('2025-05-02')],
  extracted: day('2026-10-31'),
} as const;

test('what is still needed is the textbook number less those who are there, and the date follows from the intake', () => {
  const when = whenCanWeTell(question);
  assert.ok(when);
  const needed = Math.ceil(peopleNeeded({ baselineRisk: 0.06, difference: 0.015, ratio: 5 }));
  assert.equal(when.needed, needed);
  assert.equal(when.stillNeeded, needed - 160);
  // 160 people in 945 days.
  assert.ok(Math.abs((when.intakePerYear ?? 0) - (160 / 945) * 365.25) < 1e-9);
  const years = when.stillNeeded / ((160 / 945) * 365.25);
  assert.ok(Math.abs(day(when.reachedOn ?? '') - (day('2026-10-31') + years * 365.25)) <= 1);
  assert.match(
    when.sentence,
    /more people would have to be followed to the end in the group "our people"\. At the present 62 a year/,
  );
});

test('uneven weights ask for more people', () => {
  const uneven = whenCanWeTell({ ...question, effective: [80, 400] });
  const even = whenCanWeTell(question);
  assert.ok(uneven && even && uneven.needed > 1.9 * even.needed);
});

test('a study that is large enough says what it could have found, and that smaller differences need more', () => {
  const when = whenCanWeTell({ ...question, have: [20_000, 20_000], effective: [20_000, 20_000] });
  assert.equal(when?.stillNeeded, 0);
  assert.match(when?.sentence ?? '', /enough people now.*A smaller one would need more/);
});

test('without dates there is a number and no day; without events there is neither', () => {
  const undated = whenCanWeTell({ ...question, span: undefined });
  assert.equal(undated?.reachedOn, undefined);
  assert.doesNotMatch(undated?.sentence ?? '', /a year/);
  assert.equal(whenCanWeTell({ ...question, baselineRisk: 0 }), undefined);
});
