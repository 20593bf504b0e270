import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvRows } from '../../src/analysis/work-out/csv-rows.ts';
import { readServiceFile, readTruth } from '../../src/analysis/work-out/service-file.ts';

const header = 'record,basis,surname,forename,born_on,postcode_district,sex,pnc,sentenced_on';
const file = (...rows: string[]) => [header, ...rows, ''].join('\n');

test('cells with commas, quotes and line ends come back as they were (RFC 4180)', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', ' ') });
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), rows => {
      const text = [['x', 'y'], ...rows].map(row => row.map(quoted).join(',')).join('\n');
      const read = [...csvRows(`${text}\n`)].map(row => [row['x'], row['y']]);
      assert.deepEqual(read, rows);
    }),
  );
});

test('a basis that nobody knows is refused in words', () => {
  assert.throws(
    () => readServiceFile(file('S1,sometimes,Torv,Len,1980-01-01,QA1,M,,')),
    /"sometimes".*required, choice, none/,
  );
});

test('a record under a pseudonym is known by all that was written down of the person, and twins are not', () => {
  const truth = mkdtempSync(join(tmpdir(), 'throughcare-truth-'));
  const person = 'Torv,Len,1980-01-01,QA1,M,';
  const twin = 'Pend,Kel,1979-02-02,QA2,M,';
  writeFileSync(
    join(truth, 'service-identities.csv'),
    file(`TC-1,required,${person},2024-01-05`, `TC-2,choice,${twin},`, `TC-3,choice,${twin},`),
  );
  writeFileSync(join(truth, 'links.csv'), 'record,person,origin\nTC-1,J1,4\nTC-2,J2,1\nTC-3,J3,1\n');
  // The service gives another date of sentence than the truth's file has; that does not matter.
  const service = readServiceFile(
    file(`p9,required,${person},2024-01-09`, `p8,choice,${twin},`, 'p7,none,New,Body,1990-01-01,QA3,F,,'),
  );
  assert.deepEqual(readTruth(truth, service), [
    { left: 'p9', person: 'J1', groups: { origin: '4', basis: 'required' } },
  ]);
  rmSync(truth, { recursive: true });
});
