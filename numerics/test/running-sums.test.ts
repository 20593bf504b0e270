import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GROUP_NUMBERS, MARK, runningSums } from '../src/index.ts';

interface Step {
  readonly x: readonly number[];
  readonly r: number;
  readonly apart: boolean;
  readonly end: boolean;
  readonly begin: boolean;
  readonly numbers: readonly number[];
}

const value = fc.integer({ min: -8, max: 8 });
const steps = (columns: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      x: fc.array(value, { minLength: columns, maxLength: columns }),
      r: value,
      apart: fc.boolean(),
      end: fc.boolean(),
      begin: fc.boolean(),
      numbers: fc.array(value, { minLength: GROUP_NUMBERS, maxLength: GROUP_NUMBERS }),
    }),
    { minLength: 1, maxLength: 30 },
  );

/** The definition, step by step. */
function plainly(rows: readonly Step[], columns: number): { gained: number[]; groups: number[] } {
  let s = Array.from({ length: columns }, () => 0);
  let t = s;
  let hasApart = false;
  const gained = [...s];
  const groups = Array.from({ length: columns * columns }, () => 0);
  for (const step of rows) {
    if (step.begin) s = s.map(() => 0);
    s = s.map((sum, j) => sum + step.r * step.x[j]);
    if (step.apart) t = t.map((sum, j) => sum + step.r * step.x[j]);
    hasApart ||= step.apart;
    if (!step.end) continue;
    const [c0, c1, a, f, b] = step.numbers;
    const less = hasApart ? [c1, f, b] : [0, 0, 0];
    for (let j = 0; j < columns; j++) {
      gained[j] += c0 * s[j] - less[0] * t[j];
      for (let k = 0; k < columns; k++) {
        groups[j * columns + k] +=
          a * (s[j] - less[1] * t[j]) * (s[k] - less[1] * t[k]) + less[2] * t[j] * t[k];
      }
    }
    t = t.map(() => 0);
    hasApart = false;
  }
  return { gained, groups };
}

function walkOf(rows: readonly Step[]) {
  let hasApart = false;
  const marks = Uint8Array.from(rows, step => {
    hasApart ||= step.apart;
    let mark = (step.apart ? MARK.apart : 0) | (step.begin ? MARK.begin : 0);
    if (step.end) {
      mark |= hasApart ? MARK.end | MARK.hasApart : MARK.end;
      hasApart = false;
    }
    return mark;
  });
  return {
    r: Float64Array.from(rows, step => step.r),
    marks,
    numbers: Float64Array.from(rows.flatMap(step => (step.end ? step.numbers : []))),
  };
}

test('whole numbers give the sums of the definition exactly, for odd and even columns', () => {
  for (const columns of [1, 2, 3, 4]) {
    fc.assert(
      fc.property(steps(columns), rows => {
        const values = Float64Array.from(rows.flatMap(step => step.x));
        const weights = Float64Array.from(rows, step => step.r);
        const { gained, groups, square } = runningSums({ values, columns }, walkOf(rows), weights);
        const want = plainly(rows, columns);
        // -0 and 0 are one.
        assert.deepEqual(
          [...gained].map(v => v + 0),
          want.gained.map(v => v + 0),
        );
        assert.deepEqual(
          [...groups].map(v => v + 0),
          want.groups.map(v => v + 0),
        );
        for (let j = 0; j < columns; j++) {
          const own = rows.reduce((total, step) => total + step.r * step.x[j] ** 2, 0);
          assert.equal(square[j * columns + j] + 0, own + 0);
        }
      }),
    );
  }
});

test('rows may be taken in any order and more than once', () => {
  const values = Float64Array.of(1, 2, 3, 4, 5, 6);
  const pick = Int32Array.of(2, 0, 2);
  const walk = {
    r: Float64Array.of(1, 2, -1),
    marks: Uint8Array.of(MARK.begin, 0, MARK.end),
    numbers: Float64Array.of(1, 0, 1, 0, 0),
    rows: pick,
  };
  // 1 (5, 6) + 2 (1, 2) - 1 (5, 6) = (2, 4).
  const { gained, groups } = runningSums({ values, columns: 2 }, walk);
  assert.deepEqual([...gained], [2, 4]);
  assert.deepEqual([...groups], [4, 8, 8, 16]);
});

test('groups may reach over the end of a block of 4,096 steps', () => {
  const rows = 9001;
  const columns = 3;
  const values = Float64Array.from({ length: rows * columns }, (_, at) => (at % 7) - 3);
  const steps = Array.from({ length: rows }, (_, i) => ({
    x: [...values.subarray(i * columns, (i + 1) * columns)],
    r: 1 + (i % 3),
    apart: i % 2 === 1,
    begin: i === 0,
    // Ends fall on 4,096 and on the step after it among others.
    end: i % 4096 === 0 || i % 4095 === 0 || i === rows - 1,
    numbers: [1, 2, 3, 1, 2],
  }));
  const { gained, groups } = runningSums({ values, columns }, walkOf(steps));
  const want = plainly(steps, columns);
  assert.deepEqual([...gained], want.gained);
  assert.deepEqual([...groups], want.groups);
});
