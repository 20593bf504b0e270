import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { backup, keysFileOf } from '../../src/backup/backup.ts';
import { restore } from '../../src/backup/restore.ts';
import { openRecords } from '../../src/index.ts';
import { ledgerFile } from '../../src/lifetime/ledger.ts';
import { postgresVersions, testDatabase } from '../database.ts';
import { done } from '../people.ts';
import { askedFor, canary, everything, headOf, live, on, openingOf, type Lived } from './erasing.ts';

const DAY = 86_400_000;
const CHILD = 'Periwinklechild';
const quiet = () => {};

/** A concern about a child, raised from the case and settled, so that the case may be erased. */
async function settledConcern({ records, lead, other }: Lived, id: string): Promise<string> {
  const concern = randomUUID();
  const said = { said: 'cowslipsaid', child: CHILD };
  const mine = { do: 'decide', on, share: false, ground: 'no_risk_described', reason: 'as told', told: true };
  const steps = [
    [other, { do: 'raise', on, source: 'case', immediateDanger: false, ...said }],
    [other, { do: 'link_to_case', on, case: id }],
    [other, { do: 'name_deciders', on, first: other.userId, second: lead.userId }],
    [other, mine],
    [lead, mine],
    [other, { do: 'close', on, outcome: 'not_shared' }],
  ] as const;
  for (const [actor, command] of steps)
    await done(records.as(actor).decide('concern', concern, 'latest', randomUUID(), command as never));
  return concern;
}

for (const version of postgresVersions) {
  test(`PostgreSQL ${version}: E22: a backup is taken, a record erased, the backup restored: the record stays erased, the chain and a rebuild stand, and the concern about a child is there`, async () => {
    const at = await live(version);
    const folder = mkdtempSync(join(tmpdir(), 'throughcare-erased-'));
    const target = await testDatabase(version, 'empty');
    try {
      const id = await askedFor(at);
      const concern = await settledConcern(at, id);
      const { opening } = await openingOf(at, id);
      await at.records.tend();

      const { masterKey, rootsFolder } = at;
      const kind = 'demonstration' as const;
      const file = join(folder, 'one');
      const { ownerUrl, authUrl } = at.database;
      await backup({ ownerUrl, authUrl, masterKey, rootsFolder, kind }, file, quiet);
      const agreement = { case: id, expected: await headOf(at, id), on };
      await done(at.records.as(at.other).agreeErasure(randomUUID(), agreement));
      // The service goes on for two days: newer roots and seals stand outside than the backup knows of.
      for (let days = 0; days < 2; days++) {
        at.clock.now += DAY;
        await at.records.tend();
      }

      // The folder of roots is the one of the service, as where only the database was lost.
      const ledger = readFileSync(ledgerFile(rootsFolder, at.organisation), 'utf8');
      const files = { file, keysFile: keysFileOf(file) };
      const into = { ...target, rootsFolder, kind };
      const restored = await restore(into, files, masterKey, {}, quiet);

      assert.equal(restored.erasedAgain, 1);
      assert.equal(restored.setAside.length, 3, 'two daily roots, and the latest seals');
      assert.deepEqual(restored.report.faults, [], 'the chain, the seals, the roots and the ledger fit');
      assert.equal(restored.report.setAside.length, 1, 'and it stays to be seen that there was more');
      assert.deepEqual(restored.report.projections, {}, 'a rebuild gives what is there');
      assert.equal(readFileSync(ledgerFile(rootsFolder, at.organisation), 'utf8'), ledger);
      const all = await everything({ ...at, database: target });
      for (const [name, text] of Object.entries(canary)) assert.ok(!all.includes(text), `${name} is left`);

      const again = await openRecords({
        serveUrl: target.serveUrl,
        masterKey,
        rootsFolder,
        kind,
        clock: () => at.clock.now,
      });
      try {
        assert.equal(await again.as(at.other).person(id), null);
        const { reason, words, wordsGone } = (await again.as(at.other).opening(opening))!;
        assert.deepEqual([reason, words, wordsGone], ['', '', true]);
        assert.deepEqual((await again.as(at.other).people({ search: canary.surname })).rows, []);
        assert.ok(JSON.stringify(await again.as(at.other).concern(concern)).includes(CHILD));
        assert.deepEqual((await again.rebuild()).differing, {});
        await again.tend();
        assert.equal((await again.verifyAudit()).whole, true, 'it goes on from there');
      } finally {
        await again.close();
      }
    } finally {
      await target.drop();
      rmSync(folder, { recursive: true, force: true });
      await at.close();
    }
  });
}
