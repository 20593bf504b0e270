import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import type { Records } from '../../src/index.ts';
import { ledgerFile } from '../../src/lifetime/ledger.ts';
import { done } from '../people.ts';
import { askedFor, canary, headOf, live, marksOf, on, type Lived } from './erasing.ts';

let at: Lived;
let first: string;
let second: string;
/** The database as it was before anything was erased, beside the ledger of now. */
let older: Records;
let copy: string;
before(async () => {
  at = await live(15);
  first = await askedFor(at);
  second = await askedFor(at);
  await at.records.tend();
  copy = `${at.database.name}_older`;
  await inPostgres(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${at.database.name}'`,
    `create database ${copy} template ${at.database.name} owner throughcare_owner`,
  );
  older = await at.openCopy(copy);
});
after(async () => {
  await older.close();
  await inPostgres(`drop database ${copy} with (force)`);
  await at.close();
});

async function inPostgres(...statements: string[]): Promise<void> {
  await withClient(at.database.superuserUrl.replace(/\/[^/]*$/, '/postgres'), async client => {
    for (const statement of statements) await client.query(statement);
  });
}

const agree = async (records: Records, id: string) =>
  records.as(at.other).agreeErasure(randomUUID(), { case: id, expected: await headOf(at, id), on });
const ledger = () => readFileSync(ledgerFile(at.rootsFolder, at.organisation), 'utf8');

test('E22: in a database that was put back to an earlier day nothing is erased, nor started, before what was erased since is erased again', async () => {
  const expected = await headOf(at, second);
  await done(agree(at.records, first));
  const [was, file] = [ledger(), ledgerFile(at.rootsFolder, at.organisation)];

  await assert.rejects(
    older.refusePutBack(),
    /put back to an earlier day.*names a record that it shows again/s,
  );
  const erase = () => older.as(at.other).agreeErasure(randomUUID(), { case: second, expected, on });
  const refused = await erase();
  assert.ok(!refused.ok && refused.reason === 'refused');
  assert.match(refused.refusal.words, /put back to an earlier day.*Nothing was erased.*--erasures-again/s);
  assert.equal((await older.as(at.other).person(second))?.version, expected, 'nothing was recorded of it');
  assert.equal(ledger(), was);

  // As where the ledger was not there yet when the next one was erased: as many lines on either side, of other people.
  renameSync(file, `${file}.away`);
  await done(erase());
  renameSync(`${file}.away`, file);
  assert.equal((await older.as(at.other).person(first))?.identity?.surname, canary.surname);
  const { whole, faults } = await older.verifyAudit();
  assert.ok(!whole && faults.some(one => one.row.startsWith('erasure 1, which is another one')));
  at.clock.now += 86_400_000;
  await assert.rejects(older.tend());

  assert.equal(await older.replayErasures(), 1);
  for (const id of [first, second]) assert.equal(await older.as(at.other).person(id), null);
  await older.refusePutBack();
  await older.setAsideNewerRoots();
  const report = await older.verifyAudit();
  assert.deepEqual(
    [report.faults, report.setAside.length],
    [[], 1],
    'whole, and what was set aside is named',
  );
  assert.equal(readFileSync(`${report.setAside[0]}/erasures.jsonl`, 'utf8'), was, 'nothing is thrown away');
  for (const id of [first, second]) assert.ok(ledger().includes(id));
  assert.equal((await marksOf(at, second)).keys.length, 2, 'the other database is as it was');
});
