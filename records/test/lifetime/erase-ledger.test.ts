import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { after, before, test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import { ledgerFile } from '../../src/lifetime/ledger.ts';
import { postgresVersions } from '../database.ts';
import { done } from '../people.ts';
import { askedFor, canary, headOf, live, on, openingOf, type Lived } from './erasing.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: E22: ${words}`;
  let at: Lived;
  before(async () => {
    at = await live(version);
    for (let many = 0; many < 2; many++) await erase(await askedFor(at));
  });
  after(() => at.close());

  async function erase(id: string): Promise<void> {
    const agreement = { case: id, expected: await headOf(at, id), on };
    await done(at.records.as(at.other).agreeErasure(randomUUID(), agreement));
  }

  test(
    title(
      'where the ledger outside cannot be written, it says that it was erased, and the next round writes it',
    ),
    async () => {
      const id = await askedFor(at);
      const folder = dirname(ledgerFile(at.rootsFolder, at.organisation));
      renameSync(folder, `${folder}-away`);
      writeFileSync(folder, 'a file stands where the folder should');
      const commandId = randomUUID();
      const agree = async () =>
        at.records.as(at.other).agreeErasure(commandId, { case: id, expected: await headOf(at, id), on });
      try {
        await assert.rejects(agree(), {
          name: 'ErasedUnnoted',
          message: /^It was erased\..*Restore no backup/s,
        });
      } finally {
        rmSync(folder);
        renameSync(`${folder}-away`, folder);
      }
      assert.equal(await at.records.as(at.other).person(id), null);
      const before = readFileSync(ledgerFile(at.rootsFolder, at.organisation), 'utf8');
      assert.ok(!before.includes(id));
      await at.records.tend();
      const after = readFileSync(ledgerFile(at.rootsFolder, at.organisation), 'utf8');
      assert.ok(after.startsWith(before) && after.includes(id));
    },
  );

  test(
    title('what was erased is erased again after an older backup is restored, and only once written'),
    async () => {
      const id = await askedFor(at);
      const { opening } = await openingOf(at, id);
      // An older backup: the database as it is now, copied before the erasure.
      const copy = `${at.database.name}_older`;
      const postgres = at.database.superuserUrl.replace(/\/[^/]*$/, '/postgres');
      await withClient(postgres, async client => {
        await client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${at.database.name}'`,
        );
        await client.query(`create database ${copy} template ${at.database.name} owner throughcare_owner`);
      });
      await erase(id);
      const ledger = readFileSync(ledgerFile(at.rootsFolder, at.organisation), 'utf8');
      assert.equal(ledger.trim().split('\n').length, 4);
      assert.ok(!Object.values(canary).some(text => ledger.includes(text)));

      const older = await at.openCopy(copy);
      try {
        const restored = older.as(at.other);
        assert.equal((await restored.person(id))?.identity?.surname, canary.surname, 'the backup had it');
        assert.equal((await restored.opening(opening))?.reason, canary.reason);
        assert.equal(await older.replayErasures(), 1);
        assert.equal(await restored.person(id), null);
        assert.equal((await restored.opening(opening))?.wordsGone, true, 'and the words of its opening');
        const left = (await restored.people({ search: canary.surname })).rows.map(row => row.case);
        assert.ok(!left.includes(id));
        assert.equal(await older.replayErasures(), 0, 'a second time there is nothing left to do');
        assert.deepEqual((await older.rebuild()).differing, {});
        assert.equal(readFileSync(ledgerFile(at.rootsFolder, at.organisation), 'utf8'), ledger);
      } finally {
        await older.close();
        await withClient(postgres, client => client.query(`drop database ${copy} with (force)`));
      }
    },
  );

  test(
    title(
      'the ledger outside is written again where it was cut, and an altered line is refused by its number',
    ),
    async () => {
      const file = ledgerFile(at.rootsFolder, at.organisation);
      const ledger = readFileSync(file, 'utf8');
      const lines = ledger.trim().split('\n');
      writeFileSync(file, `${lines[0]}\n`);
      await at.records.replayErasures();
      assert.equal(readFileSync(file, 'utf8'), ledger);
      const altered: readonly (readonly [number, string])[] = [
        [2, [lines[0], lines[1].replace(/"number":2/, '"number":3'), ...lines.slice(2)].join('\n')],
        [2, [lines[0], ...lines.slice(2)].join('\n')],
        [1, [lines[1], lines[0], ...lines.slice(2)].join('\n')],
        [1, lines.map(line => line.replace(/"stream":"[^"]*"/, `"stream":"${randomUUID()}"`)).join('\n')],
      ];
      for (const [number, text] of altered) {
        writeFileSync(file, `${text}\n`);
        await assert.rejects(at.records.replayErasures(), new RegExp(`Line ${number} of the ledger`));
      }
      writeFileSync(file, ledger);
    },
  );
}
