import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireMaturity, StudyRefusal } from '../../src/index.ts';
import { parseDay } from '../../src/day.ts';

const day = (text: string): number => parseDay(text) ?? Number.NaN;
const extracted = day('2026-10-31');

test('E14: index + window + conviction lag may fall on the day of the extract, and not a day later', () => {
  // 365 + 182 days before 31 October 2026 is 2 May 2025.
  const last = day('2025-05-02');
  const mature = requireMaturity(Int32Array.of(day('2020-01-01'), last), extracted, 365, 182);
  assert.deepEqual(mature, {
    by: 'calendar',
    extractedOn: '2026-10-31',
    windowDays: 365,
    convictionLagDays: 182,
    latestTimeZero: '2025-05-02',
    latestMatureTimeZero: '2025-05-02',
  });
  assert.throws(
    () => requireMaturity(Int32Array.of(day('2020-01-01'), last + 1), extracted, 365, 182),
    (error: Error) => {
      assert.ok(error instanceof StudyRefusal);
      assert.match(error.message, /^1 of 2 people have not been followed for long enough/);
      assert.match(error.message, /must be 2 May 2025 or earlier, and the latest is 3 May 2025/);
      return true;
    },
  );
});

test('E14: the window and the lag both count', () => {
  const zeros = Int32Array.of(day('2025-05-02'));
  assert.throws(() => requireMaturity(zeros, extracted, 366, 182), StudyRefusal);
  assert.throws(() => requireMaturity(zeros, extracted, 365, 183), StudyRefusal);
  assert.equal(requireMaturity(zeros, extracted, 365, 181).by, 'calendar');
});
