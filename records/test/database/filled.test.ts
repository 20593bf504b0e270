import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { londonDay, type Role } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { allMigrations } from '../../src/database/migrations.ts';
import { openRecords, type Records } from '../../src/index.ts';
import { postgresVersions, testDatabase, type TestDatabase } from '../database.ts';

/** Named after the last step of the version that filled it; a small service of made-up people, as plain SQL. */
const folder = join(import.meta.dirname, 'filled');
const filled = readdirSync(folder)
  .filter(name => name.endsWith('.sql'))
  .map(name => ({ name, step: Number(name.slice(0, 4)), sql: readFileSync(join(folder, name), 'utf8') }));

/** The master key that those databases were filled under. */
const masterKey = Buffer.alloc(32, 7);
/** A day after the last that was recorded in them. */
const now = Date.UTC(2026, 10, 4, 9);

for (const version of postgresVersions) {
  for (const { name, step, sql } of filled) {
    test(`PostgreSQL ${version}: each step after ${name} takes a database that was filled before it, and loses nothing of it`, async () => {
      const database = await testDatabase(version, 'empty');
      try {
        const migrations = allMigrations();
        await migrate({ ...database, migrations: migrations.filter(one => one.number <= step) });
        await withClient(database.superuserUrl, client =>
          client.query(`set session_replication_role = replica; ${sql}`),
        );
        const before = await recordOf(database);
        for (const [index, migration] of migrations.entries()) {
          if (migration.number <= step) continue;
          const { applied } = await migrate({ ...database, migrations: migrations.slice(0, index + 1) });
          assert.deepEqual(applied, [migration.name]);
          assert.deepEqual(await recordOf(database), before, `${migration.name} changed what was recorded`);
        }
        await opens(database, step);
      } finally {
        await database.drop();
      }
    });
  }
}

/** Everything that cannot be made again, as text: what a step may add columns to, and never alter. */
async function recordOf(database: TestDatabase): Promise<Record<string, string[]>> {
  const columns = {
    event:
      'position, organisation, kind, stream, version, type, schema, occurred_on, recorded_at, actor, command, facts, identity, digest',
    access: 'id, organisation, at, user_id, act, what, kind, streams, detail',
    command: 'organisation, id, fingerprint',
    stream: 'organisation, id, kind, version, digest',
    seal: 'organisation, log, number, first_id, last_id, entries, sealed_at, digest',
    daily_root: 'organisation, number, day, content, signature',
    data_key: 'organisation, stream, purpose',
  };
  return withClient(database.superuserUrl, async client => {
    const all: Record<string, string[]> = {};
    for (const [table, names] of Object.entries(columns)) {
      const { rows } = await client.query<{ line: string }>(
        `select row(${names})::text as line from throughcare.${table} order by 1`,
      );
      all[table] = rows.map(row => row.line);
      assert.ok(rows.length > 0, table);
    }
    return all;
  });
}

/** The record is whole, every page of it opens, and it can be written to. */
async function opens(database: TestDatabase, filledAt: number): Promise<void> {
  const { serveUrl } = database;
  const records = await openRecords({
    serveUrl,
    masterKey,
    rootsFolder: null,
    kind: 'demonstration',
    clock: () => now,
  });
  try {
    await rebuildsByItself(records, filledAt);
    const { whole, faults, projections } = await records.verifyAudit();
    assert.deepEqual({ whole, faults, projections }, { whole: true, faults: [], projections: {} });
    await pagesOpen(records);
    assert.equal((await records.verifyAudit()).whole, true);
  } finally {
    await records.close();
  }
}

/** The last step that asks for a rebuild: what was filled before it is made again. */
const ASKS = 61;

/** What the steps asked to be made again is made once, and is asked for still where making it was broken off. */
async function rebuildsByItself(records: Records, filledAt: number): Promise<void> {
  if (filledAt < ASKS) {
    const breakOff = () => {
      throw new Error('broken off here');
    };
    await assert.rejects(records.rebuildAsked(breakOff), /broken off here/);
    assert.ok((await records.rebuildAsked()).events > 0);
  }
  assert.equal((await records.rebuildAsked()).events, 0);
}

async function pagesOpen(records: Records): Promise<void> {
  const [{ id: organisationId }] = await records.organisations();
  const staff = await records.staff(organisationId);
  const as = (role: Role) => {
    const { userId, name } = staff.find(one => one.roles.includes(role))!;
    return records.as({ userId, name, organisationId });
  };
  const lead = as('programme_lead');
  const { rows: people } = await lead.people();
  assert.equal(people.length, 8);
  for (const { case: id } of people) assert.ok((await lead.person(id))!.identity);
  await lead.waitingList();
  for (const { group } of await lead.groups()) assert.ok(await lead.group(group));
  for (const { contact } of await as('helpline_worker').contacts())
    assert.ok(await as('helpline_worker').contact(contact));
  const concerns = await as('safeguarding_lead').concerns();
  assert.equal(concerns.length, 3);
  for (const { concern } of concerns) assert.ok((await as('safeguarding_lead').concern(concern))!.said);
  await as('practitioner').today();
  const practitioners = staff.filter(one => one.roles.includes('practitioner'));
  const one = people.find(row => row.status === 'open')!;
  const worker = practitioners.find(({ userId }) => userId === one.practitioner)!;
  const mine = records.as({ userId: worker.userId, name: worker.name, organisationId });
  const outcome = await mine.decide('case', one.case, 'latest', randomUUID(), {
    do: 'record_life_change',
    on: londonDay(now),
    what: 'address',
  });
  assert.ok(outcome.ok, JSON.stringify(outcome));
}
