import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { allMigrations } from '../../src/database/migrations.ts';
import { postgresVersions, testDatabase, type PostgresVersion, type TestDatabase } from '../database.ts';
import { schemaText } from './schema-text.ts';

for (const version of postgresVersions) {
  test(`PostgreSQL ${version}: a database is made once; a second time nothing is done`, () =>
    onEmpty(version, async database => {
      const names = allMigrations().map(one => one.name);
      assert.deepEqual((await migrate(database)).applied, names);
      assert.deepEqual((await migrate(database)).applied, []);
    }));

  test(`PostgreSQL ${version}: two that migrate at once do each step once`, () =>
    onEmpty(version, async database => {
      const both = await Promise.all([migrate(database), migrate(database)]);
      const names = allMigrations().map(one => one.name);
      assert.deepEqual(
        both.flatMap(one => one.applied),
        names,
      );
    }));

  test(`PostgreSQL ${version}: a database that a newer version wrote is refused, and left as it was`, () =>
    onEmpty(version, async database => {
      const migrations = allMigrations();
      await migrate(database);
      const older = migrations.slice(0, -1);
      await assert.rejects(
        migrate({ ...database, migrations: older }),
        /written by a newer version.*Nothing was changed/,
      );
      assert.deepEqual((await migrate(database)).applied, []);
    }));

  test(`PostgreSQL ${version}: a step whose text was edited after it was applied is refused`, () =>
    onEmpty(version, async database => {
      await migrate(database);
      const [first, ...rest] = allMigrations();
      const edited = [{ ...first, checksum: '0'.repeat(64) }, ...rest];
      await assert.rejects(migrate({ ...database, migrations: edited }), /its text differs/);
    }));

  test(`PostgreSQL ${version}: a step that fails is taken back whole`, () =>
    onEmpty(version, async database => {
      const sql = 'create table throughcare.half (a integer); select 1 / 0;';
      const broken = { number: 9999, name: '9999-broken.sql', sql, checksum: 'x' };
      const migrations = [...allMigrations(), broken];
      await assert.rejects(
        migrate({ ...database, migrations }),
        /9999-broken\.sql failed and was taken back/,
      );
      await withClient(database.ownerUrl, async client => {
        const { rows } = await client.query(`select to_regclass('throughcare.half') as half`);
        assert.deepEqual(rows, [{ half: null }]);
      });
      assert.deepEqual((await migrate(database)).applied, []);
    }));

  test(`PostgreSQL ${version}: the database has the shape that sql/schema.txt shows`, async () => {
    const file = join(import.meta.dirname, '../../sql/schema.txt');
    const database = await testDatabase(version);
    try {
      const text = await withClient(database.superuserUrl, schemaText);
      if (process.env.THROUGHCARE_WRITE_SCHEMA) writeFileSync(file, text);
      assert.deepEqual(text.split('\n'), readFileSync(file, 'utf8').split('\n'));
    } finally {
      await database.drop();
    }
  });

  test(`PostgreSQL ${version}: nothing in the database asks for MD5, which a server that keeps to FIPS refuses`, async () => {
    const database = await testDatabase(version);
    try {
      const { rows } = await withClient(database.superuserUrl, client =>
        client.query<{ name: string }>(
          `select p.proname as name from pg_proc p
            where p.pronamespace = 'throughcare'::regnamespace and pg_get_functiondef(p.oid) ~* '\\mmd5\\M'`,
        ),
      );
      assert.deepEqual(rows, []);
    } finally {
      await database.drop();
    }
  });
}

async function onEmpty(
  version: PostgresVersion,
  work: (database: TestDatabase) => Promise<void>,
): Promise<void> {
  const database = await testDatabase(version, 'empty');
  try {
    await work(database);
  } finally {
    await database.drop();
  }
}
