import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import type { Actor } from '../../src/index.ts';
import { withClient } from '../../src/database/connect.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done } from '../people.ts';
import { raisedAbout } from './concerns.ts';

const on = day('2026-03-12');

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let worker: Actor;
  before(async () => {
    at = await testRecords({ version });
    worker = await at.join('helpline_worker');
  });
  after(() => at.close());

  /** Raised by the worker, read once on the board, once on the list of a day and once by itself by `reader`. */
  async function raise(about: readonly Actor[], reader?: Actor): Promise<string> {
    const concern = randomUUID();
    const accounts = about.map(one => one.userId);
    const command = {
      do: 'raise',
      on,
      source: 'staff',
      immediateDanger: true,
      about: accounts,
      said: 'canary words',
      child: 'canary child',
    } as const;
    await done(at.records.as(worker).decide('concern', concern, 0, randomUUID(), command));
    if (reader) {
      assert.equal((await at.records.as(reader).concern(concern))!.said, 'canary words');
      assert.ok((await at.records.as(reader).concerns()).some(one => one.concern === concern));
      assert.ok((await at.records.as(reader).today()).concerns.some(one => one.concern === concern));
    }
    return concern;
  }

  /** What somebody is given by every way that there is to a concern. */
  async function everythingOf(who: Actor, concern: string): Promise<string> {
    const mine = at.records.as(who);
    const steal = { do: 'pass_on', on, to: 'police', reference: '' } as const;
    const tried = await mine.decide('concern', concern, 1, randomUUID(), steal);
    assert.deepEqual(tried, { ok: false, reason: 'not_found', stream: concern });
    const taken = await mine.correct('concern', concern, 1, randomUUID(), 1, null, 'entered_wrongly');
    assert.deepEqual(taken, { ok: false, reason: 'not_found', stream: concern });
    assert.equal(await mine.concern(concern), null);
    const answers: unknown[] = [await mine.concerns(), await mine.organisation()];
    if ((await mine.roles()).includes('auditor')) {
      const { rows: trail } = await mine.auditTrail({ sinceMs: 0 });
      assert.ok(trail.length > 0);
      // That they were told there is none stands there, and is their own.
      answers.push(trail.filter(row => row.user !== who.userId));
    }
    return JSON.stringify(answers);
  }

  test(
    title('E20: whom a concern is about finds it by no way, as lead, as auditor and as whoever raised it'),
    async () => {
      const lead = await at.join('safeguarding_lead');
      for (const roles of [
        ['safeguarding_lead', 'auditor', 'administrator'],
        ['auditor'],
        ['practitioner'],
      ] as const) {
        const subject = await at.join(...roles);
        const concern = await raise([subject], lead);
        assert.ok(!(await everythingOf(subject, concern)).includes(concern), roles.join());
      }
      const subject = await at.join('practitioner');
      const own = randomUUID();
      const raiseOwn = {
        do: 'raise',
        on,
        source: 'staff',
        immediateDanger: false,
        about: [subject.userId],
        said: 's',
        child: 'c',
      } as const;
      await done(at.records.as(subject).decide('concern', own, 0, randomUUID(), raiseOwn));
      assert.equal(await at.records.as(subject).concern(own), null);
      assert.ok(await at.records.as(lead).concern(own));
    },
  );

  test(
    title('E20: nor by raw SQL as the serving role: row, event, head, key and what was read of it'),
    async () => {
      const lead = await at.join('safeguarding_lead');
      const subject = await at.join('auditor', 'safeguarding_lead');
      const other = await at.join('auditor', 'safeguarding_lead');
      const concern = await raise([subject], lead);
      await withClient(at.database.serveUrl, async client => {
        const found = async (who: Actor) => {
          await client.query('begin');
          await client.query('select throughcare.enter($1, $2, null, null)', [at.organisation, who.userId]);
          const counts: number[] = [];
          for (const sql of [
            'select count(*) as n from throughcare.concern_row where id = $1',
            'select count(*) as n from throughcare.event where stream = $1',
            'select count(*) as n from throughcare.stream where id = $1',
            'select count(*) as n from throughcare.data_key where stream = $1',
            'select count(*) as n from throughcare.access where $1 = any (streams)',
          ])
            counts.push((await client.query<{ n: number }>(sql, [concern])).rows[0].n);
          await client.query('rollback');
          return counts.map(n => n > 0);
        };
        assert.deepEqual(
          await found(other),
          [true, true, true, true, true],
          'another of the same roles sees it',
        );
        assert.deepEqual(await found(subject), [false, false, false, false, false]);
      });
    },
  );

  test(
    title('E20: an auditor misses no other read of who read of it, and no count tells that there is more'),
    async () => {
      const lead = await at.join('safeguarding_lead');
      const [subject, other] = [await at.join('auditor'), await at.join('auditor')];
      const readsOf = async (who: Actor) => {
        const { rows } = await at.records.as(who).auditTrail({ sinceMs: 0, user: lead.userId, limit: 5000 });
        return rows.map(row => [row.what, row.kind, row.streams, row.detail] as const);
      };
      const [concern, nobodys] = [await raise([subject], lead), await raise([], lead)];
      const all = await readsOf(other);
      const about = all.filter(row => row[2].includes(concern));
      assert.deepEqual(
        about.map(row => [row[0], row[1], row[2]]),
        ['today', 'concerns', 'today', 'concerns', 'concern'].map(what => [what, 'concern', [concern]]),
      );
      // Of two boards, two days and two concerns they see all but those rows, and in them nothing that was left out.
      assert.deepEqual(
        await readsOf(subject),
        all.filter(row => !row[2].includes(concern)),
      );
      assert.ok((await readsOf(subject)).some(row => row[0] === 'concerns' && row[2].includes(nobodys)));
      const { found } = await at.records.as(subject).auditTrail({ sinceMs: 0, record: concern });
      assert.equal(found, false);

      const countsOf = async (who: Actor) => {
        const { checked } = await at.records.as(who).auditReport();
        const { rows } = await at.records.as(who).auditTrail({ sinceMs: 0, limit: 5000 });
        return [checked.events + checked.access, rows.length];
      };
      for (const who of [subject, other]) {
        const [checked, listed] = await countsOf(who);
        assert.equal(checked, listed);
      }
    },
  );

  test(title('E20: rows that named it among cases before are closed to them as they stand'), async () => {
    const lead = await at.join('safeguarding_lead');
    const [subject, other] = [
      await at.join('auditor', 'safeguarding_lead'),
      await at.join('auditor', 'safeguarding_lead'),
    ];
    const concern = await raise([subject]);
    await withClient(at.database.serveUrl, async client => {
      await client.query('begin');
      await client.query('select throughcare.enter($1, $2, null, null)', [at.organisation, lead.userId]);
      const note = 'select throughcare.note_access($1, $2, $3, $4, $5, $6)';
      const when = new Date(at.clock.now).toISOString();
      await client.query(note, [when, 'read', 'today', 'case', [randomUUID(), concern], {}]);
      await client.query(note, [when, 'exported', 'today', 'case', [randomUUID(), concern], {}]);
      await client.query('commit');
    });
    const told = async (who: Actor) => {
      const { rows } = await at.records.as(who).auditTrail({ sinceMs: 0, user: lead.userId });
      const { rows: sensitive } = await at.records.as(who).sensitiveReads(0);
      return [
        rows.filter(row => row.streams.includes(concern)).length,
        sensitive.filter(row => row.user === lead.userId).length,
      ];
    };
    assert.deepEqual(await told(other), [2, 1]);
    assert.deepEqual(await told(subject), [0, 0]);
  });

  test(
    title('E20: somebody who is named as a subject later loses it at once, though they had read it'),
    async () => {
      const lead = await at.join('safeguarding_lead');
      const subject = await at.join('safeguarding_lead');
      const concern = await raise([], subject);
      const name = { do: 'name_staff', on, about: [subject.userId] } as const;
      await done(at.records.as(lead).decide('concern', concern, 'latest', randomUUID(), name));
      assert.equal(await at.records.as(subject).concern(concern), null);
      assert.ok(await at.records.as(lead).concern(concern));
    },
  );
}

test('E20: about every safeguarding lead: the administrators take it up, those it is about excepted; otherwise they see none', async () => {
  const at = await testRecords();
  try {
    const [worker, first, second, administrator] = [
      await at.join('helpline_worker'),
      await at.join('safeguarding_lead'),
      await at.join('safeguarding_lead', 'administrator'),
      await at.join('administrator'),
    ];
    const raiseAbout = async (...about: Actor[]) => {
      const concern = await raisedAbout(at, worker, about);
      const sees = async (who: Actor) => (await at.records.as(who).concern(concern)) !== null;
      return { concern, seen: [await sees(first), await sees(second), await sees(administrator)] };
    };
    assert.deepEqual((await raiseAbout(first)).seen, [false, true, false]);
    const all = await raiseAbout(first, second);
    assert.deepEqual(all.seen, [false, false, true]);
    const two = { do: 'name_deciders', on, first: administrator.userId, second: worker.userId } as const;
    await done(at.records.as(administrator).decide('concern', all.concern, 'latest', randomUUID(), two));
    assert.deepEqual((await raiseAbout(first, second, administrator)).seen, [false, false, false]);
  } finally {
    await at.close();
  }
});
