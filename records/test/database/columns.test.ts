import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import { columnRegister } from '../../src/register/columns.ts';
import { postgresVersions, testDatabase } from '../database.ts';

for (const version of postgresVersions) {
  test(`PostgreSQL ${version}: every column of every table stands in the register, and nothing else does`, async () => {
    const database = await testDatabase(version);
    try {
      await withClient(database.superuserUrl, async client => {
        // A month of the access log has the columns of the access log.
        const { rows } = await client.query<{ tab: string; columns: string[] }>(
          `select c.relname as tab, array_agg(a.attname::text order by a.attname) as columns
             from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'throughcare' and c.relkind in ('r', 'p', 'f', 'm', 'v') and a.attnum > 0
              and not a.attisdropped and c.relname !~ '^access_2'
            group by c.relname order by c.relname`,
        );
        const there = Object.fromEntries(rows.map(row => [row.tab, row.columns]));
        const registered = Object.fromEntries(
          Object.keys(columnRegister)
            .sort()
            .map(tab => [tab, Object.keys(columnRegister[tab]).sort()]),
        );
        assert.deepEqual(
          registered,
          there,
          'a column is missing in records/src/register/columns-of-pages.ts or columns-of-logs.ts, or is there too much',
        );
      });
    } finally {
      await database.drop();
    }
  });
}
