import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTable } from '../../src/extract/table.ts';
import type { Table, TableRequest } from '../../src/extract/table.ts';
import { parseDay } from '../../src/day.ts';

const spec: TableRequest['spec'] = {
  file: 'people.csv',
  id: 'person',
  columns: {
    on: 'date',
    age: { number: { from: 10, to: 120 } },
    sex: { one_of: ['male', 'female'] },
    work: { groups: { employed: ['full time', 'part time'] }, otherwise: 'other' },
    note: 'text',
  },
};

function read(text: string, change: Partial<TableRequest> = {}): Table {
  return readTable({
    name: 'people',
    spec,
    bytes: new TextEncoder().encode(text),
    columns: new Set(['on', 'age', 'sex', 'work']),
    missing: new Set(['', 'NA']),
    lastDay: parseDay('2026-10-31') ?? 0,
    onePerPerson: true,
    ...change,
  });
}

const header = 'person,on,age,sex,work,note';

test('a table is typed by the protocol, with missing values kept as missing', () => {
  const table = read(`${header}\na,2024-02-29,30,female,part time,x\nb,,NA,,unpaid,y\n`);
  assert.deepEqual(table.ids, ['a', 'b']);
  assert.deepEqual([...table.lines], [2, 3]);
  const [on, age, sex, work] = ['on', 'age', 'sex', 'work'].map(name => table.columns.get(name));
  assert.ok(
    on?.kind === 'date' && age?.kind === 'number' && sex?.kind === 'category' && work?.kind === 'category',
  );
  assert.equal(on.days[0], parseDay('2024-02-29'));
  assert.deepEqual([...age.values], [30, Number.NaN]);
  assert.deepEqual([...sex.codes], [1, -1]);
  assert.deepEqual(
    [...work.codes].map(code => work.levels[code]),
    ['employed', 'other'],
  );
  assert.equal(table.columns.has('note'), false);
});

test('E43: every bad row is reported by line with its reason, and none is dropped in silence', () => {
  const table = read(
    [
      header,
      'a,2024-01-01,30,male,,',
      'b,2024-02-30,30,male,,',
      'c,2024-01-01,old,male,,',
      'd,2024-01-01,200,male,,',
      'e,2024-01-01,30,mail,,',
      'f,2024-01-01,30,male',
      ',2024-01-01,30,male,,',
      'a,2024-01-01,30,male,,',
      'g,2027-01-01,30,male,,',
      'h,2024-01-01,30,male,,',
    ].join('\n'),
  );
  assert.deepEqual(table.ids, ['a', 'h']);
  assert.equal(table.rowsInFile, 10);
  assert.equal(table.rows + table.rejected.length, table.rowsInFile);
  assert.deepEqual(
    table.rejected.map(({ line, reason }) => `${line} ${reason}`),
    [
      '3 on: "2024-02-30" is no date (year-month-day)',
      '4 age: "old" is no number',
      '5 age: "200" is above 120',
      '6 sex: "mail" is none of male, female',
      '7 4 values where the header has 6',
      '8 no person: the id is empty',
      '9 the same person stands in line 2 already',
      '10 on: "2027-01-01" lies after the day the extract was taken, 2026-10-31',
    ],
  );
});

test('E43: a quotation mark inside a value goes to the value, and one that opens and does not match stops the file', () => {
  const table = read(`${header}\na,2024-01-01,30,male,,\nb,2024-01-01,30,ma"le,,\nc,2024-01-01,30,male,,\n`);
  assert.deepEqual(table.ids, ['a', 'c']);
  assert.deepEqual(table.rejected, [
    { file: 'people.csv', line: 3, reason: 'sex: "ma"le" is none of male, female' },
  ]);
  assert.throws(
    () => read(`${header}\na,2024-01-01,30,"ma"le,,\nb,,,,,\n`),
    /line 2\).*quotation mark does not match/s,
  );
});

test('a table may have a byte order mark, quoted commas, spaces around values and blank lines', () => {
  const table = read(
    `\uFEFF${header}\r\n"a", 2024-01-01 ,30,male,"full time","x, y"\r\n\r\nb,2024-01-01,31,male,,\r\n`,
  );
  assert.deepEqual(table.ids, ['a', 'b']);
  assert.deepEqual(table.rejected, []);
});

test('a person may have many rows where the file is not the cohort', () => {
  const table = read(`${header}\na,,,,,\na,,,,,\n`, { onePerPerson: false });
  assert.deepEqual(table.ids, ['a', 'a']);
});

test('a file that is empty, cut off, or lacks or doubles a column is refused in words', () => {
  assert.throws(() => read(''), /people.csv is empty/);
  assert.throws(() => read(`${header}\na,2024-01-01,30,male,"full`), /cut off/);
  assert.throws(() => read('person,on,age,sexx,work\n'), /no column sex\. Did you mean sexx\?/);
  assert.throws(() => read('person,on,age,sex,work,age\n'), /two columns of the same name: 3 and 6 of/);
});

test('line numbers stay right after blank lines and after a value that runs over two lines', () => {
  const table = read(
    `${header}\n\na,2024-01-01,30,male,"full\ntime",\n\nb,2024-01-01,30,male,,\nc,x,30,male,,\n`,
  );
  assert.deepEqual([...table.lines], [4, 6]);
  assert.equal(table.rejected[0].line, 7);
});
