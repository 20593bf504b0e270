import { test } from 'node:test';
import assert from 'node:assert/strict';
import { evenRunner } from '../../src/answers/even-runner.ts';
import { searchEven } from '../../src/answers/search-even.ts';
import type { DifferencesAt } from '../../src/answers/search-even.ts';
import type { Scenario } from '../../src/scenario/scenario-schema.ts';
import { madeUp } from '../scenario/made-up.ts';

/** A year from empty with as many places as come, paid by the time inside or by the head. */
function paid(cost: string, price: Record<string, string>, name: string): Scenario {
  const plan = madeUp({
    years: 1,
    numbers: { rate: '40 people a week', mean: '6 months', ...price },
    stages: `desk:
  label: Desk
  stay: { exponential: { mean: mean } }
  cost: { ${cost} }
  next: [{ rest: leaves }]`,
  });
  return { ...plan, name };
}

const plans = [
  paid('perYearInside: held', { held: '1000 £ a year' }, 'By the year'),
  paid('perArrival: head', { head: '283.83 £' }, 'By the head'),
] as const;

/** Years that one who comes spends inside before the year is over, at a mean stay of so many months: m - m²(1 - exp(-1/m)). */
const inside = (months: number): number => {
  const m = months / 12;
  return m - m ** 2 * (1 - Math.exp(-1 / m));
};
// 1000 £ x inside(6) is 283.83 £: 0.5 - 0.25 (1 - exp(-2)) = 0.283834.
const exact = 6;

test('the root is where the closed form has it, its interval holds it in about 95 of 100 repeats, and a line would be far off', async () => {
  assert.ok(Math.abs(1000 * inside(exact) - 283.83) < 0.01);
  const seeds = 20;
  let held = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const differenceOf = evenRunner(plans, 'mean', 'cost', seed);
    const found = await searchEven(
      value => Array.from({ length: 8 }, (_, run) => differenceOf(run, value)),
      1,
      20,
    );
    assert.ok(Math.abs(found.at! - exact) < 0.6, `${found.at}`);
    assert.ok(found.high! - found.low! < 1.5 && found.low! < found.at! && found.at! < found.high!);
    // By hand: 1 + 19 (283.83 - 76.4) / (413.4 - 76.4) = 12.7 months.
    assert.ok(found.lineOff! > 5.5, `${found.lineOff}`);
    if (found.low! <= exact && exact <= found.high!) held++;
  }
  // 19 expected; fewer than 16 come by chance in 3 of 1,000 repeats (binomial).
  assert.ok(held >= 16, `${held} of ${seeds}`);
});

test('the same luck at every value: the same call gives the same root, and a straight difference ends on the line', async () => {
  const straight: DifferencesAt = value => [0.9, 1, 1.1].map(noise => 40 * (value - 0.85) + noise - 1);
  const found = await searchEven(straight, 0, 2);
  assert.ok(Math.abs(found.at! - 0.85) < 1e-9 && found.lineOff! < 1e-9);
  // Student's t at 2 degrees of freedom is 4.3027; the error of the mean is 0.1 / sqrt(3), and the slope 40.
  const half = (4.302652729911275 * 0.1) / Math.sqrt(3) / 40;
  assert.ok(Math.abs(found.low! - (0.85 - half)) < 1e-6 && Math.abs(found.high! - (0.85 + half)) < 1e-6);
  assert.deepEqual(await searchEven(straight, 0, 2), found);
});

test('no root is made up: where the difference never crosses nought, or crosses twice, that is said', async () => {
  const never = await searchEven(value => [value + 1, value + 1.1], 0, 4);
  assert.equal(never.at, null);
  assert.match(never.words, /^The first has more on average at each of 5 values looked at, from 0 to 4\.$/);
  const twice = await searchEven(value => [(value - 1) * (value - 3), (value - 1) * (value - 3)], 0, 4);
  assert.equal(twice.at, null);
  assert.match(twice.words, /search each part by itself/);
  const wide = await searchEven(value => [value - 1 - 30, value - 1 + 30], 0, 4);
  assert.deepEqual([wide.low, wide.high], [null, null]);
  assert.match(wide.words, /95% below 0 to above 4/);
});

test('what the runs cannot tell, and what makes no difference, are told as that and not as more or less', async () => {
  const wordsOf = async (differencesAt: DifferencesAt): Promise<string> => {
    const { at, words } = await searchEven(differencesAt, 0, 4);
    assert.equal(at, null);
    return words;
  };
  assert.match(await wordsOf(() => [0, 0]), /^Both come out the same in every run wherever it was looked/);
  // Places beyond what anybody asks for.
  const enough: DifferencesAt = value => [Math.max(0, 1.5 - value), Math.max(0, 1.6 - value)];
  assert.match(
    await wordsOf(enough),
    /^Both come out the same in every run at 2, 3, 4: there is no one value/,
  );
  // Chance alone: up and down about nought, further than its mean.
  const noise: DifferencesAt = value => [Math.sin(9 * value) / 9 - 1, Math.sin(9 * value) / 9 + 1];
  assert.match(await wordsOf(noise), /these runs cannot tell the difference from nought\. Take more runs\.$/);
  const near: DifferencesAt = value => [value - 0.04, value + 0.06];
  assert.match(
    await wordsOf(near),
    /at each of 5 values looked at, from 0 to 4\. At 0 these runs cannot tell it from nought/,
  );
});

test('the interval goes on to the last value at which the runs cannot tell, and past the end where that is one', async () => {
  // Student's t at 1 degree of freedom is 12.7062: the limits are the mean and 12.7062 times what one run lies from it.
  const within = (half: (value: number) => number): DifferencesAt => {
    const off = (value: number): number => half(value) / 12.706204736174694;
    return value => [value - 1.5 - off(value), value - 1.5 + off(value)];
  };
  // The lower limit is above nought at 2, below it at 3 and above it at 4: nought is held until 3.25.
  const again = await searchEven(
    within(value => (value < 2.5 ? 0.2 : Math.max(0.2, 5 - value))),
    0,
    4,
  );
  assert.ok(Math.abs(again.low! - 1.3) < 0.01 && Math.abs(again.high! - 3.25) < 0.01, again.words);
  const past = await searchEven(
    within(value => (value > 3.5 ? 4 : 0.2)),
    0,
    4,
  );
  assert.deepEqual([past.high, past.low !== null], [null, true]);
});

test('a value looked at where both come out even exactly is found, on either side', async () => {
  for (const turn of [1, -1]) {
    const { at } = await searchEven(value => [turn * value, turn * value], 0, 4);
    assert.equal(at, 0);
    const inside = await searchEven(value => [turn * (value - 2), turn * (value - 2)], 0, 4);
    assert.deepEqual([inside.at, inside.low, inside.high], [2, 2, 2]);
  }
});

test('a range that is none, one run alone and a run without a figure are refused by name', async () => {
  await assert.rejects(
    searchEven(value => [value, value], 4, 0),
    /^RangeError: from was 4 and to was 0; both must be numbers, and from the lower/,
  );
  await assert.rejects(
    searchEven(value => [value - 1], 0, 4),
    /^RangeError: differencesAt\(0\) gave 1 runs/,
  );
  await assert.rejects(
    searchEven(() => [1, Number.NaN], 0, 4),
    /^RangeError: differencesAt\(0\) gave NaN in one run/,
  );
});
