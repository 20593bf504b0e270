import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sheetNames, sheets } from '../../src/arriving/fields.ts';
import { readArrivingMap } from '../../src/arriving/map.ts';
import { Refused } from '../../src/index.ts';
import { readSheet } from './in-memory.ts';
import { csv, map as yaml, referred } from './sheet.ts';

const map = readArrivingMap(yaml);
const none = readArrivingMap('');

test('E43: a column that the map does not speak of is asked about, and a heading that is missing or twice is refused', async () => {
  const file = csv([referred]);
  await assert.rejects(readSheet(file.replace('Shoe size', 'Hat size'), map), /no heading “Shoe size”/);
  await assert.rejects(
    readSheet(file, readArrivingMap(yaml.replace('[Shoe size]', '[]'))),
    /becomes of the column “Shoe size”/,
  );
  await assert.rejects(readSheet(file.replace('Shoe size', 'Ref').replace('Ref,', 'Ref,'), map), Refused);
  // A file without headings begins with a person.
  await assert.rejects(
    readSheet('Canaryname,Tobin\r\n', map),
    (error: Error) => error instanceof Refused && !/Canary/.test(error.message),
  );
});

test('E43: without columns in the map the headings are the names of the fields, and no other heading is taken or left out unseen', async () => {
  for (const name of sheetNames) {
    const { needed, more } = sheets[name];
    for (const fields of [needed, [...needed, ...more]]) {
      const read = await readSheet(`${fields.toReversed().join(';')}\r\n`, none, { name });
      assert.deepEqual([read.parting, new Set(read.fields)], ['semicolons', new Set(fields)]);
    }
    const fields = needed.join(',');
    await assert.rejects(readSheet(`${fields},hat\r\n`, none, { name }), /becomes of the column “hat”/);
    await assert.rejects(
      readSheet(`${needed.slice(1).join(',')}\r\n`, none, { name }),
      /no heading “reference”/,
    );
    const leaving = readArrivingMap('leaveOut: [hat]');
    assert.equal((await readSheet(`${fields},hat\r\n`, leaving, { name })).rows.length, 0);
  }
  const people = sheets.people.needed.join(',');
  await assert.rejects(
    readSheet(`${people},disposal,madeOn\r\n`, none),
    /disposal, madeOn says nothing without convictedOn/,
  );
});

test('a map that cannot be used says all that is wrong with it', () => {
  const wrong = yaml
    .replace('  since: Since\n', '')
    .replace('male: M', 'male: X')
    .replace('dates: day/month/year', 'dates: any');
  assert.throws(
    () => readArrivingMap(wrong),
    (error: Error) => /^ {2}dates/m.test(error.message) && /values\.sex\.male/.test(error.message),
  );
  assert.throws(
    () => readArrivingMap(yaml.replace('  since: Since\n', '')),
    /programme, basis, assessed says nothing without since/,
  );
  assert.throws(() => readArrivingMap(yaml.replace('surname: Last name', 'surname: Ref')), /named twice/);
  assert.throws(() => readArrivingMap('a: [b'), /not YAML/);
});

test('E43: a map names other files by their names alone, and only files of a kind that there is', () => {
  const refused = (more: string, words: RegExp) =>
    assert.throws(() => readArrivingMap(`more:\n  ${more}`), words);
  refused('sentences: { file: ../elsewhere/sentences.csv }', /more\.sentences\.file: is the name of a file/);
  refused('sentences: { columns: { reference: Ref } }', /more\.sentences\.file/);
  refused('letters: { file: letters.csv }', /more: .*letters/);
  refused(
    'sentences: { file: s.csv, columns: { reference: R, name: N, referredFor: F, disposal: D, convictedOn: C, madeOn: M, endedOn: E } }',
    /more\.sentences\.columns: endedOn says nothing without endedHow/,
  );
});
