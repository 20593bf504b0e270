import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { stream } from '@throughcare/numerics';
import type { RandomStream } from '@throughcare/numerics';
import { isoDay, parseDay } from '../../src/day.ts';
import { readBody } from '../../src/extract/body.ts';
import { NO_DAY } from '../../src/extract/columns.ts';
import { fileAt } from '../../src/extract/data-file.ts';
import { readHeader } from '../../src/extract/header.ts';
import { readTable } from '../../src/extract/table.ts';
import type { Body } from '../../src/extract/body.ts';
import type { Table, TableRequest } from '../../src/extract/table.ts';
import { StudyRefusal } from '../../src/refusal.ts';
import { plainNumber, plainRows } from './plain-csv.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughcare-plain-'));
after(() => rmSync(folder, { recursive: true }));

const HEADER = 'person,on,age,sex,event';
const LAST = parseDay('2026-10-31') ?? 0;

function read(bytes: TableRequest['bytes']): Table {
  return readTable({
    name: 'people',
    spec: { file: 'people.csv', id: 'person', columns: { on: 'date', age: 'number', sex: 'text' } },
    bytes,
    columns: new Set(['on', 'age', 'sex']),
    missing: new Set(['NA']),
    lastDay: LAST,
    onePerPerson: false,
  });
}

/** By some threads, the first of which lets the others begin, so that each has its share. */
function readBy(threads: number, path: string): Expected {
  const file = fileAt(path);
  const { names, begin, passed } = readHeader(file, 'people.csv');
  const wanted = (['date', 'number', 'text'] as const).map((spec, k) => ({
    name: names[k + 1],
    field: k + 1,
    spec,
  }));
  const missing = new Set(['NA']);
  const request = { file: 'people.csv', fields: 5, id: 0, wanted, missing, lastDay: LAST, guessed: false };
  const pause = (): void => {
    if (threads > 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
  };
  try {
    return asExpected(readBody(file, request, begin, passed, threads, pause));
  } finally {
    file.close();
  }
}

interface Kept {
  readonly line: number;
  readonly person: string;
  readonly on: string;
  readonly age: number;
  readonly sex: string;
}

/** Kept rows, and the lines of the others. */
interface Expected {
  readonly kept: Kept[];
  readonly lines: number[];
}

/** By the plain reading; undefined for a file that is refused as a whole. */
function expected(text: string): Expected | undefined {
  const rows = plainRows(text);
  if (rows === undefined) return undefined;
  const kept: Kept[] = [];
  const lines: number[] = [];
  for (const { fields, line, ended } of rows.slice(1)) {
    const [person, on, written, sex] = fields;
    if (fields.length < 5 && !ended) return undefined;
    const age = plainNumber(written ?? '?');
    const day = on === '' || on === 'NA' ? NO_DAY : (parseDay(on ?? '?') ?? Infinity);
    if (fields.length !== 5 || person === '' || person === 'NA' || age === undefined || day > LAST)
      lines.push(line);
    else
      kept.push({ line, person, on: day === NO_DAY ? '' : isoDay(day), age, sex: sex === 'NA' ? '' : sex });
  }
  return { kept, lines };
}

function asExpected(table: Pick<Body, 'lines' | 'ids' | 'columns' | 'rejected'>): Expected {
  const [on, age, sex] = ['on', 'age', 'sex'].map(name => table.columns.get(name));
  assert.ok(on?.kind === 'date' && age?.kind === 'number' && sex?.kind === 'category');
  const kept = Array.from(table.lines, (line, row) => ({
    line,
    person: table.ids[row],
    on: on.days[row] === NO_DAY ? '' : isoDay(on.days[row]),
    age: age.values[row],
    sex: sex.codes[row] === -1 ? '' : sex.levels[sex.codes[row]],
  }));
  return { kept, lines: table.rejected.map(({ line }) => line) };
}

function readOrRefused(bytes: TableRequest['bytes']): Expected | undefined {
  try {
    const table = read(bytes);
    assert.equal(table.rows + table.rejected.length, table.rowsInFile);
    return asExpected(table);
  } catch (error) {
    assert.ok(error instanceof StudyRefusal, String(error));
    return undefined;
  }
}

const PLAIN = ['a', 'P7', '2024-02-29', '2030-01-01', '30', '-1.5e3', 'male', 'Zoë', 'NA', '', '😀'];
const ODD = [
  '"x,y"',
  '"so ""said"""',
  '"two\nlines"',
  '"cr\rin"',
  '"\r\n"',
  ' " 7 " ',
  'ma"le',
  '0x10',
  '1e999',
  '  ',
  '"',
];

const cell = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PLAIN) },
  { weight: 2, arbitrary: fc.constantFrom(...ODD.slice(0, -1)) },
  { weight: 1, arbitrary: fc.stringMatching(/^[ -!#-~]{0,6}$/) },
);
const row = fc.oneof(
  { weight: 8, arbitrary: fc.array(cell, { minLength: 5, maxLength: 5 }) },
  { weight: 1, arbitrary: fc.array(cell, { maxLength: 7 }) },
);
const lineEnd = fc.constantFrom('\n', '\n', '\r\n', '\r');
const file = fc
  .tuple(
    fc.array(fc.tuple(row, lineEnd), { maxLength: 12 }),
    fc.boolean(),
    fc.constantFrom('', '\uFEFF', '\n'),
    lineEnd,
  )
  .map(([rows, cut, mark, headerEnd]) => {
    const body = rows.map(([cells, end]) => `${cells.join(',')}${end}`).join('');
    return `${mark}${HEADER}${headerEnd}${cut ? body.slice(0, -1) : body}`;
  });

test('a file is read as the plain reading of the rules reads it: rows, lines, values, and what is rejected', () => {
  fc.assert(
    fc.property(file, text => {
      assert.deepEqual(readOrRefused(new TextEncoder().encode(text)), expected(text));
    }),
    { numRuns: 3000 },
  );
});

/** By field. */
const USUAL = [
  [],
  ['2024-02-29', '1999-12-31', ''],
  ['30', '-1.5e3', 'NA', '0.1'],
  ['male', 'Zoë', 'NA'],
  ['0', '1'],
];

/** Rows of all kinds, many megabytes of them, by chance. */
function large(
  random: RandomStream,
  cells: readonly string[],
  lineEnds: readonly string[],
  bytes: number,
): string {
  const pick = (list: readonly string[]): string => list[Math.floor(random.uniform() * list.length)];
  const parts = [`${HEADER}${lineEnds[0]}`];
  for (let length = 0, k = 0; length < bytes; k++) {
    const count = random.chance(0.02) ? 4 : 5;
    const own = Array.from({ length: count }, (_, field) =>
      field === 0 ? `P${k}` : pick(random.chance(0.03) ? cells : USUAL[field]),
    );
    const part = `${own.join(',')}${pick(lineEnds)}`;
    length += part.length;
    parts.push(part);
  }
  return parts.join('');
}

const notes = [1e3, 4e4, 3e5, 2e6].map(length => `"${'a line of a note\n'.repeat(length / 17)}"`);
const kinds: Record<string, { cells: readonly string[]; lineEnds: readonly string[]; bytes: number }> = {
  'cells of all kinds': { cells: ODD.slice(0, -1), lineEnds: ['\n'], bytes: 3e6 },
  'every line end': { cells: ODD.slice(0, -1), lineEnds: ['\n', '\r\n', '\r'], bytes: 3e6 },
  'CR alone': { cells: PLAIN, lineEnds: ['\r'], bytes: 3e6 },
  'notes over many lines, some longer than a chunk': {
    cells: [...notes, ...PLAIN],
    lineEnds: ['\n'],
    bytes: 2e7,
  },
};

for (const [what, { cells, lineEnds, bytes }] of Object.entries(kinds)) {
  test(`one, two, three and five threads read a large file alike, and as the plain reading does: ${what}`, () => {
    const text = large(stream(7), cells, lineEnds, bytes);
    const path = join(folder, 'large.csv');
    writeFileSync(path, text);
    const plain = expected(text);
    assert.ok(plain !== undefined && plain.kept.length > 300 && plain.lines.length > 0);
    for (const threads of [1, 2, 3, 5]) {
      // Not deepEqual: what it would print takes minutes.
      assert.ok(isDeepStrictEqual(readBy(threads, path), plain), `${threads} threads read otherwise`);
    }
  });
}

test('levels are numbered as they first come in the file, whichever thread met them', () => {
  const rows = Array.from(
    { length: 200_000 },
    (_, k) => `P${k},2024-01-01,30,court ${Math.floor(k / 7)},0\n`,
  );
  const path = join(folder, 'levels.csv');
  writeFileSync(path, `${HEADER}\n${rows.join('')}`);
  for (const threads of [1, 3]) {
    const { kept } = readBy(threads, path);
    assert.equal(kept.length, 200_000);
    assert.ok(kept.every(({ sex }, k) => sex === `court ${Math.floor(k / 7)}`));
  }
  const sex = read(fileAt(path)).columns.get('sex');
  assert.ok(sex?.kind === 'category');
  assert.ok(sex.levels.every((level, k) => level === `court ${k}`));
});
