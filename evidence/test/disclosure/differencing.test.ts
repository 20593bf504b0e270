import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { differingPeople, heldBack, refuseDifferencing, sketchPeople } from '../../src/index.ts';
import type { ReleaseCell, ReleaseRecord } from '../../src/index.ts';

const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, k) => `person ${from + k}`);

const cell = (
  people: readonly string[],
  kind: ReleaseCell['kind'] = 'people',
  idsOf = 'person',
): ReleaseCell => ({
  first: 'custody',
  second: 'alone',
  arm: 'custody',
  part: 'everybody',
  kind,
  idsOf,
  sketch: sketchPeople(people),
});
const record = (study: string, ...cells: ReleaseCell[]): ReleaseRecord => ({ study, cells });

test('E16: two groups that differ by one to nine people are always told, whoever joins and whoever leaves', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000_000 }),
      fc.integer({ min: 10, max: 3000 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
      (start, size, gone, come) => {
        fc.pre(gone + come >= 1 && gone + come <= 9);
        const one = sketchPeople(ids(start, start + size));
        const other = sketchPeople(ids(start + gone, start + size + come));
        const differing = differingPeople(one, other);
        assert.ok(differing === 'few' || differing === gone + come, String(differing));
      },
    ),
    { numRuns: 400 },
  );
});

test('the same people differ by nobody, in whatever order they come; quite other people differ by many', () => {
  const people = ids(0, 5000);
  assert.equal(differingPeople(sketchPeople(people), sketchPeople([...people].reverse())), 0);
  assert.equal(differingPeople(sketchPeople(people), sketchPeople(ids(7000, 12_000))), 'many');
});

test('E16: subtraction of two reports: a release but for a few people of an earlier one is refused in a sentence', () => {
  const earlier = record('first', cell(ids(0, 500)));
  const refused = refuseDifferencing(record('second', cell(ids(3, 500))), [earlier]);
  assert.match(
    refused?.sentence ?? '',
    /cannot go out.*custody.*second.*first.*fewer than 10 people.*Nothing was released/,
  );
  assert.doesNotMatch(refused?.sentence ?? '', /\b3\b/);
});

test('E16: swapping a few people for as many others does not hide that they are few', () => {
  const earlier = record('first', cell(ids(0, 500)));
  assert.ok(refuseDifferencing(record('second', cell(ids(4, 504))), [earlier]));
});

test('E16: the same group again, a group that differs by ten or more, and groups of another kind go out', () => {
  const earlier = record('first', cell(ids(0, 500)));
  assert.equal(refuseDifferencing(record('again', cell(ids(0, 500))), [earlier]), undefined);
  assert.equal(refuseDifferencing(record('grown', cell(ids(0, 515))), [earlier]), undefined);
  assert.equal(refuseDifferencing(record('other', cell(ids(2, 500), 'detected')), [earlier]), undefined);
});

test('E16: an outcome told apart in two releases is refused where the rest between them is a few people', () => {
  // 60 with any detected offence, 55 of them with an image offence: 5 are left.
  const any = record('any', cell(ids(0, 60), 'detected'));
  assert.ok(refuseDifferencing(record('image', cell(ids(0, 55), 'detected')), [any]));
});

test('E16: where ids mean nothing across two files, groups are held against each other by their numbers', () => {
  const earlier = record('first', cell(ids(0, 500), 'people', 'lines of a'));
  assert.ok(refuseDifferencing(record('second', cell(ids(900, 1403), 'people', 'lines of b')), [earlier]));
  assert.equal(
    refuseDifferencing(record('second', cell(ids(900, 1415), 'people', 'lines of b')), [earlier]),
    undefined,
  );
});

test('E16: groups by a characteristic that differ by a few from those told before are held back, and refuse nothing', () => {
  const women = (people: readonly string[]): ReleaseCell => ({ ...cell(people), part: 'sex: female' });
  const earlier = record('first', cell(ids(0, 500)), women(ids(0, 40)));
  const later = record('second', cell(ids(0, 520)), women(ids(0, 43)));
  assert.equal(refuseDifferencing(later, [earlier]), undefined);
  assert.deepEqual(heldBack(later, [earlier]), ['sex']);
});
