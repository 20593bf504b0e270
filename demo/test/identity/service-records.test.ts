import { draws, justiceWorld, personId } from '@throughcare/evidence/simulated';
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { smudge } from '../../src/identity/smudge.ts';
import { extractShareOfErrors } from '../../src/identity/error-rates.ts';
import { serviceRecords } from '../../src/extract/service-records.ts';
import { identitiesTable, identityOf } from '../../src/extract/identities.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const worlds = SEEDS.map(seed => {
  const world = justiceWorld(seed, 40_000);
  return { seed, world, records: serviceRecords(seed, world) };
});

test('the service has about 340 people of the extract and 80 without any conviction', () => {
  for (const { records } of worlds) {
    assert.equal(records.filter(record => record.basis === 'none').length, 80);
    const linked = records.filter(record => record.row !== undefined);
    assert.equal(linked.length, records.length - 80);
    // Poisson-like around 340; each of ten seeds within four standard deviations of a rounded mean.
    assert.ok(Math.abs(linked.length - 345) < 4 * Math.sqrt(345), String(linked.length));
    assert.equal(new Set(linked.map(record => record.row)).size, linked.length);
  }
});

test('they were sentenced in areas 1 and 2 between 1 October 2022 and 30 September 2026', () => {
  for (const { world, records } of worlds) {
    for (const { row, basis } of records) {
      if (row === undefined) continue;
      assert.ok(world.people.area[row] < 2);
      assert.equal(world.sentences.arm[row], basis === 'required' ? 1 : 2);
    }
  }
});

test('name and birth date agree exactly for 68% of the people in both files', () => {
  // A record counts when any of the person's rows in the extract has all three as the service wrote them.
  let found = 0;
  let all = 0;
  for (const { seed, world, records } of worlds) {
    const rows = new Map<string, string[]>();
    for (const { row } of records) if (row !== undefined) rows.set(personId(row), []);
    for (const [, person, surname, forename, bornOn] of identitiesTable(seed, world).rows) {
      rows.get(person)?.push(`${surname},${forename},${bornOn}`);
    }
    for (const { row, recorded } of records) {
      if (row === undefined) continue;
      all++;
      const key = `${recorded.surname},${recorded.forename},${recorded.bornOn}`;
      if (rows.get(personId(row))!.includes(key)) found++;
    }
  }
  // 68 is rounded to a whole percent, and the error of about 3,400 people is .8%.
  const allowed = 0.005 + 4 * Math.sqrt((0.68 * 0.32) / all);
  assert.ok(Math.abs(found / all - 0.68) <= allowed, `${found} of ${all}`);
});

test('a surname is written otherwise as often as the error model says, by origin', () => {
  // For a rate r the share hasty h makes it r (1 - h) + min(.9, 4r) h; the four causes come one after the other.
  const world = justiceWorld(11, 20_000);
  const rates = [
    [0.015, 0.003, 0.005, 0.02],
    [0.015, 0.003, 0.03, 0.04],
    [0.015, 0.03, 0.07, 0.05],
    [0.015, 0.003, 0.09, 0.07],
    [0.015, 0.03, 0.05, 0.06],
  ];
  const hasty = [0.1, 0.15, 0.25, 0.25, 0.22];
  const swapped = [0.002, 0.003, 0.03, 0.005, 0.03];
  const wrong = [0, 0, 0, 0, 0];
  const people = [0, 0, 0, 0, 0];
  for (let i = 0; i < 20_000; i++) {
    const truth = identityOf(11, world, i);
    people[truth.origin]++;
    if (smudge(draws(11, i, 'serviceRecord'), truth).surname !== truth.surname) wrong[truth.origin]++;
  }
  rates.forEach((causes, origin) => {
    const right = (factor: number) =>
      [...causes, swapped[origin]].reduce((kept, rate) => kept * (1 - Math.min(0.9, rate * factor)), 1);
    const expected = 1 - (right(1) * (1 - hasty[origin]) + right(4) * hasty[origin]);
    const share = wrong[origin] / people[origin];
    // Some errors leave the name as it was (the same letter, the same name drawn again): under 1 in 20 of them.
    const error = 4 * Math.sqrt((expected * (1 - expected)) / people[origin]);
    assert.ok(
      share <= expected + error && share >= 0.95 * expected - error,
      `${origin}: ${share} v ${expected}`,
    );
  });
});

test('a police number is there for half of those required and hardly ever by choice', () => {
  for (const [basis, expected] of [
    ['required', 0.5],
    ['choice', 0.03],
    ['none', 0],
  ] as const) {
    const of = worlds.flatMap(({ records }) => records.filter(record => record.basis === basis));
    const share = of.filter(record => record.pnc !== '').length / of.length;
    assert.ok(Math.abs(share - expected) <= 4 * Math.sqrt((expected * (1 - expected)) / of.length), basis);
  }
});

test('the extract errs at about a third of the rates of the service', () => {
  assert.equal(extractShareOfErrors, 0.35);
  const world = justiceWorld(12, 20_000);
  const truths = Array.from({ length: 20_000 }, (_, i) => identityOf(12, world, i));
  const wrong = (factor: number) =>
    truths.filter((truth, i) => smudge(draws(12, i, 'extractRecord'), truth, factor).bornOn !== truth.bornOn)
      .length;
  const ratio = wrong(extractShareOfErrors) / wrong(1);
  // About 1,000 and 350 errors, so the ratio is known to 6%; the cap at .9 does not bind here.
  assert.ok(Math.abs(ratio - 0.35) < 4 * 0.021, String(ratio));
});
