import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { resolve } from '../src/index.ts';

const pair = (left: string, person: string, weight: number) => ({ left, person, weight });
const prior = 2 ** -10;

test('the surer of two records gets a person, and each record and person is linked once at most', () => {
  const links = resolve([pair('a', 'p', 25), pair('b', 'p', 30), pair('b', 'q', 5)], prior, 0.9);
  assert.deepEqual(
    links.map(({ left, person }) => [left, person]),
    [['b', 'p']],
  );
  const any = fc.array(
    fc.tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom('p', 'q', 'r'),
      fc.double({ min: -20, max: 40, noNaN: true }),
    ),
  );
  fc.assert(
    fc.property(any, list => {
      const made = resolve(
        list.map(([left, person, weight]) => pair(left, person, weight)),
        prior,
        0.6,
      );
      assert.equal(new Set(made.map(one => one.left)).size, made.length);
      assert.equal(new Set(made.map(one => one.person)).size, made.length);
    }),
  );
});

test('the chance of a pair is its odds against nobody and the other candidates, worked by hand', () => {
  // Prior odds 1 to 1,023; weights of 12 and 10 bits make odds of 4096/1023 and 1024/1023.
  const [link] = resolve([pair('a', 'p', 12), pair('a', 'q', 10)], prior, 0.5);
  assert.ok(Math.abs(link.probability - 4096 / 1023 / (1 + 5120 / 1023)) < 1e-12);
});

test('several rows of one person count once, by the best of them', () => {
  const [one] = resolve([pair('a', 'p', 12)], prior, 0.5);
  const [several] = resolve([pair('a', 'p', 12), pair('a', 'p', 11)], prior, 0.5);
  assert.deepEqual(several, one);
});

test('links are taken while the expected share of right ones stays at the precision asked for', () => {
  const pairs = Array.from({ length: 20 }, (_, k) => pair(`l${k}`, `p${k}`, 24 - k));
  for (const precision of [0.6, 0.9, 0.99]) {
    const links = resolve(pairs, prior, precision);
    const expected = links.reduce((sum, link) => sum + link.probability, 0) / links.length;
    assert.ok(expected >= precision && links.every(link => link.probability >= 0.5));
  }
  assert.ok(resolve(pairs, prior, 0.9).length > resolve(pairs, prior, 0.99).length);
});
