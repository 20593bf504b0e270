import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { link } from '../../src/commands/link.ts';
import { calling } from './calling.ts';

const folder = mkdtempSync(join(tmpdir(), 'link-'));
after(() => rmSync(folder, { recursive: true }));

const columns = 'surname,forename,born_on,postcode_district,sex,pnc,sentenced_on';
const syllables = ['bar', 'den', 'gil', 'mor', 'ket', 'lun', 'pos', 'rav', 'tim', 'wex'];

/** Invented people, no two alike: 200 in the extract, of whom the service knows each tenth, and one of its own. */
const person = (k: number): string => {
  const [a, b, c] = [k % 10, Math.floor(k / 10) % 10, Math.floor(k / 100)].map(digit => syllables[digit]);
  const two = (value: number) => String(value).padStart(2, '0');
  const born = `${1950 + (k % 40)}-${two(1 + (k % 12))}-${two(2 + (k % 26))}`;
  return `${a}${b}${c}son,${b}${c}o,${born},QA${k % 20},M,${1990 + (k % 30)}/${1000000 + 7919 * k},${2016 + (k % 10)}-${two(1 + (k % 12))}-11`;
};
const known = Array.from({ length: 20 }, (_, k) => 10 * k);
const write = (name: string, lines: readonly string[]): string => {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
};
const extract = write('extract.csv', [
  `row,person,${columns}`,
  ...Array.from({ length: 200 }, (_, k) => `R${k},P${k},${person(k)}`),
]);
const service = write('service.csv', [
  `record,basis,${columns}`,
  ...known.map((k, at) => `S${k},${at % 2 === 0 ? 'required' : 'choice'},${person(k)}`),
  'S999,none,quillfeather,zod,1971-03-04,QZ9,F,,',
]);
const truth = write('truth.csv', ['record,person,origin', ...known.map(k => `S${k},P${k},1`), 'S999,,2']);

const call = calling(link);

test('E10: link writes ids, weights and chances, and nobody’s name or date', async () => {
  const file = join(folder, 'links.csv');
  const { status, out, err } = await call(service, extract, '--out', file);
  assert.equal(status, 0);
  assert.match(out, /^20 of 21 records were found among 200 rows\.\n$/);
  assert.match(err, /Written to /);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  assert.equal(lines[0], 'record,person,weight,probability');
  assert.equal(lines.length, 21);
  for (const line of lines.slice(1)) {
    const [, record, own] = /^S(\d+),P(\d+),[\d.]+,[\d.]+$/.exec(line)!;
    assert.equal(record, own);
  }
});

test('with the truth, precision and recall are said, by basis and by origin, with their intervals', async () => {
  const { out } = await call(service, extract, '--truth', truth);
  assert.match(out, /^Precision 100\.0% \(83\.9% to 100\.0%; 20 of 20\); recall 100\.0%/m);
  assert.match(out, /^Recall, basis choice: 100\.0% .*10 of 10\)\.$/m);
  assert.match(out, /^Recall, origin 1: .*20 of 20\)\.$/m);
  assert.match(out, /^Precision, basis required: .*10 of 10\)\.$/m);
  assert.match(out, /falsely linked: 0\.0% \(0\.0% to .*; 0 of 1\)/);
});

test('as JSON a machine reads the same, and reasons without names', async () => {
  const { out } = await call(service, extract, '--truth', truth, '--json');
  const said = JSON.parse(out) as {
    pairs: { left: string; reasons: object[] }[];
    quality: { recall: { count: number } };
  };
  assert.equal(said.pairs.length, 20);
  assert.equal(said.quality.recall.count, 20);
  assert.ok(said.pairs[0].reasons.length > 3);
  assert.doesNotMatch(out, /quillfeather|bardenson|19\d\d-/);
});

test('faults are refused in sentences, and a call without two files shows how it is written', async () => {
  await assert.rejects(
    call(service, extract, '--precision', '2', '--seed', '0.5'),
    /precision was 2.*seed was 0\.5/,
  );
  await assert.rejects(call(extract, service), /no column "record"/);
  const { status, err } = await call(service);
  assert.equal(status, 2);
  assert.match(err, /throughcare link SERVICE\.csv EXTRACT\.csv/);
});
