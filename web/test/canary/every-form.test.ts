import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { withClient } from '@throughcare/records/testing';
import { everyRole, openEveryRole } from '../frame/every-role.ts';
import { clearColumns, isAlike, mayStandIn, toldToPostgres } from './allowed.ts';
import { callWith, comeWith } from './as-nobody.ts';
import { hear, hearOutputs } from './heard.ts';
import { leftInColumns, logEverything, logOfDatabase } from './left-in-database.ts';
import { leftInFiles } from './left-in-files.ts';
import { askBadly } from './malformed.ts';
import { openWith } from './open-with.ts';
import { uploadWith } from './uploads.ts';
import { fillAsRole } from './walk.ts';
import { openWords } from './words.ts';

// Somebody who occurs nowhere else is put through every way in, and then looked for in everything that is left behind.
const words = openWords();
const outputs = hearOutputs();
const house = await openEveryRole();
const { app, kept, log } = house;
const { superuserUrl } = kept.database;
const scratch = mkdtempSync(join(tmpdir(), 'throughcare-canary-'));
// Whatever is put down for a while from now on is put down here.
const temporary = join(scratch, 'temporary');
mkdirSync(temporary);
const usual = process.env.TMPDIR;
process.env.TMPDIR = temporary;
after(() => {
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
  rmSync(scratch, { recursive: true, force: true });
});
await logEverything(superuserUrl);
const heard = hear(app, words);

await askBadly(house, words);
await callWith(house, words);
await comeWith(house, words);
await uploadWith(house, words);
await openWith(house, words);
const filled = new Set<string>();
const [last, ...before] = everyRole.toReversed();
for (const role of before.reverse()) await fillAsRole(house, words, role, filled);
await kept.records.tend();
const extract = await kept.records.as(house.actors.get('analyst')!).extract();
const everything = join(scratch, 'everything');
await kept.records.exportEverything(
  { organisation: kept.organisation, by: kept.administrator.userId, reason: 'To look at what was recorded' },
  everything,
);
// The administrator last: they may change what the others are.
await fillAsRole(house, words, last, filled);

test('the words reached the record: whoever takes everything out finds them there', () => {
  const recorded = new Set(leftInFiles(everything, words).map(({ field }) => field));
  const certain = [
    '/help/a/write words',
    '/help/code/more words',
    '/openings/new reason',
    '/openings/:opening words',
  ];
  assert.deepEqual(
    certain.filter(field => !recorded.has(field)),
    [],
  );
});

test('E3: nothing of them is in a line of the log, or on an output of the process', () => {
  assert.ok(log.length > 1000, 'hardly anything was logged');
  assert.deepEqual(words.in(JSON.stringify(log)), []);
  assert.deepEqual(words.in(outputs()), []);
});

test('E3, E4: nothing of them is in a header, a cookie or an address that is answered', () => {
  assert.ok(heard.length > 1000, 'hardly anything was asked');
  for (const { asked, headers } of heard)
    assert.deepEqual(words.in(JSON.stringify(headers)), [], `the answer to ${asked}`);
});

test('E3: nothing of them is in a column in clear, but the names of things', async () => {
  const left = await leftInColumns(superuserUrl, words);
  assert.deepEqual(
    left.filter(({ where }) => !clearColumns.has(where)),
    [],
  );
});

test('E3: PostgreSQL is told nothing of them, so that nothing can be in its log, whatever an operator has it write', async () => {
  await withClient(superuserUrl, client => client.query('select $1::text', ['a word to be found']));
  const { log: logged, running } = await logOfDatabase(superuserUrl);
  assert.ok(logged.includes('a word to be found'), 'PostgreSQL does not log what it is told');
  assert.deepEqual(words.in(running), []);
  const told = words
    .in(logged)
    .filter(field => !isAlike(field) && !toldToPostgres.some(one => one.test(field)));
  assert.deepEqual(told, []);
});

test('E3: nothing of them is in a file: of studies, of plans, of daily roots, or put down for a while', () => {
  for (const folder of [house.folder, kept.rootsFolder, temporary]) {
    const left = leftInFiles(folder, words).filter(({ where, field }) => !mayStandIn(where, field));
    assert.deepEqual(left, [], folder);
  }
});

test('E3: nothing of them is in the extract for studies, but the name of a programme', () => {
  const left = words.in(extract.csv.join(''));
  assert.deepEqual(
    left.filter(field => !field.startsWith('/organisation/')),
    [],
  );
});
