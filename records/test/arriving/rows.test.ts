import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { day } from '@throughcare/pathway';
import { readArrivingMap } from '../../src/arriving/map.ts';
import { readRow } from '../../src/arriving/read-row.ts';
import { LONGEST_ROW, splitRows } from '../../src/arriving/split-rows.ts';
import { Refused } from '../../src/index.ts';
import { readSheet } from './in-memory.ts';
import { csv, headings, map as yaml, referred } from './sheet.ts';

const today = day('2026-03-12');
const map = readArrivingMap(yaml);
const cellsOf = (row: { cells: object | string }, name: string) =>
  (row.cells as Record<string, string>)[name];

/** What each row of a file of people says, or in which fields it is wrong. */
async function read(content: string) {
  const sheet = await readSheet(content, map);
  return sheet.rows.map(row => readRow({ name: 'people', fields: sheet.fields }, row, map, today));
}

test('E43: lines are counted as an editor does, through quoted line breaks, blank lines and each way to end a line', async () => {
  for (const end of ['\r\n', '\n', '\r']) {
    const rows = [
      { ...referred, 'First name': `To${end}bin` },
      referred,
      { ...referred, 'Last name': 'Zoë, "Z"' },
    ];
    const text = csv(rows, end).replace(`${end}OLD-1,Ashgrove,Tobin`, `${end}${end}OLD-1,Ashgrove,Tobin`);
    const sheet = (await readSheet(text, map)).rows;
    assert.deepEqual(
      sheet.map(one => one.line),
      [2, 5, 6],
    );
    assert.equal(cellsOf(sheet[2], 'surname'), 'Zoë, "Z"');
  }
});

test('E43: commas, semicolons and tabs are told apart by the headings, whatever else the cells hold, and it is said', async () => {
  const rows = [headings, headings.map(one => ({ ...referred, 'Last name': 'Ash;,\tgrove' })[one] ?? '')];
  for (const [parting, by] of [
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ] as const) {
    const text = rows.map(cells => cells.map(one => `"${one}"`).join(by)).join('\r\n');
    const sheet = await readSheet(text, map);
    assert.equal(sheet.parting, parting);
    assert.equal(cellsOf(sheet.rows[0], 'surname'), 'Ash;,\tgrove');
    const bare = await readSheet(`${headings.join(by)}\r\n${by.repeat(headings.length - 1)}`, map);
    assert.deepEqual([bare.parting, bare.rows.length], [parting, 1]);
  }
  await assert.rejects(
    readSheet(`${headings.join('|')}\r\n`, map),
    /parted by commas, semicolons or tabs; this first line has 1 cells/,
  );
});

test('E43: a row with too few or too many cells is refused by its line, and its neighbours are read', async () => {
  const text = `${csv([referred])}OLD-2,Callow\r\n${','.repeat(headings.length)}\r\n${csv([referred]).split('\r\n')[1]}`;
  assert.deepEqual(
    (await read(text)).map(one => one.ok || one.faults.map(fault => fault.field)),
    [true, ['row'], ['row'], true],
  );
});

test('E43: a quotation mark too many or too few refuses the whole file, names the line on which the row begins, and quotes nobody', async () => {
  for (const row of ['OLD-2,"Canaryname,Wren', 'OLD-2,"Canaryname"Wren,', 'OLD-2,Canary"name,Wren']) {
    await assert.rejects(
      readSheet(`${csv([referred])}${row}\r\n`, map),
      (error: Error) =>
        error instanceof Refused && /From line 3 on/.test(error.message) && !/Canary/.test(error.message),
    );
  }
});

test('E43: a cell of a million characters is refused by its column, a row of three million by its line, and the rows after them are read', async () => {
  const [long, longer] = ['a'.repeat(2 ** 20), 'b'.repeat(3 * 2 ** 20)];
  const rows = [
    { ...referred, 'Last name': long },
    { ...referred, 'Shoe size': longer },
    { ...referred, 'Shoe size': `${longer}\n,"` },
    referred,
  ];
  const outcomes = await read(csv(rows));
  assert.deepEqual(
    outcomes.map(one => (one.ok ? 'read' : one.faults.map(fault => fault.field))),
    [['surname'], ['row'], ['row'], 'read'],
  );
  const [first] = outcomes;
  assert.match(first.ok ? '' : first.faults[0].words, /“a{20}…”.*1,048,576 characters, and can have 100/);
});

test('E43: however long a row is, no more of it is held than a row can be', async () => {
  const splitter = splitRows({ encoding: 'utf-8', mark: 0 }, ',');
  const piece = Buffer.alloc(2 ** 18, 'a');
  const before = process.memoryUsage().arrayBuffers;
  // A quotation mark that is never closed: 64 MB of one row.
  splitter.add(Buffer.from('"'));
  for (let n = 0; n < 256; n++) assert.deepEqual(splitter.add(piece), []);
  const held = () => process.memoryUsage().arrayBuffers - before;
  // What was let go is given back some moments after it was collected.
  for (let n = 0; n < 200 && held() > LONGEST_ROW; n++) {
    collect();
    await pause(10);
  }
  assert.ok(held() <= LONGEST_ROW, `${held()} bytes are held`);
  assert.throws(() => splitter.end(), Refused);
});

/** Collects what nobody holds any longer. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

test('E43: rows are parted as the library parts the whole text, whatever stands in it and however it comes', () => {
  const pieces = fc.constantFrom('a', 'é', '"', '""', ',', '\n', '\r\n', '\r', ' ', '"a,\n"', '𝒵');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (some, size) => {
      const text = some.join('');
      const bytes = Buffer.from(text);
      const options = {
        relax_column_count: true,
        skip_empty_lines: true,
        record_delimiter: ['\r\n', '\n', '\r'],
      };
      const outcome = (work: () => string[][]) => {
        try {
          return work();
        } catch {
          return 'refused';
        }
      };
      const ours = outcome(() => {
        const splitter = splitRows({ encoding: 'utf-8', mark: 0 }, ',');
        const rows = [];
        for (let at = 0; at < bytes.length; at += size)
          rows.push(...splitter.add(bytes.subarray(at, at + size)));
        rows.push(...splitter.end());
        for (const { at, length, bytes: own } of rows) assert.deepEqual(own, bytes.subarray(at, at + length));
        return rows.flatMap(row => parse(row.bytes!.toString(), options));
      });
      assert.deepEqual(
        ours,
        outcome(() => parse(text, options)),
      );
    }),
    { numRuns: 2000 },
  );
});
