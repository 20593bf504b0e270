import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { stream } from '@throughcare/numerics';
import { parseDay } from '../../src/day.ts';
import type { ColumnSpec } from '../../src/protocol/schema.ts';
import { fileAt } from '../../src/extract/data-file.ts';
import { readColumns } from '../../src/extract/read-columns.ts';
import { readTable } from '../../src/extract/table.ts';
import type { Table, TableRequest } from '../../src/extract/table.ts';
import { StudyRefusal } from '../../src/refusal.ts';

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/${name}.parquet`, import.meta.url));
const people = readFileSync(fixture('people'));

function read(
  bytes: TableRequest['bytes'],
  columns: Record<string, ColumnSpec>,
  change: Partial<TableRequest> = {},
): Table {
  return readTable({
    name: 'people',
    spec: { file: 'people.parquet', id: 'person', columns },
    bytes,
    columns: new Set(Object.keys(columns)),
    missing: new Set(['NA']),
    lastDay: parseDay('2026-10-31') ?? 0,
    onePerPerson: true,
    ...change,
  });
}

const typed: Record<string, ColumnSpec> = { on: 'date', age: 'number', sex: 'text' };

test('a Parquet file is typed as a CSV file is, with nulls as missing and other columns left alone', () => {
  const table = read(people, typed);
  assert.deepEqual(table.ids, ['a', 'b', 'c', 'd']);
  const [on, age, sex] = ['on', 'age', 'sex'].map(name => table.columns.get(name));
  assert.ok(on?.kind === 'date' && age?.kind === 'number' && sex?.kind === 'category');
  assert.deepEqual([on.days[0], on.days[2]], [parseDay('2024-02-29'), 0]);
  assert.deepEqual([...age.values], [30, 41, Number.NaN, 62]);
  assert.deepEqual([...sex.codes], [0, 1, 0, -1]);
  assert.equal(table.columns.has('event'), false);
});

const KINDS: Record<string, ColumnSpec> = {
  on: 'date',
  at: 'date',
  age: 'number',
  small: 'number',
  score: 'number',
  money: 'number',
  yes: 'text',
  note: 'text',
  court: { groups: { first: ['a', 'b'] }, otherwise: 'other' },
};

/** What stands in the files `kinds-*`, as test/fixtures/README.md says they were written. */
test('days, moments, whole and broken numbers, decimals, words, null and texts come out of groups of rows as they went in', () => {
  for (const codec of ['snappy', 'zstd', 'gzip', 'brotli']) {
    for (const bytes of [fileAt(fixture(`kinds-${codec}`)), readFileSync(fixture(`kinds-${codec}`))]) {
      const table = read(bytes, KINDS);
      assert.deepEqual(table.ids, ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6']);
      assert.deepEqual([...table.lines], [2, 3, 4, 5, 6, 7, 8]);
      assert.deepEqual(table.rejected, []);
      const days = ['2024-02-29', '', '1970-01-01', '1969-12-31', '2023-07-01', '2024-01-01', '2024-01-02'];
      const expected: Record<string, readonly unknown[]> = {
        on: days.map(day => parseDay(day) ?? -0x80000000),
        at: days.map(day => parseDay(day) ?? -0x80000000),
        age: [30, Number.NaN, 41, -7, 2 ** 53, 0, 1],
        small: [Math.fround(0.1), Number.NaN, 1.5, Number.NaN, -0, Math.fround(1e30), 2.5],
        score: [0.1, Number.NaN, 1 / 3, Number.NaN, -0, 1e300, 5e-324],
        money: [1.25, Number.NaN, -0.01, 99999.99, 0, 7, 8],
        yes: ['true', '', 'false', 'true', 'false', 'true', 'true'],
        note: ['plain', '', 'two\nlines', 'comma, "mark"', ' blank ', '', 'Zoë'],
        court: ['first', 'first', 'first', 'other', 'first', 'first', 'first'],
      };
      for (const [name, values] of Object.entries(expected)) {
        const column = table.columns.get(name);
        assert.ok(column !== undefined);
        const own =
          column.kind === 'number'
            ? [...column.values]
            : column.kind === 'date'
              ? [...column.days]
              : Array.from(column.codes, code => (code === -1 ? '' : column.levels[code]));
        assert.deepEqual(own, values, `${name} by ${codec}`);
      }
    }
  }
});

test('a bad value of a Parquet file is reported by its row, the header counted as line 1', () => {
  const table = read(
    fileAt(fixture('kinds-snappy')),
    { on: 'date', age: { number: { from: 0, to: 120 } }, court: { one_of: ['b', 'a'] } },
    { lastDay: parseDay('2024-01-31') ?? 0, missing: new Set(['0']) },
  );
  assert.deepEqual(
    table.rejected.map(({ line, reason }) => `${line} ${reason}`),
    [
      '2 on: "2024-02-29" lies after the day the extract was taken, 2024-01-31',
      '5 age: "-7" is below 0',
      '6 age: "9007199254740992" is above 120',
    ],
  );
  assert.deepEqual([...table.lines], [3, 4, 7, 8]);
  const [age, court] = [table.columns.get('age'), table.columns.get('court')];
  assert.ok(age?.kind === 'number' && court?.kind === 'category');
  assert.deepEqual([...age.values], [Number.NaN, 41, Number.NaN, 1]);
  assert.deepEqual([...court.codes], [0, 1, 0, 1]);
  assert.equal(table.rows + table.rejected.length, table.rowsInFile);
});

test('columns without a protocol: a Parquet file says itself which hold numbers', () => {
  const { columns, lines } = readColumns(fixture('kinds-zstd'));
  const numbers = [...columns].flatMap(([name, column]) => (column.kind === 'number' ? [name] : []));
  assert.deepEqual(numbers, ['age', 'small', 'score', 'money', 'event']);
  assert.deepEqual([...lines], [2, 3, 4, 5, 6, 7, 8]);
});

test('a Parquet file that is cut off or damaged is refused in words, or gives rows that add up', () => {
  assert.throws(() => read(people.subarray(0, 300), typed), /cannot be read as Parquet.*cut off or damaged/s);
  assert.throws(() => read(people.subarray(0, 4), typed), /cannot be read as Parquet.*cut off or damaged/s);
  const random = stream(3);
  for (let k = 0; k < 40; k++) {
    const damaged = Uint8Array.from(people);
    // Most of what can break is in the footer.
    damaged[4 + Math.floor(random.uniform() * (damaged.length - 4))] = Math.floor(random.uniform() * 256);
    try {
      const table = read(damaged, typed);
      assert.equal(table.rows + table.rejected.length, table.rowsInFile);
    } catch (error) {
      assert.ok(error instanceof StudyRefusal, String(error));
    }
  }
});

test('a compression that is not read, and a column that is not there, are told by name', () => {
  assert.throws(
    () => read(fileAt(fixture('kinds-lz4')), { age: 'number' }),
    /compressed by LZ4_RAW.*Write it with Snappy/s,
  );
  assert.throws(() => read(people, { agee: 'number' }), /no column agee. Did you mean age\?/);
});
