import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalCdf, stream, sumOf } from '../src/index.ts';

const DRAWS = 40_000;
// Five standard errors: a right generator trips one of these checks once in about 1.7 million.
const FIVE = 5 / Math.sqrt(DRAWS);

function mean(draw: () => number): number {
  return sumOf(DRAWS, draw) / DRAWS;
}

test('a stream gives the same draws for the same four keys', () => {
  const first = stream(1, 2, 3, 4);
  const again = stream(1, 2, 3, 4);
  for (let i = 0; i < 100; i++) assert.equal(first.uniform(), again.uniform());
});

test('a stream does not depend on what other streams have drawn', () => {
  const alone = Array.from(
    { length: 5 },
    (
      (s = stream(9, 0, 7, 1)) =>
      () =>
        s.normal()
    )(),
  );
  const other = stream(9, 0, 8, 1);
  const s = stream(9, 0, 7, 1);
  const beside = Array.from({ length: 5 }, () => (other.normal(), s.normal()));
  assert.deepEqual(beside, alone);
});

test('a change of any one key changes the draws', () => {
  const draws = [stream(0), stream(1), stream(0, 1), stream(0, 0, 1), stream(0, 0, 0, 1)].map(s =>
    s.uniform(),
  );
  assert.equal(new Set(draws).size, draws.length);
});

test('uniform draws lie inside 0 and 1 with the moments of a uniform', () => {
  const s = stream(11);
  const draws = Array.from({ length: DRAWS }, () => s.uniform());
  assert.ok(draws.every(u => u > 0 && u < 1));
  let i = 0;
  assert.ok(Math.abs(mean(() => draws[i++]) - 1 / 2) < FIVE * Math.sqrt(1 / 12));
  i = 0;
  assert.ok(Math.abs(mean(() => draws[i++] ** 2) - 1 / 3) < FIVE * Math.sqrt(4 / 45));
});

test('uniform draws fill a hundred equal cells evenly', () => {
  const s = stream(12);
  const cells = new Float64Array(100);
  for (let i = 0; i < DRAWS; i++) cells[Math.floor(s.uniform() * 100)]++;
  const chiSquare = sumOf(100, i => (cells[i] - DRAWS / 100) ** 2 / (DRAWS / 100));
  // 99 degrees of freedom; Wilson and Hilferty's cube root is standard normal.
  const z = (Math.cbrt(chiSquare / 99) - (1 - 2 / 891)) / Math.sqrt(2 / 891);
  assert.ok(Math.abs(z) < 5, `z = ${z}`);
});

test('neighbouring people and neighbouring decisions have unrelated luck', () => {
  for (const neighbour of [(i: number) => stream(5, 0, i + 1, 0), (i: number) => stream(5, 0, i, 1)]) {
    let i = 0;
    const product = mean(() => {
      const pair = (stream(5, 0, i, 0).uniform() - 0.5) * (neighbour(i).uniform() - 0.5);
      i++;
      return pair;
    });
    assert.ok(Math.abs(product) < FIVE / 12);
  }
});

test('successive draws of one stream are unrelated', () => {
  const s = stream(6);
  let last = s.uniform() - 0.5;
  const product = mean(() => {
    const next = s.uniform() - 0.5;
    const pair = last * next;
    last = next;
    return pair;
  });
  assert.ok(Math.abs(product) < FIVE / 12);
});

test('normal, exponential and gamma draws have their means and variances', () => {
  for (const [name, draw, expected, variance, fourth] of [
    [
      'normal',
      (
        s => () =>
          s.normal()
      )(stream(21)),
      0,
      1,
      3,
    ],
    [
      'exponential',
      (
        s => () =>
          s.exponential()
      )(stream(22)),
      1,
      1,
      9,
    ],
    [
      'gamma 2.6',
      (
        s => () =>
          s.gamma(2.6)
      )(stream(23)),
      2.6,
      2.6,
      3 * 2.6 ** 2 + 6 * 2.6,
    ],
    [
      'gamma 0.4',
      (
        s => () =>
          s.gamma(0.4)
      )(stream(24)),
      0.4,
      0.4,
      3 * 0.4 ** 2 + 6 * 0.4,
    ],
  ] as const) {
    const draws = Float64Array.from({ length: DRAWS }, draw);
    const average = sumOf(DRAWS, i => draws[i]) / DRAWS;
    const spread = sumOf(DRAWS, i => (draws[i] - expected) ** 2) / DRAWS;
    assert.ok(Math.abs(average - expected) < FIVE * Math.sqrt(variance), `${name}: mean ${average}`);
    assert.ok(
      Math.abs(spread - variance) < FIVE * Math.sqrt(fourth - variance ** 2),
      `${name}: variance ${spread}`,
    );
  }
});

test('normal draws follow the normal distribution function', () => {
  const s = stream(31);
  const draws = Float64Array.from({ length: DRAWS }, () => s.normal()).sort();
  const distance = draws.reduce(
    (most, x, i) => Math.max(most, Math.abs(normalCdf(x) - (i + 0.5) / DRAWS)),
    0,
  );
  // Kolmogorov: P(sqrt(n) D > 2.7) is below 1e-6.
  assert.ok(distance * Math.sqrt(DRAWS) < 2.7, `D = ${distance}`);
});

test('below gives every whole number under the count and chance its share', () => {
  const s = stream(41);
  assert.deepEqual(new Set(Array.from({ length: 200 }, () => s.below(4))), new Set([0, 1, 2, 3]));
  assert.ok(Math.abs(mean(() => (s.chance(0.2) ? 1 : 0)) - 0.2) < FIVE * 0.4);
});

test('a stream refuses a key that is not a whole number of 32 bits', () => {
  assert.throws(() => stream(-1), /seed -1/);
  assert.throws(() => stream(1, 1.5), /run 1\.5/);
  assert.throws(() => stream(1, 1, 2 ** 32), /person 4294967296/);
});
