import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { londonDay, type Role, type StreamKind } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { allMigrations } from '../../src/database/migrations.ts';
import { NotAllowed, openRecords, type Records, type Repository } from '../../src/index.ts';
import { postgresVersions, testDatabase, type TestDatabase } from '../database.ts';
import { filledDatabases, filledMasterKey as masterKey } from './filled.ts';

/** A day after the last that was recorded in any of them. */
const now = Date.UTC(2026, 10, 8, 9);

for (const version of postgresVersions) {
  for (const { name, step, sql } of filledDatabases()) {
    test(`PostgreSQL ${version}: each step after ${name} takes a database that was filled before it, and loses nothing of it`, async () => {
      const database = await testDatabase(version, 'empty');
      try {
        const migrations = allMigrations();
        await migrate({ ...database, migrations: migrations.filter(one => one.number <= step) });
        await withClient(database.superuserUrl, client =>
          client.query(`set session_replication_role = replica; ${sql}`),
        );
        const before = await recordOf(database);
        assert.ok(before.event!.length > 200 && before.access!.length > 10);
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

/** Everything that cannot be made again: what a step may add columns to, and never alter. */
const recorded = {
  event:
    'position, organisation, kind, stream, version, type, schema, occurred_on, recorded_at, actor, command, facts, identity, digest',
  access: 'id, organisation, at, user_id, act, what, kind, streams, detail',
  command: 'organisation, id, fingerprint',
  stream: 'organisation, id, kind, version, digest',
  seal: 'organisation, log, number, first_id, last_id, entries, sealed_at, digest',
  daily_root: 'organisation, number, day, content, signature',
  data_key: 'organisation, stream, purpose',
  erasure: 'organisation, number, stream, content, signature',
  draft: 'id, organisation, owner, sealed, purge_at',
  call_back_number: 'organisation, contact, call_back, sealed, destroy_at, made',
  slip: 'organisation, token, sealed, expires_on',
} as const;
type Recorded = keyof typeof recorded;

type Rows = Partial<Record<Recorded, string[]>>;

/** The rows of each table that is there and is not empty. */
async function recordOf(database: TestDatabase): Promise<Rows> {
  return withClient(database.superuserUrl, async client => {
    const all: Rows = {};
    for (const table of Object.keys(recorded) as Recorded[]) {
      const there = await client.query(`select to_regclass('throughcare.${table}') as id`);
      if (there.rows[0].id === null) continue;
      const { rows } = await client.query<{ line: string }>(
        `select row(${recorded[table]})::text as line from throughcare.${table} order by 1`,
      );
      if (rows.length > 0) all[table] = rows.map(row => row.line);
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
    await pagesOpen(database, records);
    assert.equal((await records.verifyAudit()).whole, true);
  } finally {
    await records.close();
  }
}

/** The last step that asks for a rebuild: what was filled before it is made again. */
const lastAsking = allMigrations().findLast(({ sql }) =>
  sql.includes('call throughcare.ask_rebuild('),
)!.number;

/** What the steps asked to be made again is made once, and is asked for still where making it was broken off. */
async function rebuildsByItself(records: Records, filledAt: number): Promise<void> {
  if (filledAt < lastAsking) {
    const breakOff = () => {
      throw new Error('broken off here');
    };
    await assert.rejects(records.rebuildAsked(breakOff), /broken off here/);
    assert.ok((await records.rebuildAsked()).events > 0);
  }
  assert.equal((await records.rebuildAsked()).events, 0);
}

/** Every record is read whole by somebody who works there, and one that was erased by nobody; then one is written to. */
async function pagesOpen(database: TestDatabase, records: Records): Promise<void> {
  const [{ id: organisationId }] = await records.organisations();
  const staff = await records.staff(organisationId);
  const everybody = staff.map(({ userId, name }) => records.as({ userId, name, organisationId }));
  const as = (role: Role) => everybody[staff.findIndex(one => one.roles.includes(role))];
  for (const { id, kind, version, erased } of await streamsOf(database)) {
    let seen = false;
    for (const mine of everybody) {
      const read = await readOne(mine, kind, id).catch(orNotAllowed);
      if (read?.version === version) seen = true;
      assert.ok(read === null || !erased, `the ${kind} ${id} was erased`);
    }
    assert.equal(seen, !erased, `the ${kind} ${id}`);
  }
  const lead = as('programme_lead');
  const { rows: people } = await lead.people();
  await lead.waitingList();
  await lead.groups();
  await as('helpline_worker').contacts();
  await as('safeguarding_lead').concerns();
  await as('safeguarding_lead').openings();
  await as('auditor').auditTrail({ sinceMs: 0 });
  await as('analyst').extract();
  for (const mine of everybody) for (const name of lists) await mine[name]().catch(orNotAllowed);
  const one = people.find(row => row.status === 'open' && row.practitioner !== null)!;
  const mine = everybody[staff.findIndex(({ userId }) => userId === one.practitioner)];
  const outcome = await mine.decide('case', one.case, 'latest', randomUUID(), {
    do: 'record_life_change',
    on: londonDay(now),
    what: 'address',
  });
  assert.ok(outcome.ok, JSON.stringify(outcome));
}

const lists = [
  'today',
  'welfare',
  'drafts',
  'referrals',
  'keptApart',
  'unanswered',
  'retention',
  'recordsHolds',
] as const;

interface StreamThere {
  readonly id: string;
  readonly kind: StreamKind;
  readonly version: number;
  readonly erased: boolean;
}

async function streamsOf(database: TestDatabase): Promise<StreamThere[]> {
  return withClient(database.superuserUrl, async client => {
    const { rows } = await client.query<StreamThere>(
      `select s.id, s.kind, s.version::int, exists (select from throughcare.erasure e where e.stream = s.id) as erased
       from throughcare.stream s order by s.id`,
    );
    return rows;
  });
}

/** Its version, where somebody reads it and its identity or words with it. */
async function readOne(mine: Repository, kind: StreamKind, id: string): Promise<{ version: number } | null> {
  switch (kind) {
    case 'case': {
      const person = await mine.person(id);
      if (person) for (const { id: letter } of person.state.letters) assert.ok(await mine.letter(id, letter));
      return person?.identity ? person : null;
    }
    case 'contact':
      return mine.contact(id);
    case 'concern': {
      const concern = await mine.concern(id);
      if (concern) assert.ok(concern.said);
      return concern;
    }
    case 'group':
      return mine.group(id);
    case 'opening':
      return mine.opening(id);
    case 'organisation':
      return mine.organisation();
    default:
      return kind satisfies never;
  }
}

function orNotAllowed(error: unknown): null {
  if (error instanceof NotAllowed) return null;
  throw error;
}
