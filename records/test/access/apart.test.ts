import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import { NotAllowed, type Actor } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

const on = day('2026-03-12');

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let [ines, hale]: Actor[] = [];
  before(async () => {
    at = await testRecords({ version });
    ines = await at.join('practitioner');
    hale = await at.join('programme_lead');
  });
  after(() => at.close());

  async function two() {
    const cases = [await openCase(at.records, ines), await openCase(at.records, ines)] as const;
    const group = randomUUID();
    const plan = {
      do: 'plan',
      on,
      programme: 'P1',
      name: 'Autumn',
      places: 8,
      sessions: [day('2026-04-07')],
      lead: hale.userId,
    } as const;
    await done(at.records.as(hale).decide('group', group, 0, randomUUID(), plan));
    const place = (id: string) =>
      at.records
        .as(hale)
        .decide('group', group, 'latest', randomUUID(), { do: 'take_place', on, case: id, enrolment: 'e' });
    const pair = randomUUID();
    const keep = { do: 'keep_apart', on, pair, cases, reason: 'known_conflict' } as const;
    const apart = () =>
      done(at.records.as(hale).decide('organisation', at.organisation, 'latest', randomUUID(), keep));
    return { cases, group, place, apart, pair };
  }

  test(
    title(
      'two who are kept apart are not given places in one group, whoever comes first; nobody is told why',
    ),
    async () => {
      for (const order of [0, 1] as const) {
        const { cases, place, apart } = await two();
        await apart();
        await done(place(cases[order]));
        const refused = await place(cases[1 - order]);
        assert.ok(!refused.ok && refused.reason === 'refused');
        assert.match(refused.refusal.words, /cannot be given a place in this group\. Nothing was saved\./);
        assert.doesNotMatch(refused.refusal.words, /apart|conflict|relative|risk|because/i);
      }
    },
  );

  test(title('a pair found out too late is shown to the leads as to be resolved, until it is'), async () => {
    const { cases, group, place, apart, pair } = await two();
    for (const id of cases) await done(place(id));
    await apart();
    const mine = at.records.as(hale);
    const shown = async () => (await mine.keptApart()).find(one => one.pair === pair)!;
    assert.deepEqual((await shown()).groups, [{ group, name: 'Autumn' }]);
    assert.equal((await mine.keptApart())[0].pair, pair, 'what is to be resolved comes first');
    const free = { do: 'free_place', on, case: cases[0] } as const;
    await done(mine.decide('group', group, 'latest', randomUUID(), free));
    assert.deepEqual((await shown()).groups, []);
  });

  test(
    title('E20: who is kept apart is found by no question and no table of anybody but the leads'),
    async () => {
      const { apart, pair } = await two();
      await apart();
      const roles = ['practitioner', 'helpline_worker', 'administrator', 'analyst', 'commissioner'] as const;
      for (const role of roles) {
        const other = await at.join(role);
        await assert.rejects(at.records.as(other).keptApart(), NotAllowed);
        await withClient(at.database.serveUrl, async client => {
          await client.query('begin');
          await client.query('select throughcare.enter($1, $2, null, null)', [at.organisation, other.userId]);
          const rows = await client.query('select from throughcare.kept_apart');
          const events = await client.query(`select from throughcare.event where type like '%apart%'`);
          assert.deepEqual([rows.rowCount, events.rowCount], [0, 0], role);
          await client.query('rollback');
        });
      }
      const safeguarding = at.records.as(await at.join('safeguarding_lead'));
      assert.ok((await safeguarding.keptApart()).some(one => one.pair === pair));
    },
  );

  test(
    title('somebody who may not read of pairs changes the organisation, and the pairs stand'),
    async () => {
      const { apart, pair } = await two();
      await apart();
      await at.join('practitioner');
      assert.ok((await at.records.as(hale).keptApart()).some(one => one.pair === pair));
      assert.deepEqual((await at.records.rebuild()).differing, {});
    },
  );

  test(
    title('somebody who has left shows with the number of cases and groups that still wait for somebody'),
    async () => {
      const leaver = await at.join('practitioner');
      await openCase(at.records, leaver);
      const leave = { do: 'leave', on, user: leaver.userId } as const;
      const admin = at.records.as(at.administrator);
      assert.ok((await admin.leftBehind()).every(one => one.user !== leaver.userId));
      await done(admin.decide('organisation', at.organisation, 'latest', randomUUID(), leave));
      const left = (await admin.leftBehind()).find(one => one.user === leaver.userId);
      assert.deepEqual(left, { user: leaver.userId, cases: 1, groups: 0 });
    },
  );
}
