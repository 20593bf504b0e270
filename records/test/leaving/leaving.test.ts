import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { communityOrder } from '@throughcare/pathway/testing';
import { postgresVersions, testDatabase, testRecords, type TestRecords } from '../database.ts';
import { openRecords, type Records } from '../../src/index.ts';
import { done, identity, openCase } from '../people.ts';
import { walk, type Walked } from '../walk.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let walked: Walked;
  let top: string;
  let folder: string;
  let other: string;

  before(async () => {
    at = await testRecords({ version });
    walked = await walk(at);
    const mine = at.records.as(walked.practitioner);
    const move = { do: 'record_life_change', on: day('2026-03-10'), what: 'address' } as const;
    const [id] = walked.cases;
    for (let time = 0; time < 2; time++) await done(mine.decide('case', id, 'latest', randomUUID(), move));
    const { version: head } = (await mine.person(id))!;
    await done(
      mine.correct(
        'case',
        id,
        head,
        randomUUID(),
        head,
        { ...move, on: day('2026-03-08'), what: 'work' },
        'entered_wrongly',
      ),
    );
    await done(mine.correct('case', id, head + 1, randomUUID(), head - 1, null, 'entered_wrongly'));
    const convict = {
      do: 'record_legal_step',
      on: day('2026-03-10'),
      proceedings: 'first',
      step: 'convicted',
    } as const;
    other = await openCase(at.records, walked.practitioner, {
      stage: 'before_the_court',
      identity: identity({ surname: 'Thornlea' }),
    });
    const { versions } = await done(mine.decide('case', other, 'latest', randomUUID(), convict));
    const sentenced = { do: 'record_sentence', on: day('2026-03-10'), sentence: communityOrder } as const;
    await done(mine.decide('case', other, 'latest', randomUUID(), sentenced));
    const [wrong, last] = [versions[other], versions[other] + 1];
    // The sentence stands without its conviction, because somebody let it.
    await done(mine.correct('case', other, last, randomUUID(), wrong, null, 'person_asked', true));
    top = mkdtempSync(join(tmpdir(), 'throughcare-leaving-'));
    folder = join(top, 'everything');
    await at.records.exportEverything({ ...leaving(), reason: 'The service moves' }, folder);
  });
  after(async () => {
    await at.close();
    rmSync(top, { recursive: true, force: true });
  });

  const leaving = () => ({ organisation: at.organisation, by: at.administrator.userId });

  async function elsewhere(work: (records: Records) => Promise<void>): Promise<void> {
    const database = await testDatabase(version);
    const records = await openRecords({
      serveUrl: database.serveUrl,
      masterKey: Buffer.alloc(32, 7),
      rootsFolder: null,
      kind: 'demonstration',
      clock: () => at.clock.now,
    });
    await work(records);
    await records.close();
    await database.drop();
  }

  test(
    title('E42: what an export holds, taken into a fresh record, gives the same histories and states'),
    async () => {
      await elsewhere(async records => {
        const { events } = await records.importEverything({ folder });
        const { checked, faults, projections } = await records.verifyAudit();
        assert.deepEqual([faults, projections, checked.events], [[], {}, events]);
        for (const actor of [walked.practitioner, walked.lead, walked.safeguarding, walked.worker]) {
          const [here, there] = [at.records.as(actor), records.as(actor)];
          assert.deepEqual(await there.roles(), await here.roles());
          for (const id of walked.cases) {
            const ask = async (one: typeof here) => one.person(id).catch(() => 'refused');
            assert.deepEqual(await ask(there), await ask(here));
          }
          assert.deepEqual(await there.concern(walked.concern), await here.concern(walked.concern));
        }
        assert.deepEqual(
          await records.as(walked.worker).contact(walked.contact),
          await at.records.as(walked.worker).contact(walked.contact),
        );
        assert.deepEqual(
          await records.as(walked.lead).group(walked.group),
          await at.records.as(walked.lead).group(walked.group),
        );
        const { corrections, letStand } = (await records.as(walked.practitioner).person(other))!;
        assert.deepEqual(
          corrections.map(one => one.why),
          ['person_asked'],
        );
        assert.deepEqual(
          letStand.map(one => [one.entry.type, one.why]),
          [['sentenced', 'person_asked']],
        );
        // Exported anew, the files of events are the same bytes.
        const again = join(top, randomUUID());
        await records.exportEverything({ ...leaving(), reason: 'To compare' }, again);
        for (const kind of ['organisation', 'group', 'case', 'contact', 'concern', 'opening']) {
          for (const end of ['jsonl', 'csv']) {
            assert.deepEqual(
              readFileSync(join(again, `${kind}.${end}`)),
              readFileSync(join(folder, `${kind}.${end}`)),
            );
          }
        }
        assert.equal((await records.importEverything({ folder })).events, 0);
      });
    },
  );

  test(title('E42: an export from before reasons were kept is taken in, with none'), async () => {
    const older = join(top, 'older');
    cpSync(folder, older, { recursive: true });
    const file = join(older, 'case.jsonl');
    const withoutReasons = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map(text => {
        const { stands: _stands, why: _why, ...line } = JSON.parse(text);
        return `${JSON.stringify(line)}\n`;
      });
    writeFileSync(file, withoutReasons.join(''));
    const list = readFileSync(join(older, 'SHA256SUMS'), 'utf8');
    const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
    writeFileSync(join(older, 'SHA256SUMS'), list.replace(/^\S+(?=  case\.jsonl$)/m, hash));
    await elsewhere(async records => {
      await records.importEverything({ folder: older });
      const { corrections } = (await records.as(walked.practitioner).person(walked.cases[0]))!;
      assert.deepEqual(
        corrections.map(one => [one.takenOut, one.why]),
        [
          [false, null],
          [true, null],
        ],
      );
    });
  });

  test(title('E42: identity is opened, every file has its hash, and other tools read them'), async () => {
    const lines = readFileSync(join(folder, 'case.jsonl'), 'utf8').trim().split('\n');
    const referred = lines.map(text => JSON.parse(text)).filter(one => one.type === 'referred');
    assert.deepEqual(referred.map(one => one.sealed.surname).sort(), ['Ashgrove', 'Callow', 'Thornlea']);
    execFileSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: folder });
    assert.match(readFileSync(join(folder, 'README.md'), 'utf8'), /`case\.jsonl`/);
  });

  test(title('E21: who took everything out, and why, stands in the access log'), async () => {
    const { rows } = await at.records.as(walked.auditor).auditTrail({ sinceMs: 0, act: 'exported' });
    const row = rows.find(one => one.what === 'everything')!;
    assert.equal(row.user, at.administrator.userId);
    assert.match(row.detail, /reason: The service moves/);
  });

  test(title('only an administrator, with a reason, into a folder that is not there'), async () => {
    const nowhere = join(top, 'nowhere');
    const refused = (change: object, words: RegExp) =>
      assert.rejects(at.records.exportEverything({ ...leaving(), reason: 'x', ...change }, nowhere), words);
    await refused({ by: walked.lead.userId }, /Only an administrator/);
    await refused({ by: 'system' }, /Only an administrator/);
    await refused({ reason: ' ' }, /Say why/);
    assert.equal(existsSync(nowhere), false);
    await assert.rejects(
      at.records.exportEverything({ ...leaving(), reason: 'x' }, folder),
      /is there already/,
    );
  });

  test(title('an export that was changed is not taken in, and nothing of it is'), async () => {
    const changed = join(top, 'changed');
    await at.records.exportEverything({ ...leaving(), reason: 'x' }, changed);
    appendFileSync(join(changed, 'concern.jsonl'), ' ');
    await elsewhere(async records => {
      await assert.rejects(
        records.importEverything({ folder: changed }),
        /concern\.jsonl is not as it was written/,
      );
      assert.deepEqual(await records.organisations(), []);
    });
  });
}
