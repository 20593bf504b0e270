import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { block, NothingToCompare, soundOf, usualPasses, type Identity } from '../src/index.ts';
import { people, person } from './people.ts';

const original = person('a');

const errors: Readonly<Record<string, Partial<Identity>>> = {
  'no number and no sentence date': { pnc: '', sentencedOn: '' },
  'another surname': { surname: 'quorvist', pnc: '' },
  'a spelling of the surname': { surname: 'marbernfort', pnc: '', sentencedOn: '' },
  'a short forename and another place': { forename: 'cor', postcodeDistrict: 'QZ9', pnc: '' },
  'day and month swapped, no number': { bornOn: '1980-17-05', pnc: '' },
  'names swapped': { surname: 'corwo', forename: 'marbernford', pnc: '' },
  'no birth date': { bornOn: '', pnc: '' },
};

test('a person with one kind of error still meets themselves in some pass', () => {
  for (const [kind, error] of Object.entries(errors)) {
    const { left, right } = block([{ ...original, ...error, id: 'b' }], [original]);
    assert.deepEqual([left.length, right.length], [1, 1], kind);
  }
});

test('each pair comes once, however many passes find it, in order of left and right', () => {
  const rows = people(7, 200);
  const { left, right } = block(rows, rows);
  const keys = Array.from(left, (one, k) => one * rows.length + right[k]);
  assert.deepEqual(
    keys,
    [...new Set(keys)].sort((a, b) => a - b),
  );
  assert.ok(keys.length >= rows.length);
});

test('what is missing shares nothing', () => {
  const nothing = person('n', {
    surname: '',
    forename: '',
    bornOn: '',
    pnc: '',
    postcodeDistrict: '',
    sentencedOn: '',
  });
  assert.deepEqual(
    usualPasses.map(pass => pass(nothing)),
    usualPasses.map(() => ''),
  );
  assert.throws(() => block([nothing], [nothing]), NothingToCompare);
});

test('a block too large to look through is left to the other passes', () => {
  const crowd = Array.from({ length: 30 }, (_, k) => person(`c${k}`));
  assert.throws(() => block([original], crowd, [one => one.surname], 29), NothingToCompare);
  assert.equal(block([original], crowd, [one => one.surname], 30).left.length, 30);
});

test('spellings of one sound fall together', () => {
  assert.equal(soundOf('philipa'), soundOf('filipa').replace(/^f/, 'p'));
  assert.equal(soundOf('kowalczyk'), soundOf('kowalchyk'));
  fc.assert(fc.property(fc.stringMatching(/^[a-z]{0,12}$/), name => soundOf(name).length <= 4));
});
