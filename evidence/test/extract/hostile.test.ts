import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { fileAt } from '../../src/extract/data-file.ts';
import type { DataFile } from '../../src/extract/data-file.ts';
import { readColumns } from '../../src/extract/read-columns.ts';
import { readTable } from '../../src/extract/table.ts';
import type { Table } from '../../src/extract/table.ts';
import { StudyRefusal } from '../../src/refusal.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughcare-hostile-'));
after(() => rmSync(folder, { recursive: true }));

const HEADER = 'person,age,sex';

function read(bytes: string | Uint8Array | DataFile, columns: readonly string[] = ['age', 'sex']): Table {
  return readTable({
    name: 'people',
    spec: { file: 'people.csv', id: 'person', columns: { age: 'number', sex: 'text' } },
    bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
    columns: new Set(columns),
    missing: new Set(['NA']),
    lastDay: Number.POSITIVE_INFINITY,
    onePerPerson: true,
  });
}

const reasons = (table: Table): string[] => table.rejected.map(({ line, reason }) => `${line} ${reason}`);

test('a file that ends in the middle of a row is refused: nobody knows how many rows came after', () => {
  const whole = `${HEADER}\na,30,male\nb,41,female\n`;
  for (const cut of ['a,30', 'a,3', 'a']) {
    assert.throws(
      () => read(`${whole}${cut}`),
      /ends in the middle of line 4 \(\d values? where the header has 3.*cut off.*fetch the file again/s,
    );
  }
  assert.throws(() => read(`${whole}c,30,"ma`), /begins in line 4.*cut off/s);
  // A last line with all its fields may do without a line end, and a short one with a line end is a bad row.
  assert.deepEqual(read(whole.slice(0, -1)).ids, ['a', 'b']);
  assert.deepEqual(reasons(read(`${whole}c,30\n`)), ['4 2 values where the header has 3']);
});

test('every cut of a file is either refused, or gives rows that stood there', () => {
  const whole = `${HEADER}\na,30,male\nb,41,"fe""male"\nc,NA,"two\nlines"\n`;
  for (let length = 0; length <= whole.length; length++) {
    let table: Table;
    try {
      table = read(whole.slice(0, length));
    } catch (error) {
      assert.match(String(error), /^StudyRefusal/);
      continue;
    }
    assert.equal(table.rows + table.rejected.length, table.rowsInFile);
    for (const id of table.ids) assert.ok(['a', 'b', 'c'].includes(id));
  }
});

test('a file of a header alone has no rows', () => {
  for (const text of [HEADER, `${HEADER}\n`, `${HEADER}\r\n\r\n`, `\uFEFF${HEADER}\r`]) {
    const table = read(text);
    assert.deepEqual([table.rows, table.rowsInFile, table.rejected.length], [0, 0, 0]);
  }
  assert.throws(() => read(''), /is empty/);
  assert.throws(() => read('\uFEFF'), /is empty/);
  assert.throws(() => read('\n\n \n'), /is empty/);
});

test('text in UTF-16 or UTF-32 is refused by its name, with a mark at its beginning or without one', () => {
  const wide = Buffer.from(`${HEADER}\na,30,male\n`, 'utf16le');
  assert.throws(() => read(Uint8Array.of(0xff, 0xfe, ...wide)), /UTF-16/);
  assert.throws(() => read(Uint8Array.from(wide)), /UTF-16/);
  assert.throws(() => read(Uint8Array.from(wide).reverse()), /UTF-16/);
});

test('a byte of value 0 is refused at the beginning of a file, and reported in a cell or an id later on', () => {
  assert.throws(() => read(`${HEADER}\na,30,ma\0le\n`), /bytes that are no text/);
  const rows = Array.from({ length: 500 }, (_, k) => `P${k},30,male\n`).join('');
  const table = read(`${HEADER}\n${rows}x,30,ma\0le\ny,3\0,male\nz\0,30,male\nw,30,male\n`);
  assert.deepEqual(
    reasons(table).map(reason => reason.replaceAll('\0', '·')),
    [
      '502 sex: "ma·le" holds a byte of value 0',
      '503 age: "3·" is no number',
      '504 no person: the id holds a byte of value 0',
    ],
  );
  assert.equal(table.rows, 501);
});

test('bytes that are not UTF-8 are reported in a cell or an id, and refused in a header', () => {
  const table = read(Buffer.from(`${HEADER}\na,30,Zo\xeb\nZo\xeb,30,male\nc,30,male\n`, 'latin1'));
  assert.deepEqual(reasons(table), [
    '2 sex: "Zo\uFFFD" is not written in UTF-8',
    '3 no person: the id "Zo\uFFFD" is not written in UTF-8',
  ]);
  assert.throws(
    () => read(Buffer.from('person,age,s\xebx\n', 'latin1')),
    /header of people.csv is not written in UTF-8/,
  );
  assert.deepEqual(read(`${HEADER}\nZoë,30,é\n`).ids, ['Zoë']);
});

test('a column that nobody asked for may hold anything, and is not looked at', () => {
  const table = read(Buffer.from(`${HEADER}\na,30,Zo\xeb\nb,31,"two\n""lines"""\n`, 'latin1'), ['age']);
  assert.deepEqual([table.ids, table.rejected], [['a', 'b'], []]);
  assert.equal(table.columns.has('sex'), false);
});

test('an id may be a column too', () => {
  const table = readTable({
    name: 'people',
    spec: { file: 'people.csv', id: 'person', columns: { person: 'number' } },
    bytes: new TextEncoder().encode('person\n7\n"8"\nx\n"9""9"\n\n10\n'),
    columns: new Set(['person']),
    missing: new Set(),
    lastDay: 0,
    onePerPerson: true,
  });
  assert.deepEqual(table.ids, ['7', '8', '10']);
  assert.deepEqual(table.columns.get('person'), { kind: 'number', values: Float64Array.of(7, 8, 10) });
  assert.deepEqual(reasons(table), ['4 person: "x" is no number', '5 person: "9"9" is no number']);
});

test('a row of many megabytes is read; one beyond 64, or a quotation that swallows as much, is refused', () => {
  const long = 'x'.repeat(3_000_000);
  assert.deepEqual(read(`${HEADER}\na,30,${long}\nb,31,male\n`).ids, ['a', 'b']);
  assert.deepEqual(read(`${HEADER}\na,30,"${long}\n"\nb,31,male\n`, ['age']).ids, ['a', 'b']);
  const path = join(folder, 'long.csv');
  for (const mark of ['', '"']) {
    writeFileSync(
      path,
      Buffer.concat([Buffer.from(`${HEADER}\na,30,${mark}`), Buffer.alloc(75_000_000, 0x78)]),
    );
    assert.throws(() => read(fileAt(path)), /more than 64 megabytes \(it begins in line 2\)/);
  }
});

test('a header of a thousand columns and one whose names are doubled elsewhere are read', () => {
  const names = Array.from({ length: 1000 }, (_, k) => `x${k}`);
  const table = read(`${names.join(',')},person,age,sex,sex2,x0\n${'1,'.repeat(1000)}a,30,male,,\n`);
  assert.deepEqual([table.ids, table.rejected], [['a'], []]);
});

test('the same person is reported whichever way the id is written, and different ids stay different', () => {
  const table = read(`${HEADER}\na,1,m\n"a",2,m\n a ,3,m\nA,4,m\n"a""",5,m\n"a""",6,m\n`);
  assert.deepEqual(table.ids, ['a', 'A', 'a"']);
  assert.deepEqual(
    table.rejected.map(({ line }) => line),
    [3, 4, 7],
  );
});

test('columns without a protocol: infinity rejects its row, a text far down makes its column one of texts', () => {
  const path = join(folder, 'untyped.csv');
  writeFileSync(path, `a,b\n${'1,2\n'.repeat(3000)}Inf,3\n1e999,4\n5,x\n1,2,3\n`);
  const { rows, columns, rejected } = readColumns(path);
  assert.deepEqual(
    rejected.map(({ line, reason }) => `${line} ${reason}`),
    [
      '3002 a: "Inf" is no finite number',
      '3003 a: "1e999" is too large a number',
      '3005 3 values where the header has 2',
    ],
  );
  assert.equal(rows, 3001);
  const [a, b] = [columns.get('a'), columns.get('b')];
  assert.ok(a?.kind === 'number' && b?.kind === 'category');
  assert.deepEqual(b.levels, ['2', 'x']);
  assert.deepEqual([a.values[3000], b.codes[0], b.codes[3000]], [5, 0, 1]);
});

test('columns without a protocol: a column of nothing is of numbers, and asked-for ones alone are read', () => {
  const path = join(folder, 'empty-column.csv');
  writeFileSync(path, 'a,b,c\n,x,\n NA ,y,\n');
  const { columns } = readColumns(path, { columns: ['a'] });
  assert.deepEqual([...columns.keys()], ['a']);
  assert.deepEqual(columns.get('a'), { kind: 'number', values: Float64Array.of(Number.NaN, Number.NaN) });
  assert.throws(() => readColumns(path, { columns: ['z'] }), /no column z/);
  writeFileSync(path, 'a,a\n1,2\n');
  assert.throws(() => readColumns(path), /two columns of the same name/);
});

test('a file that becomes shorter while it is read is refused', () => {
  const bytes = new TextEncoder().encode(`${HEADER}\n${'a,30,male\n'.repeat(300_000)}`);
  const shrinking: DataFile = {
    size: bytes.length,
    path: undefined,
    read(at, into) {
      const piece = bytes.subarray(at, Math.min(at + into.length, 1_500_003));
      into.set(piece);
      return piece.length;
    },
    close: () => undefined,
  };
  assert.throws(() => read(shrinking), /changed while it was read/);
});

test('values that are parted by semicolons or tabs are told as such', () => {
  assert.throws(() => read('person;age;sex\na;30;male\n'), /one column only.*Save it as CSV with commas/s);
  assert.throws(() => read('person\tage\tsex\na\t30\tmale\n'), /one column only/);
});

test('columns without a protocol: whatever the bytes, they are read or refused in words, and every row is accounted for', () => {
  const path = join(folder, 'any.csv');
  const piece = fc.oneof(
    fc.constantFrom(',', ',', '\n', '\n', '\r\n', '"', '""', ' ', '1', '2.5e3', 'NA', 'Inf', 'x', 'é'),
    fc.string({ maxLength: 3 }),
  );
  const text = fc
    .array(piece, { maxLength: 60 })
    .map(pieces => new TextEncoder().encode(`a,b\n${pieces.join('')}`));
  fc.assert(
    fc.property(fc.oneof(text, fc.uint8Array({ maxLength: 60 })), bytes => {
      writeFileSync(path, bytes);
      try {
        const { rows, lines, columns } = readColumns(path);
        assert.equal(lines.length, rows);
        for (const column of columns.values()) {
          assert.notEqual(column.kind, 'date');
          if (column.kind === 'number') assert.ok(column.values.every(value => Math.abs(value) !== Infinity));
        }
      } catch (error) {
        assert.ok(error instanceof StudyRefusal, String(error));
      }
    }),
    { numRuns: 300 },
  );
});
