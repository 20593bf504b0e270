import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWrittenSoon } from '../../src/audit/outside.ts';
import { postgresVersions, testRecords } from '../database.ts';
import { walk } from '../walk.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: E21: ${words}`;

  test(title('a check finds a record whole that is read, sealed and signed meanwhile'), async () => {
    const at = await testRecords({ version });
    try {
      const { practitioner } = await walk(at);
      const stillTending = new AbortController();
      const tended = (async () => {
        for (let day = 0; day < 40; day++) {
          at.clock.now += 86_400_000;
          await at.records.as(practitioner).today();
          await at.records.tend();
        }
        stillTending.abort();
      })();
      const other = await at.reopen();
      let checks = 0;
      for (; !stillTending.signal.aborted; checks++) assert.deepEqual((await other.verifyAudit()).faults, []);
      await tended;
      assert.ok(checks > 3, `${checks} checks ran beside it`);
    } finally {
      await at.close();
    }
  });
}

test('a file that is written a moment after its row is waited for, and one that never comes is not', async () => {
  let looks = 0;
  assert.equal(await isWrittenSoon(() => ++looks === 3), true);
  assert.equal(await isWrittenSoon(() => false), false);
});
