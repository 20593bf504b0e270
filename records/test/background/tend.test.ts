import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import { runJob } from '../../src/background/job.ts';
import { makePool } from '../../src/database/connect.ts';
import type { Store } from '../../src/store.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  before(async () => {
    at = await testRecords({ version });
  });
  after(() => at.close());

  test(title('one occasion of a job is worked off once, however many take it at once'), async () => {
    const pool = makePool(at.database.serveUrl);
    const store = { pool, clock: () => at.clock.now } as unknown as Store;
    let runs = 0;
    const job = { kind: 'probe', slot: '2026-03-12' };
    try {
      await Promise.all(
        Array.from({ length: 5 }, () =>
          runJob(store, at.organisation, job, async () => {
            runs++;
          }),
        ),
      );
      await runJob(store, at.organisation, job, async () => {
        runs++;
      });
      assert.equal(runs, 1);
      const failing = { kind: 'probe', slot: '2026-03-13' };
      const fail = runJob(store, at.organisation, failing, () => Promise.reject(new Error('cut off')));
      await assert.rejects(fail, /cut off/);
      await runJob(store, at.organisation, failing, async () => {
        runs++;
      });
      assert.equal(runs, 2);
    } finally {
      await pool.end();
    }
  });

  test(title('one root a day, for each day on which the service runs'), async () => {
    for (const hours of [0, 1, 24, 25, 72]) {
      at.clock.now = Date.UTC(2026, 2, 20, 9) + hours * 3_600_000;
      await at.records.tend();
    }
    const days = await withClient(at.database.superuserUrl, async client => {
      const { rows } = await client.query<{ day: string }>(
        'select day from throughcare.daily_root order by number',
      );
      return rows.map(row => row.day);
    });
    assert.deepEqual(days, ['2026-03-20', '2026-03-21', '2026-03-23']);
    assert.equal((await at.records.verifyAudit()).whole, true);
  });

  test(title('rows of the access log go into their month, which was made before it began'), async () => {
    const analyst = await at.join('analyst');
    at.clock.now = Date.UTC(2026, 4, 31, 9);
    await at.records.tend();
    at.clock.now = Date.UTC(2026, 5, 2, 9);
    await at.records.as(analyst).organisation();
    await withClient(at.database.superuserUrl, async client => {
      const { rows } = await client.query<{ month: string; n: number }>(
        `select tableoid::regclass::text as month, count(*) as n from throughcare.access where at >= '2026-06-01' group by 1`,
      );
      assert.deepEqual(rows, [{ month: 'throughcare.access_2026_06', n: 1 }]);
    });
  });

  test(title('tending goes on by itself until it is stopped, and says what failed'), async () => {
    const failures: unknown[] = [];
    const records = await at.reopen();
    const tending = records.startTending(error => failures.push(error));
    await tending.stop();
    assert.deepEqual(failures, []);
  });
}
