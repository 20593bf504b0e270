import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** A file large enough for two threads, with quotations, blank lines and bad rows all over it. */
function large(breaks: boolean): string {
  const rows = ['person,on,age,sex,event'];
  for (let i = 0; i < 360_000; i++) {
    const sex =
      i % 7 === 0 ? `"${i % 2 ? 'fe' : ''}male, ""so""${breaks && i % 3 === 0 ? '\nx' : ''}"` : 'male';
    rows.push(
      i % 1013 === 5
        ? ''
        : `P${i % 5000 === 9 ? 0 : i},20${10 + (i % 15)}-0${1 + (i % 9)}-1${i % 10},${i % 997 === 3 ? 'old' : i % 90},${sex},${i % 2}`,
    );
  }
  return `${rows.join('\n')}\n`;
}

test('two threads read a large file as one does: rows, lines, levels, and every rejected row', () => {
  for (const breaks of [false, true]) {
    const text = large(breaks);
    const path = join(folder, `large-${breaks}.csv`);
    writeFileSync(path, text);
    const byTwo = read(fileAt(path));
    assert.ok(Buffer.byteLength(text) > 1 << 23, 'large enough for a second thread');
    const byOne = read(new TextEncoder().encode(text));
    assert.deepEqual(plain(byTwo), plain(byOne));
    assert.ok(byTwo.rejected.length > 200);
    assert.equal(byTwo.rows + byTwo.rejected.length, byTwo.rowsInFile);
  }
});

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

test('E1: pictures, films, documents and archives are refused whatever they are called, before anything is parsed', () => {
  const beginnings: Record<string, number[]> = {
    jpeg: [0xff, 0xd8, 0xff, 0xe0],
    png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a],
    gif: [0x47, 0x49, 0x46, 0x38, 0x39, 0x61],
    mp4: [0, 0, 0, 0x18, 0x66, 0x74, 0x79, 0x70],
    webp: [0x52, 0x49, 0x46, 0x46],
    pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
    zip: [0x50, 0x4b, 0x03, 0x04],
    gzip: [0x1f, 0x8b, 8],
    doc: [0xd0, 0xcf, 0x11, 0xe0],
  };
  for (const [what, bytes] of Object.entries(beginnings)) {
    const disguised = Uint8Array.from([
      ...bytes,
      ...new TextEncoder().encode('\nperson,on,age,sex,event\na,,,,\n'),
    ]);
    assert.throws(() => read(disguised), /Only tables are read here.*Nothing of it was kept/s, what);
  }
  assert.throws(() => read(Uint8Array.of(0xff, 0xfe, 0x61, 0)), /UTF-16/);
  assert.throws(() => read(new TextEncoder().encode('person,on\0')), /no text/);
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

const parquet = readFileSync(new URL('../fixtures/people.parquet', import.meta.url));

test('a Parquet file is typed as a CSV file is, with nulls as missing and other columns left alone', () => {
  const table = read(parquet, { columns: new Set(['on', 'age', 'sex']) });
  assert.deepEqual(table.ids, ['a', 'b', 'c', 'd']);
  const [on, age, sex] = ['on', 'age', 'sex'].map(name => table.columns.get(name));
  assert.ok(on?.kind === 'date' && age?.kind === 'number' && sex?.kind === 'category');
  assert.deepEqual([on.days[0], on.days[2]], [parseDay('2024-02-29'), 0]);
  assert.deepEqual([...age.values], [30, 41, Number.NaN, 62]);
  assert.deepEqual([...sex.codes], [0, 1, 0, -1]);
  assert.equal(table.columns.has('event'), false);
});

test('a Parquet file that is cut off or damaged is refused in words', () => {
  assert.throws(() => read(parquet.subarray(0, 300)), /cannot be read as Parquet.*cut off or damaged/s);
  const damaged = Uint8Array.from(parquet);
  damaged.fill(0xff, damaged.length - 8, damaged.length - 5);
  assert.throws(() => read(damaged), /cut off or damaged/);
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
