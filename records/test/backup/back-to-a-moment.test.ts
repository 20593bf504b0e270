import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { day, type CaseCommand } from '@throughcare/pathway';
import { rootFile } from '../../src/audit/daily-root.ts';
import { migrate, openRecords, readMasterKey, type Actor, type Records } from '../../src/index.ts';
import { postgresVersions } from '../clusters.ts';
import { done, identity, openCase } from '../people.ts';
import { startArchiving } from './archiving.ts';

const DAY = 86_400_000;
const on = day('2026-03-12');
const organisation = randomUUID();
const actor = (userId: string): Actor => ({ userId, organisationId: organisation, name: userId });
const [ada, ines, hale] = [actor('ada'), actor('ines'), actor('hale')];

async function found(records: Records): Promise<void> {
  const administrator = { userId: 'ada', name: 'Ada Quill', roles: ['administrator'] } as const;
  await records.found({ id: organisation, name: 'Fernside', madeUp: true, on, administrator });
  const joins = [
    [ines, ['practitioner', 'programme_lead']],
    [hale, ['safeguarding_lead']],
  ] as const;
  for (const [{ userId: user, name }, roles] of joins) {
    const asked = { do: 'join', on, user, name, roles } as const;
    await done(records.as(ada).decide('organisation', organisation, 'latest', randomUUID(), asked));
  }
}

/** A closed case whose erasure was asked for. */
async function askedFor(records: Records): Promise<string> {
  const who = identity({ surname: 'Brackenthistle' });
  const id = await openCase(records, ines, {
    identity: who,
    reference: 'TC-1',
    stage: 'not_known_to_police',
  });
  const steps: CaseCommand[] = [
    { do: 'close', on, reason: 'no_contact', watchedBy: null, transfer: null },
    { do: 'ask_erasure', on, ground: 'no_longer_needed', personAsked: true, reason: 'as told' },
  ];
  for (const command of steps)
    await done(records.as(ines).decide('case', id, 'latest', randomUUID(), command));
  return id;
}

for (const version of postgresVersions) {
  test(`PostgreSQL ${version}: back to a moment from a base backup and the archive, as docs/own-postgresql.md says: what came before is there, what came after is gone and shown to be, what was erased is erased again`, async () => {
    const top = mkdtempSync(join(tmpdir(), 'throughcare-moment-'));
    chmodSync(top, 0o711);
    const archiving = await startArchiving(version, top);
    let records: Records | undefined;
    try {
      await migrate(archiving.server);
      const { layout } = archiving.server;
      const masterKey = readMasterKey(layout.masterKey, {});
      const clock = { now: Date.UTC(2026, 2, 12, 10) };
      const open = () =>
        openRecords({
          serveUrl: archiving.server.serveUrl,
          masterKey,
          rootsFolder: layout.roots,
          kind: 'demonstration',
          clock: () => clock.now,
        });
      records = await open();
      await found(records);
      const erased = await askedFor(records);
      await records.tend();
      const base = await archiving.baseBackup();
      const before = await openCase(records, ines, { reference: 'TC-2' });
      await records.tend();
      const moment = await archiving.moment();
      const after = await openCase(records, ines, { reference: 'TC-3' });
      const { version: expected } = (await records.as(hale).person(erased))!;
      await done(records.as(hale).agreeErasure(randomUUID(), { case: erased, expected, on }));
      clock.now += DAY;
      await records.tend();
      assert.ok(existsSync(rootFile(layout.roots, organisation, 2)));
      await records.close();

      await archiving.goBackTo(base, moment);
      records = await open();
      assert.equal((await records.as(ines).person(before))?.version, 3, 'what came before is there');
      assert.equal(await records.as(ines).person(after), null, 'what came after is gone');
      assert.equal((await records.as(ines).person(erased))?.identity?.surname, 'Brackenthistle');
      const first = await records.verifyAudit();
      assert.equal(first.whole, false, 'that something is gone shows until it is settled');

      const moved = await records.setAsideNewerRoots();
      assert.deepEqual(
        moved.map(path => path.split('/').at(-1)),
        ['root-000002.json', 'latest.json'],
      );
      for (const path of moved)
        assert.ok(readFileSync(path, 'utf8').includes('signature'), 'nothing is thrown away');
      assert.equal(await records.replayErasures(), 1);
      assert.equal(await records.as(ines).person(erased), null, 'what was erased is erased again');
      const report = await records.verifyAudit();
      assert.deepEqual([report.faults, report.projections], [[], {}]);
      assert.equal(report.setAside.length, 1, 'and every later check says that it went back');
      assert.deepEqual(await records.setAsideNewerRoots(), [], 'a second time there is nothing to move');

      await openCase(records, ines, { reference: 'TC-4' });
      await records.tend();
      clock.now += DAY;
      await records.tend();
      assert.equal((await records.verifyAudit()).whole, true, 'and the service goes on');
    } finally {
      await records?.close();
      await archiving.stop();
      rmSync(top, { recursive: true, force: true });
    }
  });
}
