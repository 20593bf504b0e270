import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { day } from '@throughcare/pathway';
import { codes, sheetNames, sheets, type Field } from '../../src/arriving/fields.ts';
import { readArrivingMap } from '../../src/arriving/map.ts';
import { readRow } from '../../src/arriving/read-row.ts';
import { Refused } from '../../src/index.ts';
import { readSheet } from './in-memory.ts';
import { headings, map as yaml } from './sheet.ts';

const today = day('2026-03-12');
const map = readArrivingMap(yaml);

test('E43: whatever bytes come, a file is read by rows or refused in words', async () => {
  const head = Buffer.from(`${headings.join(',')}\r\n`);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async bytes => {
      for (const file of [bytes, Buffer.concat([head, bytes])]) {
        try {
          const sheet = await readSheet(file, map);
          for (const row of sheet.rows) {
            assert.ok(!readRow({ name: 'people', fields: sheet.fields }, row, map, today).ok);
          }
        } catch (error) {
          assert.ok(error instanceof Refused, String(error));
          assert.match(error.message, /Nothing was taken in/);
        }
      }
    }),
    { numRuns: 500 },
  );
});

/** What stands in cells: what may, what nearly may, and what nobody foresaw. */
const cell = fc.oneof(
  fc.constantFrom(...Object.values(codes).flat(), 'S1', 'bail', '2024-03-01', '2031-03-01', '12', '0', ''),
  fc.constantFrom('=1+1', '+44', '@SUM(A1)', '#N/A', '#####', '45750', '1.2E+11', '03/04/2024', '1899-12-30'),
  fc.constantFrom(
    'constructor',
    '__proto__',
    'toString',
    'null',
    '\0',
    '\uFFFD',
    '\uD800',
    'a\nb',
    '\u202Eabc',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

test('E43: whatever stands in the cells of whatever file, a row is read or each fault is a sentence of a column that is there', () => {
  for (const name of sheetNames) {
    const fields: readonly Field[] = [...sheets[name].needed, ...sheets[name].more];
    let read = 0;
    fc.assert(
      fc.property(fc.array(cell, { minLength: fields.length, maxLength: fields.length }), some => {
        const cells = Object.fromEntries(fields.map((field, index) => [field, some[index]]));
        const row = readRow({ name, fields }, { cells }, map, today);
        if (row.ok) {
          read++;
          return;
        }
        assert.ok(row.faults.length > 0);
        for (const { field, words } of row.faults) {
          assert.ok(fields.includes(field as Field), field);
          assert.match(words, /^\p{Lu}.*\.$/su);
        }
      }),
      { numRuns: 400 },
    );
    assert.ok(read < 400, `every row of ${name} was read, so nothing was tried`);
  }
});

test('E3: no fault says what stood there: of each letter and figure its kind alone', () => {
  const fields: readonly Field[] = [...sheets.people.needed, ...sheets.people.more];
  const name = fc.stringMatching(/^[k-z]{8,12}$/);
  fc.assert(
    fc.property(name, word => {
      const cells = Object.fromEntries(fields.map(field => [field, `${word} 73915`.repeat(9)]));
      const row = readRow({ name: 'people', fields }, { cells }, map, today);
      const said = JSON.stringify(row);
      assert.ok(!row.ok && !said.includes(word) && !said.includes('73915'));
    }),
  );
});

test('E43: what a spreadsheet writes instead of a value is no name', () => {
  const fields: readonly Field[] = sheets.people.needed;
  for (const text of ['#N/A', '#REF!', '#DIV/0!', '#NAME?', '########']) {
    const cells = Object.fromEntries(fields.map(field => [field, field === 'surname' ? text : '']));
    const row = readRow({ name: 'people', fields }, { cells }, map, today);
    const fault = row.ok ? undefined : row.faults.find(one => one.field === 'surname');
    assert.match(fault?.words ?? '', /a formula failed, or the column is too narrow/);
  }
});
