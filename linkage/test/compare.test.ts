import { test } from 'node:test';
import assert from 'node:assert/strict';
import { compare, fieldNames, fields, MISSING, type Field, type Identity } from '../src/index.ts';
import { person } from './people.ts';

function agreement(field: Field, left: Partial<Identity>, right: Partial<Identity>): string {
  const level = compare(person('a', left), person('b', right))[fieldNames.indexOf(field)];
  return level === MISSING ? 'missing' : fields[field][level];
}

test('a birth date agrees by degrees', () => {
  const born = (a: string, b: string) => agreement('born', { bornOn: a }, { bornOn: b });
  assert.equal(born('1980-05-07', '1980-05-07'), 'the same');
  assert.equal(born('1980-05-07', '1980-07-05'), 'day and month swapped');
  assert.equal(born('1980-05-07', '1980-05-17'), 'one of day, month and year differs');
  assert.equal(born('1980-05-07', '1990-05-07'), 'one of day, month and year differs');
  assert.equal(born('1980-05-07', '1980-01-01'), 'same year, 1 January in one or both');
  assert.equal(born('1980-01-01', '1980-01-01'), 'same year, 1 January in one or both');
  assert.equal(born('1980-05-07', '1971-11-23'), 'different');
  assert.equal(born('', '1980-05-07'), 'missing');
});

test('names agree by degrees, and swapped names speak once', () => {
  assert.equal(
    agreement('surname', { surname: 'kowalczyk' }, { surname: 'kowalchyk' }),
    'one letter or a spelling apart',
  );
  assert.equal(
    agreement('forename', { forename: 'gilwend' }, { forename: 'gil' }),
    'one is a short form of the other',
  );
  const swap = [
    { surname: 'okonkwo', forename: 'adebayo' },
    { surname: 'adebayo', forename: 'okonkwo' },
  ] as const;
  assert.equal(agreement('surname', ...swap), 'surname and forename swapped');
  assert.equal(agreement('forename', ...swap), 'missing');
});

test('a police number with another last digit is told from another number', () => {
  assert.equal(agreement('pnc', { pnc: '2001/1234567' }, { pnc: '2001/1234569' }), 'the last digit differs');
  assert.equal(agreement('pnc', { pnc: '2001/1234567' }, { pnc: '2001/7654321' }), 'different');
});

test('sentence dates agree by nearness', () => {
  const sentenced = (b: string) => agreement('sentenced', { sentencedOn: '2024-03-04' }, { sentencedOn: b });
  assert.equal(sentenced('2024-03-04'), 'the same day');
  assert.equal(sentenced('2024-03-11'), 'within a week');
  assert.equal(sentenced('2024-03-12'), 'within 60 days');
  assert.equal(sentenced('2024-05-04'), 'different');
});
