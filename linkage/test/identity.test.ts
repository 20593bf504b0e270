import { test } from 'node:test';
import assert from 'node:assert/strict';
import { IdentityFileRefused, readIdentities } from '../src/index.ts';

const header = 'record,surname,forename,born_on,postcode_district,sex,pnc,sentenced_on';
const read = (...rows: string[]) => readIdentities([header, ...rows].join('\n'), { id: 'record' });

test('names are made plain, and an empty cell is missing', () => {
  const [one] = read('S1,"O’Néill-Marsh ",ZOË,,qa3,f,,2024-02-29');
  assert.deepEqual(one, {
    id: 'S1',
    person: 'S1',
    surname: 'oneillmarsh',
    forename: 'zoe',
    bornOn: '',
    postcodeDistrict: 'QA3',
    sex: 'F',
    pnc: '',
    sentencedOn: '2024-02-29',
  });
});

test('every column that is missing is named at once', () => {
  assert.throws(
    () => readIdentities('record,surname\nS1,Marsh', { id: 'record' }),
    (error: Error) =>
      error instanceof IdentityFileRefused && /"forename", "born_on", .*"sentenced_on"/.test(error.message),
  );
});

test('E43: a row that cannot be read is reported by line, and never taken for a missing date', () => {
  assert.throws(
    () => read('S1,A,B,1980-02-30,,,,', 'S2,A,B,17/05/1980,,,,2024-13-01', ',A,B,,,,,'),
    (error: Error) =>
      [
        'line 2: born_on is no date',
        'line 3: born_on is no date',
        'line 3: sentenced_on is no date',
        'line 4 has no record',
      ].every(words => error.message.includes(words)),
  );
});

test('a file that is no CSV is refused in a sentence', () => {
  assert.throws(
    () => read('S1,A,B'),
    (error: Error) => error instanceof IdentityFileRefused && /line 2/.test(error.message),
  );
});
