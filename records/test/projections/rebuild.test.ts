import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Client } from 'pg';
import { day } from '@throughcare/pathway';
import { projectionTables } from '../../src/projections/tables.ts';
import { withClient } from '../../src/database/connect.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done } from '../people.ts';
import { walk, type Walked } from '../walk.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  before(async () => {
    at = await testRecords({ version });
    await joinConcerns(at, await walk(at));
  });
  after(() => at.close());

  test(title('projections that were emptied are rebuilt to the same bytes'), async () => {
    const before = await inDatabase(at, dump);
    assert.deepEqual(
      projectionTables.filter(table => before[table].length === 0),
      [],
    );
    await inDatabase(at, client =>
      client.query(`truncate ${projectionTables.map(table => `throughcare.${table}`).join(', ')} cascade`),
    );
    const report = await at.records.rebuild();
    assert.deepEqual(await inDatabase(at, dump), before);
    assert.equal(report.differing.case_row, before.case_row.length);
  });

  test(title('a rebuild of what is right changes nothing'), async () => {
    assert.deepEqual((await at.records.rebuild()).differing, {});
    assert.deepEqual((await at.records.verifyAudit()).projections, {});
  });

  test(title('a row that was altered, removed or put in by hand is counted, and put right'), async () => {
    const before = await inDatabase(at, dump);
    await inDatabase(at, async client => {
      await client.query(
        `update throughcare.case_row set practitioner = 'somebody' where reference = 'TC-1'`,
      );
      await client.query(`delete from throughcare.case_due`);
      await client.query(
        `insert into throughcare.group_member values ($1, gen_random_uuid(), gen_random_uuid(), 'e')`,
        [at.organisation],
      );
    });
    const altered = { case_row: 1, case_due: before.case_due.length };
    assert.deepEqual((await at.records.verifyAudit()).projections, { ...altered, strays: 1 });
    assert.deepEqual((await at.records.rebuild()).differing, { ...altered, group_member: 1 });
    assert.deepEqual(await inDatabase(at, dump), before);
  });

  test(title('a rebuild runs while people write, and loses nothing of theirs'), async () => {
    const lead = await at.join('programme_lead');
    const writing = Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        at.records.as(lead).decide('group', randomUUID(), 0, randomUUID(), {
          do: 'plan',
          on: day('2026-03-12'),
          programme: 'P1',
          name: `G${n}`,
          places: 8,
          sessions: [day('2026-05-05')],
          lead: lead.userId,
        }),
      ),
    );
    await Promise.all([at.records.rebuild(), at.records.rebuild(), writing]);
    assert.ok((await writing).every(outcome => outcome.ok));
    assert.deepEqual((await at.records.verifyAudit()).projections, {});
  });
}

function inDatabase<T>(at: TestRecords, work: (client: Client) => Promise<T>): Promise<T> {
  return withClient(at.database.superuserUrl, work);
}

/** Every projection row as text, in one order. */
async function dump(client: Client): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const table of projectionTables) {
    const { rows } = await client.query<{ text: string }>(
      `select t::text as text from throughcare.${table} t order by 1`,
    );
    all[table] = rows.map(row => row.text);
  }
  return all;
}

/** A second concern on the same child, joined with the first. */
async function joinConcerns(
  { records }: TestRecords,
  { worker, safeguarding, concern }: Walked,
): Promise<void> {
  const on = day('2026-03-12');
  const other = randomUUID();
  const raise = { do: 'raise', on, source: 'staff', immediateDanger: false, said: 's', child: 'c' } as const;
  await done(records.as(worker).decide('concern', other, 0, randomUUID(), raise));
  const join = (stream: string, joined: string) =>
    ({ kind: 'concern', stream, expected: 'latest', command: { do: 'join', on, with: joined } }) as const;
  const both = [join(concern, other), join(other, concern)];
  await done(records.as(safeguarding).decideTogether(randomUUID(), both));
}
