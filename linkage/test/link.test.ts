import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { link, linkQuality, LinkageRefused, NothingToCompare, type Identity } from '../src/index.ts';
import { namesakes, people, person } from './people.ts';

const extract = people(1, 3000);

/** The first hundred of the extract as the service wrote them down: every fourth with an error. */
const service = extract.slice(0, 100).map((one, k): Identity => {
  const record = { ...one, id: `S${k}`, person: `S${k}`, pnc: k % 2 === 0 ? one.pnc : '' };
  if (k % 4 === 1) return { ...record, surname: `${one.surname.slice(0, -1)}x` };
  if (k % 4 === 3) return { ...record, forename: one.forename.slice(0, 3), postcodeDistrict: 'QZ1' };
  return record;
});
const truth = service.map((one, k) => ({ left: one.id, person: extract[k].person, groups: {} }));

test('people are found again in spite of errors, and nobody twice', () => {
  const { pairs } = link(service, extract);
  const quality = linkQuality(pairs, truth);
  assert.ok(quality.recall.share >= 0.98, `recall ${quality.recall.share}`);
  assert.equal(quality.precision.share, 1);
  assert.equal(new Set(pairs.map(pair => pair.person)).size, pairs.length);
});

test('where nobody of the left is on the right, nobody is expected and nobody linked, though many look alike', () => {
  for (const seed of [31, 33]) {
    const { pairs, model } = link(namesakes(seed, 100), namesakes(seed + 1, 3000));
    assert.ok(model.candidates > 100, String(model.candidates));
    assert.ok(model.expectedMatches < 2, String(model.expectedMatches));
    assert.deepEqual(pairs, []);
  }
});

test('where few of the left are on the right, as few are expected, and the links made are the right ones', () => {
  const strangers = namesakes(41, 100).map((one, k) => ({ ...one, id: `N${k}`, person: `N${k}` }));
  const others = namesakes(42, 3000);
  const known = others
    .slice(0, 12)
    .map((one, k) => ({ ...one, id: `K${k}`, person: `K${k}`, pnc: '', sentencedOn: '' }));
  const { pairs, model } = link([...strangers, ...known], others);
  assert.ok(model.expectedMatches > 9 && model.expectedMatches < 15, String(model.expectedMatches));
  const quality = linkQuality(pairs, [
    ...strangers.map(one => ({ left: one.id, person: null, groups: {} })),
    ...known.map((one, k) => ({ left: one.id, person: others[k].person, groups: {} })),
  ]);
  assert.equal(quality.precision.share, 1, JSON.stringify(pairs));
  assert.ok(quality.recall.count >= 10, String(quality.recall.count));
});

test('the order of rows makes no difference', () => {
  const expected = link(service, extract);
  fc.assert(
    fc.property(fc.shuffledSubarray(service, { minLength: 100 }), left => {
      const again = link(left, [...extract].reverse());
      assert.deepEqual(again.pairs, expected.pairs);
    }),
    { numRuns: 3 },
  );
});

test('two rows of one person in the extract give one link', () => {
  const aliases = extract
    .slice(0, 100)
    .map((one): Identity => ({ ...one, id: `${one.id}-2`, surname: `${one.surname}a` }));
  const { pairs } = link(service, [...extract, ...aliases]);
  assert.equal(linkQuality(pairs, truth).precision.share, 1);
  assert.equal(new Set(pairs.map(pair => pair.left)).size, pairs.length);
});

test('E10: a result holds ids, weights and levels of agreement, and no name or date', () => {
  const { pairs } = link(service, extract);
  const text = JSON.stringify(pairs);
  for (const one of service) {
    assert.ok(!text.includes(one.surname), one.surname);
    assert.ok(!text.includes(one.bornOn), one.bornOn);
  }
});

test('a pair can be asked why, in words and bits that add up to its weight', () => {
  const [first] = link(service, extract).pairs;
  const sum = first.reasons.reduce((total, reason) => total + reason.weight, 0);
  assert.ok(Math.abs(sum - first.weight) < 1e-9);
  assert.ok(first.reasons.every(reason => reason.agreement.length > 0));
});

test('files that share nothing are refused clearly', () => {
  const stranger = person('S1', {
    surname: 'yyyy',
    forename: 'yyyy',
    bornOn: '1901-02-03',
    pnc: '1920/1',
    postcodeDistrict: 'QZ9',
    sentencedOn: '1999-01-01',
  });
  assert.throws(
    () => link([stranger], extract),
    (error: Error) => error instanceof NothingToCompare && /Nothing was linked/.test(error.message),
  );
});

test('all faults are said together', () => {
  assert.throws(
    () => link([], [person('a'), person('a')], { seed: -1, precision: 1 }),
    (error: Error) =>
      error instanceof LinkageRefused &&
      ['left file has no rows', 'id twice', 'precision was 1', 'seed was -1'].every(words =>
        error.message.includes(words),
      ),
  );
});
