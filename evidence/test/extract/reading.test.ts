import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { parseDay } from '../../src/day.ts';
import { fileAt } from '../../src/extract/data-file.ts';
import { readColumns } from '../../src/extract/read-columns.ts';
import { readTable } from '../../src/extract/table.ts';
import type { Table, TableRequest } from '../../src/extract/table.ts';
import { StudyRefusal } from '../../src/refusal.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughcare-reading-'));
after(() => rmSync(folder, { recursive: true }));

const columns: TableRequest['spec']['columns'] = { on: 'date', age: 'number', sex: 'text', event: 'number' };
function read(bytes: TableRequest['bytes'], change: Partial<TableRequest> = {}): Table {
  return readTable({
    name: 'people',
    spec: { file: 'people.csv', id: 'person', columns },
    bytes,
    columns: new Set(['on', 'age', 'sex']),
    missing: new Set(['NA']),
    lastDay: parseDay('2026-10-31') ?? 0,
    onePerPerson: true,
    ...change,
  });
}

/** Plain objects, so that two tables can be compared whatever their buffers. */
function plain(table: Table) {
  return {
    ...table,
    lines: [...table.lines],
    columns: [...table.columns].map(([name, column]) => [name, JSON.stringify(column)]),
  };
}

test('a second half that begins within a quotation is read again by the first thread', () => {
  // One quoted cell spans the middle of the file, full of what looks like rows.
  const filler = 'P1,2020-01-01,30,male,0\n'.repeat(200_000);
  const text = `person,on,age,sex,event\nA,2020-01-01,30,"${filler}",1\nB,2020-01-02,31,male,0\n${'C,,,,\n'.repeat(3)}`;
  const path = join(folder, 'quoted.csv');
  writeFileSync(path, text);
  const table = read(fileAt(path));
  assert.deepEqual(table.ids, ['A', 'B', 'C']);
  assert.equal(table.lines[1], 200_003);
  assert.deepEqual(plain(table), plain(read(new TextEncoder().encode(text))));
});

test('whatever the bytes, the answer is a table that accounts for every row, or a refusal in words', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ',',
      '\n',
      '\r\n',
      '\r',
      '"',
      '""',
      ' ',
      'person',
      '2024-01-01',
      '30',
      'male',
      'NA',
      '\uFEFF',
      'é',
      '😀',
    ),
    fc.string({ maxLength: 4 }),
  );
  const text = fc.array(piece, { maxLength: 60 }).map(pieces => pieces.join(''));
  const bytes = fc.oneof(
    text.map(body => new TextEncoder().encode(`person,on,age,sex,event\n${body}`)),
    text.map(body => new TextEncoder().encode(body)),
    fc.uint8Array({ maxLength: 80 }),
  );
  fc.assert(
    fc.property(bytes, input => {
      try {
        const table = read(input);
        assert.equal(table.rows + table.rejected.length, table.rowsInFile);
        assert.equal(table.lines.length, table.rows);
        for (const { reason } of table.rejected) assert.ok(reason.length > 3);
      } catch (error) {
        assert.ok(error instanceof StudyRefusal, String(error));
        assert.match(error.message, /[.]$/);
      }
    }),
    { numRuns: 500 },
  );
});

test('windows that end anywhere in a row change nothing', () => {
  // Rows of all lengths around the window of a megabyte.
  const rows = Array.from({ length: 60 }, (_, i) => `P${i},2020-01-01,30,"${'x'.repeat(i * 1500)}",0`);
  const table = read(new TextEncoder().encode(`person,on,age,sex,event\r\n${rows.join('\r\n')}`));
  assert.equal(table.rows, 60);
  assert.deepEqual(
    [...table.lines],
    Array.from({ length: 60 }, (_, i) => i + 2),
  );
});

test('a cell that is not UTF-8, a number that is too large, and an empty id are reported by line', () => {
  const table = read(
    Buffer.from('person,on,age,sex,event\na,,1e400,,\nb,,30,m\xffle,\n,,30,male,\nc,,30,male,\n', 'latin1'),
  );
  assert.deepEqual(
    table.rejected.map(({ line, reason }) => `${line} ${reason.replace(/".*"/, '…')}`),
    ['2 age: … is too large a number', '3 sex: … is not written in UTF-8', '4 no person: the id is empty'],
  );
  assert.deepEqual(table.ids, ['c']);
});

test('columns that nobody has typed are numbers where every cell is one, else texts by the alphabet', () => {
  const path = join(folder, 'untyped.csv');
  writeFileSync(path, 'a,b,c\n1,x,NA\n2.5,Y,3\nNA,,x4\n');
  const { rows, lines, columns: read } = readColumns(path);
  assert.equal(rows, 3);
  assert.deepEqual([...lines], [2, 3, 4]);
  assert.deepEqual(read.get('a'), { kind: 'number', values: Float64Array.of(1, 2.5, Number.NaN) });
  assert.deepEqual(read.get('b'), { kind: 'category', levels: ['Y', 'x'], codes: Int32Array.of(1, 0, -1) });
  assert.deepEqual(read.get('c'), { kind: 'category', levels: ['3', 'x4'], codes: Int32Array.of(-1, 0, 1) });
});
