import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '../../src/database/connect.ts';
import { openRecords, type Actor, type Records } from '../../src/index.ts';
import { testDatabase, type PostgresVersion, type TestDatabase } from '../database.ts';
import { askedFor, headOf, live, on, type Lived } from '../lifetime/erasing.ts';
import { done } from '../people.ts';

/** A house in which much happened and somebody was erased, and all that it takes with it. */
export interface House {
  readonly at: Lived;
  readonly folder: string;
  /** Who was erased. */
  readonly erased: string;
  close(): Promise<void>;
}

export async function house(version: PostgresVersion = 18): Promise<House> {
  const at = await live(version);
  const erased = await askedFor(at);
  await eraseByTwo(at, erased);
  await at.records.tend();
  const top = mkdtempSync(join(tmpdir(), 'throughcare-house-'));
  const folder = join(top, 'everything');
  await exportTo(at.records, at, folder);
  return {
    at,
    folder,
    erased,
    async close() {
      await at.close();
      rmSync(top, { recursive: true, force: true });
    },
  };
}

export async function eraseByTwo(at: Lived, id: string): Promise<void> {
  const agreement = { case: id, expected: await headOf(at, id), on };
  await done(at.records.as(at.other).agreeErasure(randomUUID(), agreement));
}

export async function exportTo(
  records: Records,
  at: Pick<Lived, 'organisation' | 'administrator'>,
  folder: string,
) {
  const leaving = { organisation: at.organisation, by: at.administrator.userId, reason: 'The service moves' };
  return records.exportEverything(leaving, folder);
}

/** A record in which nothing is yet, elsewhere. */
export interface Elsewhere {
  readonly database: TestDatabase;
  readonly records: Records;
  readonly rootsFolder: string;
  readonly masterKey: Buffer;
  close(): Promise<void>;
}

export async function elsewhere(at: Pick<Lived, 'clock'>, version: PostgresVersion = 18): Promise<Elsewhere> {
  const database = await testDatabase(version);
  const rootsFolder = mkdtempSync(join(tmpdir(), 'throughcare-elsewhere-'));
  const masterKey = Buffer.alloc(32, 7);
  const clock = () => at.clock.now;
  const { serveUrl } = database;
  const records = await openRecords({ serveUrl, masterKey, rootsFolder, kind: 'demonstration', clock });
  return {
    database,
    records,
    rootsFolder,
    masterKey,
    async close() {
      await records.close();
      await database.drop();
      rmSync(rootsFolder, { recursive: true, force: true });
    },
  };
}

/** What staff read on their pages, everybody who was there. */
async function pages({ at }: House, records: Records) {
  const { walked, lead, other } = at;
  const ask = <Value>(answer: Promise<Value>) => answer.catch((error: Error) => error.name);
  const read = async (actor: Actor) => {
    const as = records.as(actor);
    return [
      await as.roles(),
      await ask(as.people({})),
      ...(await Promise.all(walked.cases.map(id => ask(as.person(id))))),
      await ask(as.concern(walked.concern)),
      await ask(as.contact(walked.contact)),
      await ask(as.group(walked.group)),
      await ask(as.openings()),
      await ask(as.organisation()),
    ];
  };
  const readers = [walked.worker, walked.practitioner, walked.lead, walked.auditor, lead, other];
  const all: unknown[] = [];
  for (const reader of readers) all.push(await read(reader));
  return all;
}

const filesOfEvents = ['organisation', 'group', 'case', 'contact', 'concern', 'opening'].flatMap(kind => [
  `${kind}.jsonl`,
  `${kind}.csv`,
]);

/** Holds that a record is the one that the house took with it: whole, with the same histories, and the same pages. */
export async function assertArrived(from: House, { records }: Pick<Elsewhere, 'records'>): Promise<void> {
  await records.tend();
  const { faults, projections } = await records.verifyAudit();
  assert.deepEqual([faults, projections], [[], {}]);
  assert.deepEqual(await pages(from, records), await pages(from, from.at.records));
  const again = `${from.folder}-${randomUUID()}`;
  await exportTo(records, from.at, again);
  for (const file of filesOfEvents)
    assert.equal(
      readFileSync(join(again, file), 'utf8'),
      readFileSync(join(from.folder, file), 'utf8'),
      file,
    );
  assert.deepEqual(
    ledgerIn(again),
    ledgerIn(from.folder),
    'what was erased is erased here, in the same lines',
  );
  assert.deepEqual((await records.rebuild()).differing, {});
}

/** The ledger of an export, without what this or that record signed. */
export function ledgerIn(folder: string): unknown[] {
  return linesOf(join(folder, 'erased.jsonl')).map(text => {
    const { signature: _signature, ...content } = JSON.parse(text);
    return content;
  });
}

export function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean);
}

/** Writes a file of an export anew and puts its new hash into the list: as somebody who knows the format would. */
export function rewrite(folder: string, name: string, change: (text: string) => string | Buffer): void {
  const file = join(folder, name);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  const list = join(folder, 'SHA256SUMS');
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
  writeFileSync(list, readFileSync(list, 'utf8').replace(new RegExp(`^\\S+(?=  ${name}$)`, 'm'), hash));
}

/** Everything that stands in a database, counted by its table. */
export async function countsIn(database: TestDatabase): Promise<Record<string, number>> {
  return withClient(database.superuserUrl, async client => {
    const { rows } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'throughcare'`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of rows) {
      const counted = await client.query<{ n: number }>(
        `select count(*)::int as n from throughcare."${name}"`,
      );
      counts[name] = counted.rows[0].n;
    }
    return counts;
  });
}
