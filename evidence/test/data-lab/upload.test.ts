import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { dataLabUpload, readMapping, requireUpload, sayUploadFaults } from '../../src/index.ts';
import type { DataLabUpload } from '../../src/index.ts';

const mappingText = readFileSync(new URL('../../data-lab/mapping-1.yaml', import.meta.url), 'utf8');
const mapping = readMapping(mappingText);
const header =
  'id,surname,forename,born_on,sex,index_on,convicted_on,started_on,ended_on,pnc,prison_number,area,completed';

/** Sixty invented people, with the first rows as given. */
function fileOf(...first: readonly string[]): string {
  const rows = Array.from(
    { length: 60 },
    (_, i) =>
      first[i] ??
      `${i},Name${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))},Ada,1980-03-04,female,,2021-05-06,,,,,,`.replace(
        /\d+(?=,Ada)/,
        '',
      ),
  );
  return [header, ...rows].join('\n');
}

const upload = (text: string, by = mapping): DataLabUpload =>
  dataLabUpload({ name: 'people.csv', bytes: new TextEncoder().encode(text) }, by, '2026-11-26');

const faultsOf = (row: string): string[] => {
  const made = upload(fileOf(row));
  return made.ok ? [] : made.faults.map(({ line, field, message }) => `${line} ${field}: ${message}`);
};

test('a file of sixty people becomes an upload with its fields, dates and codes in their order', () => {
  const made = upload(
    fileOf(
      `0,"O'Hara, Jr",Zoë,1979-12-31,male,,2021-05-06,2021-06-07,2021-09-08,99/1234A,A1234BC,Area 1,yes`,
    ),
  );
  assert.ok(made.ok, made.ok ? '' : sayUploadFaults(made.faults));
  const [names, first] = made.csv.split('\r\n');
  assert.equal(
    names,
    'Surname,Forename,Date of birth,Gender,Index date,Conviction date,Intervention start date,Intervention end date,PNC ID,Prison number,Intervention location,Completed',
  );
  assert.equal(
    first,
    `"O'Hara, Jr",Zoë,31/12/1979,Male,,06/05/2021,07/06/2021,08/09/2021,99/1234A,A1234BC,Area 1,Yes`,
  );
  assert.equal(made.people, 60);
  assert.equal(made.mappingVersion, 1);
  assert.match(made.checkBeforeSending.join(' '), /present template/);
  assert.doesNotMatch(made.csv, /(^|,)id(,|$)/m);
});

test('every fault is told by line and field, all of them at once', () => {
  assert.deepEqual(faultsOf('0,,Ada,1980-02-31,woman,,,,,,,,'), [
    '2 Surname: is not there, and it is needed',
    '2 Date of birth: is no date; write YYYY-MM-DD',
    '2 Gender: is none of male, female',
    '2 Index date or Conviction date or Intervention start date: is not there; one of them is needed',
  ]);
});

test('dates after today, before 1900, and out of order are faults', () => {
  assert.deepEqual(faultsOf('0,Doe,Ada,1899-12-31,female,2026-11-27,,,,,,,'), [
    '2 Date of birth: is a date before 1900',
    '2 Index date: is a date after today',
  ]);
  assert.deepEqual(faultsOf('0,Doe,Ada,1990-01-01,female,1989-01-01,,2021-01-02,2021-01-01,,,,'), [
    '2 Index date: lies before Date of birth',
    '2 Intervention end date: lies before Intervention start date',
  ]);
});

test('a formula, a line break or an endless name gets into no field', () => {
  assert.match(faultsOf('0,=cmd(),Ada,1990-01-01,female,2021-01-01,,,,,,,')[0], /^2 Surname: is no name/);
  assert.match(
    faultsOf('0,Doe,Ada,1990-01-01,female,2021-01-01,,,,,,+1+2,')[0],
    /^2 Intervention location: begins with \+/,
  );
  assert.match(
    faultsOf('0,"Do\ne",Ada,1990-01-01,female,2021-01-01,,,,,,,')[0],
    /^3 Surname: holds a line break/,
  );
  assert.match(
    faultsOf(`0,${'a'.repeat(101)},Ada,1990-01-01,female,2021-01-01,,,,,,,`)[0],
    /101 characters, and 100/,
  );
});

test('fewer than sixty people, the same row twice, and a row cut short make no upload', () => {
  const few = upload(fileOf().split('\n').slice(0, 31).join('\n'));
  assert.ok(!few.ok);
  assert.deepEqual(few.faults, [
    {
      line: 1,
      field: 'the whole file',
      message: 'has 30 people, and the Justice Data Lab asks for 60 or more',
    },
  ]);
  const row = '0,Doe,Ada,1990-01-01,female,2021-01-01,,,,,,,';
  const twice = upload(fileOf(row, row));
  assert.ok(!twice.ok);
  assert.deepEqual(twice.faults, [{ line: 3, field: 'the whole row', message: 'is the same as line 2' }]);
  assert.deepEqual(faultsOf('0,Doe,Ada'), ['2 the whole row: has 3 values under 13 columns']);
  assert.throws(() => requireUpload(twice), /nothing was written.*\nline 3, the whole row/s);
});

test('a needed column that is not there is named, with the nearest one that is', () => {
  assert.throws(() => upload(fileOf().replace('surname', 'surnames')), /no column surname/);
  const without = fileOf()
    .split('\n')
    .map(line => line.split(',').slice(0, 8).join(','))
    .join('\n');
  assert.ok(upload(without).ok, 'fields that are not needed may lack their column');
});

test('what is no mapping is refused by place: a field twice, an unknown name, codes without a code, another version', () => {
  const change = (from: string, to: string): string => {
    assert.ok(mappingText.includes(from));
    return mappingText.replace(from, to);
  };
  assert.throws(() => readMapping(change('field: Forename', 'field: Surname')), /Surname stands in it twice/);
  assert.throws(
    () => readMapping(change('[Date of birth, Index date]', '[Birth, Index date]')),
    /names the field Birth/,
  );
  assert.throws(
    () => readMapping(change('as: code, codes: { male: Male, female: Female }', 'as: code')),
    /Gender: a code/,
  );
  assert.throws(() => readMapping(change('mapping/1', 'mapping/2')), /format/);
  assert.throws(() => readMapping('['), /not YAML/);
  assert.throws(() => readMapping(`${mappingText}\nextra: 1`), /extra/);
});
