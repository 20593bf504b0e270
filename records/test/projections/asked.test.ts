import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { postgresVersions, testRecords, withClient, type TestRecords } from '../database.ts';
import { walk } from '../walk.ts';

const run = promisify(execFile);

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  before(async () => {
    at = await testRecords({ version });
    await walk(at);
  });
  after(() => at.close());

  const asSuperuser = (sql: string, values: unknown[] = []) =>
    withClient(at.database.superuserUrl, async client => (await client.query(sql, values)).rows);

  const ask = (...slots: string[]) =>
    asSuperuser(
      `insert into throughcare.job (organisation, kind, slot) select $1, 'rebuild', unnest($2::text[])
        on conflict (organisation, kind, slot) do update set done_at = null`,
      [at.organisation, slots],
    );

  test(title('only the tables that a step asked for are made again, and the rest when all are'), async () => {
    await asSuperuser('delete from throughcare.case_row');
    await asSuperuser('delete from throughcare.concern_row');
    await ask('9001 concern_row', '9002 concern_row', '9001 ended_record');
    const { differing, events } = await at.records.rebuildAsked();
    assert.ok(events > 0);
    assert.deepEqual(Object.keys(differing), ['concern_row']);
    assert.deepEqual(await asSuperuser('select from throughcare.case_row'), []);
    assert.equal((await at.records.rebuildAsked()).events, 0);
    assert.deepEqual(Object.keys((await at.records.rebuild()).differing), ['case_row']);
  });

  test(
    title('of two processes that start together one makes it again, and the other finds it done'),
    async () => {
      await ask('9003 concern_row');
      const args = [
        join(import.meta.dirname, 'starts.fixture.ts'),
        at.database.serveUrl,
        at.masterKey.toString('hex'),
      ];
      const given = await withClient(at.database.superuserUrl, async holder => {
        // Both are held until both have found that it was asked for.
        await holder.query("select pg_advisory_lock(hashtext('throughcare.rebuild'))");
        const both = Promise.all([run(process.execPath, args), run(process.execPath, args)]);
        const started = { failed: false };
        both.catch(() => (started.failed = true));
        for (let waiting = 0; waiting < 2 && !started.failed;) {
          const { rows } = await holder.query<{ many: number }>(
            `select count(*)::integer as many from pg_locks l join pg_database d on d.oid = l.database
            where l.locktype = 'advisory' and not l.granted and d.datname = current_database()`,
          );
          waiting = rows[0].many;
        }
        await holder.query("select pg_advisory_unlock(hashtext('throughcare.rebuild'))");
        return both;
      });
      const events = given.map(one => Number(one.stdout)).sort((a, b) => a - b);
      assert.equal(events[0], 0);
      assert.ok(events[1] > 0);
    },
  );
}
