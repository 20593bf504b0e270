import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Client } from 'pg';
import { withClient } from '../../src/database/connect.ts';
import type { Viewer } from '../../src/access/viewer.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { readings } from './tables.ts';
import { make, viewersOf, worlds, type Made } from './world/world.ts';

for (const version of postgresVersions) {
  let at: TestRecords;
  before(async () => {
    at = await testRecords({ version });
  });
  after(() => at.close());

  test(`PostgreSQL ${version}: E20: raw SQL under row-level security sees what the policy says, for any roles`, async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async drawn => {
        const organisation = randomUUID();
        const made = await make(at, organisation, drawn);
        await withClient(at.database.serveUrl, async client => {
          for (const viewer of viewersOf(organisation, drawn)) {
            await compare(client, viewer, made, at.clock.now);
            // The same account in the other organisation of the database.
            await compare(
              client,
              { ...viewer, organisation: at.organisation, roles: [] },
              made,
              at.clock.now,
            );
          }
        });
      }),
      { numRuns: 12 },
    );
  });

  test(`PostgreSQL ${version}: every table that the serving role can read has somebody who said who sees it`, async () => {
    await withClient(at.database.serveUrl, async client => {
      const { rows } = await client.query<{ name: string }>(
        `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname not in ('pg_catalog', 'information_schema') and c.relkind in ('r', 'p', 'v', 'm', 'f')
            and has_any_column_privilege(c.oid, 'select')`,
      );
      assert.ok(rows.length > 15);
      assert.deepEqual(
        rows.map(row => row.name).filter(name => !Object.hasOwn(readings, name)),
        [],
      );
    });
  });
}

async function compare(client: Client, viewer: Viewer, made: readonly Made[], now: number): Promise<void> {
  await client.query('begin');
  try {
    await client.query(
      `select throughcare.enter($1, $2, null, null), set_config('throughcare.at', $3, true)`,
      [viewer.organisation, viewer.user, new Date(now).toISOString()],
    );
    const who = `${viewer.user} as ${viewer.roles.join(', ') || 'nobody'}`;
    for (const [table, reading] of Object.entries(readings)) {
      if (reading === 'public') continue;
      const { rows } = await client.query<{ id: string }>(reading.sql);
      const expected = reading.expected(viewer, made);
      assert.deepEqual(rows.map(row => row.id).sort(), [...expected].sort(), `${table}, seen by ${who}`);
    }
  } finally {
    await client.query('rollback');
  }
}
