import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import type { Actor } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done } from '../people.ts';
import { inBoth, raisedAbout } from './concerns.ts';

const on = day('2026-03-12');

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let [worker, lead, subject, other]: Actor[] = [];
  before(async () => {
    at = await testRecords({ version });
    worker = await at.join('helpline_worker');
    lead = await at.join('safeguarding_lead');
    subject = await at.join('safeguarding_lead', 'auditor');
    other = await at.join('safeguarding_lead', 'auditor');
  });
  after(() => at.close());

  /** Joined in both, the entry put right once, parted and joined again; and then found to be about the subject. */
  async function joinedThenNamed(): Promise<{ plain: string; about: string }> {
    const [plain, about] = [await raisedAbout(at, worker), await raisedAbout(at, worker)];
    const mine = at.records.as(lead);
    for (const act of ['join', 'unjoin', 'join'] as const) await done(inBoth(at, lead, act, [plain, about]));
    const right = { do: 'join', on, with: about } as const;
    await done(mine.correct('concern', plain, 4, randomUUID(), 4, right, 'entered_wrongly'));
    const name = { do: 'name_staff', on, about: [subject.userId] } as const;
    await done(mine.decide('concern', about, 'latest', randomUUID(), name));
    return { plain, about };
  }

  const trailOf = async (who: Actor, record: string) => {
    const { rows } = await at.records.as(who).auditTrail({ sinceMs: 0, record, act: 'changed' });
    return rows.map(row => ({ what: row.what, detail: row.detail }));
  };

  test(
    title('E7, E20: named in a concern after it was joined, somebody finds no entry of it in the other'),
    async () => {
      const { plain, about } = await joinedThenNamed();
      const ties = ['corrected:joined', 'joined', 'unjoined', 'joined'];
      const row = (what: string) => ({ what, detail: '' });
      assert.deepEqual(await trailOf(other, plain), [...ties, 'raised'].map(row));
      assert.deepEqual(await trailOf(subject, plain), [row('raised')]);
      const seen = (await at.records.as(subject).concern(plain))!;
      assert.deepEqual([seen.joined, seen.superseded, seen.corrections], [[], [], []]);
      assert.ok(!JSON.stringify(seen).includes(about));
      const { checked } = await at.records.as(subject).auditReport();
      const { rows } = await at.records.as(subject).auditTrail({ sinceMs: 0, limit: 5000 });
      assert.equal(checked.events + checked.access, rows.length);
      await withClient(at.database.serveUrl, async client => {
        const found = async (who: Actor) => {
          await client.query('begin');
          await client.query('select throughcare.enter($1, $2, null, null)', [at.organisation, who.userId]);
          const { rowCount } = await client.query(
            `select from throughcare.event where stream = $1 and type like '%joined'`,
            [plain],
          );
          const direct = await client.query('select from throughcare.concern_tie');
          await client.query('rollback');
          return [rowCount, direct.rowCount];
        };
        assert.deepEqual(
          [await found(other), await found(subject)],
          [
            [4, 0],
            [0, 0],
          ],
        );
      });
    },
  );

  test(
    title(
      'E33: the two stay joined for those who see both, whoever writes in them, and a rebuild gives the same',
    ),
    async () => {
      const { plain, about } = await joinedThenNamed();
      const words = { do: 'add_words', on, said: 'more', child: '' } as const;
      await done(at.records.as(subject).decide('concern', plain, 'latest', randomUUID(), words));
      for (const [one, two] of [
        [plain, about],
        [about, plain],
      ] as const) {
        const { joined } = (await at.records.as(other).concern(one))!;
        assert.deepEqual(
          joined.map(each => each.concern),
          [two],
        );
      }
      assert.deepEqual((await at.records.rebuild()).differing, {});
      assert.deepEqual(
        (await trailOf(subject, plain)).map(one => one.what),
        ['words_added', 'raised'],
      );
      // Found to be about somebody else after all: then it is told to them again.
      const { events } = (await at.records.as(lead).concern(about))!;
      const { version } = events.find(one => one.type === 'about_staff')!;
      const head = events.length;
      await done(
        at.records.as(lead).correct('concern', about, head, randomUUID(), version, null, 'entered_wrongly'),
      );
      assert.equal((await trailOf(subject, plain)).length, 6);
    },
  );
}
