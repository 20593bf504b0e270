import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from 'node:crypto';
import { withClient } from '../../src/database/connect.ts';
import { openRecords } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';

for (const version of postgresVersions) {
  let walked: TestRecords;
  before(async () => {
    walked = await testRecords({ version });
  });
  after(() => walked.close());

  test(`PostgreSQL ${version}: the serving role owns nothing and cannot get round row-level security`, async () => {
    await withClient(walked.database.serveUrl, async client => {
      const { rows } = await client.query(
        `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
            (select count(*) from pg_class where relowner = r.oid) as owned
           from pg_roles r where rolname = current_user`,
      );
      assert.deepEqual(rows, [
        { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owned: 0 },
      ]);
    });
  });

  test(`PostgreSQL ${version}: the serving role has no way to write but the functions it was given`, async () => {
    await withClient(walked.database.serveUrl, async client => {
      const { rows } = await client.query(
        `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'throughcare' and c.relkind in ('r', 'p') and c.relname <> 'job'
            and (has_table_privilege(c.oid, 'insert') or has_table_privilege(c.oid, 'update')
              or has_table_privilege(c.oid, 'delete') or has_table_privilege(c.oid, 'truncate'))`,
      );
      assert.deepEqual(rows, []);
      for (const table of ['event', 'access', 'seal', 'daily_root']) {
        await assert.rejects(client.query(`delete from throughcare.${table}`), /permission denied/);
      }
    });
  });

  test(`PostgreSQL ${version}: E21: even the owner of the tables cannot change or remove what was recorded`, async () => {
    await withClient(walked.database.ownerUrl, async client => {
      await client.query(`select set_config('throughcare.organisation', $1, false)`, [walked.organisation]);
      for (const table of ['event', 'access', 'seal', 'daily_root']) {
        await assert.rejects(client.query(`delete from throughcare.${table}`), /never changed or removed/);
        await assert.rejects(client.query(`truncate throughcare.${table}`), /never changed or removed/);
      }
      await assert.rejects(client.query(`update throughcare.event set type = 'other'`), /never changed/);
    });
  });

  test(`PostgreSQL ${version}: a forgotten "where", with nobody acting, gives nothing`, async () => {
    await withClient(walked.database.serveUrl, async client => {
      for (const table of [
        'event',
        'stream',
        'data_key',
        'case_row',
        'contact_row',
        'concern_row',
        'member',
      ]) {
        const { rows } = await client.query(`select * from throughcare.${table}`);
        assert.deepEqual(rows, [], table);
      }
    });
  });

  test(`PostgreSQL ${version}: E10: the analyst's role reads the extract and nothing that says who somebody is`, async () => {
    await withClient(walked.database.superuserUrl, async client => {
      const { rows } = await client.query<{ name: string }>(
        `select format('%s.%s', c.relname, a.attname) as name
           from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
          where n.nspname in ('throughcare', 'auth') and c.relkind in ('r', 'p') and a.attnum > 0
            and has_column_privilege('throughcare_analyst', c.oid, a.attnum, 'select')
          order by 1`,
      );
      const columns = rows.map(row => row.name);
      assert.ok(columns.includes('spell.basis'));
      assert.ok(columns.every(name => name.startsWith('spell.')));
      assert.ok(!columns.includes('spell.case_id'));
      const called = await client.query<{ name: string }>(
        `select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where n.nspname = 'throughcare' and has_function_privilege('throughcare_analyst', p.oid, 'execute')
          order by 1`,
      );
      assert.deepEqual(
        called.rows.map(row => row.name),
        ['acting_organisation', 'acting_roles', 'acts_as'],
      );
    });
  });

  test(`PostgreSQL ${version}: sign-in works in its own schema and cannot see the record`, async () => {
    await withClient(walked.database.authUrl, async client => {
      await client.query('create table session_probe (id integer)');
      const { rows } = await client.query(
        `select schemaname from pg_tables where tablename = 'session_probe'`,
      );
      assert.deepEqual(rows, [{ schemaname: 'auth' }]);
      await assert.rejects(client.query('select * from throughcare.event'), /permission denied/);
      await client.query('drop table session_probe');
    });
    await withClient(walked.database.serveUrl, async client => {
      await assert.rejects(client.query('create table auth.probe (id integer)'), /permission denied/);
    });
  });

  test(`PostgreSQL ${version}: serving as the owner, or with another master key, is refused in words`, async () => {
    const { masterKey, rootsFolder, database } = walked;
    const options = { masterKey, rootsFolder, kind: 'demonstration' } as const;
    for (const serveUrl of [database.ownerUrl, database.superuserUrl]) {
      await assert.rejects(openRecords({ ...options, serveUrl }), /Nothing was opened.*throughcare_serve/);
    }
    await assert.rejects(
      openRecords({ ...options, serveUrl: database.serveUrl, masterKey: randomBytes(32) }),
      /master key does not open this database/,
    );
  });

  test(`PostgreSQL ${version}: E39: a database of made-up people is refused to real ones`, async () => {
    const { masterKey, rootsFolder, database } = walked;
    await assert.rejects(
      openRecords({ masterKey, rootsFolder, kind: 'service', serveUrl: database.serveUrl }),
      /holds made-up people, and was opened for real people/,
    );
  });
}
