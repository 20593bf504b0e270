import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { makePool, withClient } from '../../src/database/connect.ts';
import type { Actor, Repository } from '../../src/index.ts';
import { openRootKeys } from '../../src/keys/root-keys.ts';
import { answer } from '../../src/reads/answer.ts';
import { people } from '../../src/reads/people.ts';
import type { Store } from '../../src/store.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { walk, type Walked } from '../walk.ts';

/** What somebody signed in can do that is no question: who they are, and what is recorded. */
const noQuestion = [
  'actor',
  'roles',
  'decide',
  'decideTogether',
  'correct',
  'agreeErasure',
  'agreeConcernErasure',
  'decideCopyLines',
  'giveCopy',
  'agreeCallBack',
  'makeCallBack',
  'giveCode',
  'keepDraft',
  'settleDraft',
];

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let walked: Walked;
  let store: Store;

  before(async () => {
    at = await testRecords({ version });
    walked = await walk(at);
    const pool = makePool(at.database.serveUrl, 4);
    const keys = await openRootKeys(pool, at.masterKey);
    store = {
      pool,
      keys,
      openAnew: async () => {},
      kind: 'demonstration',
      rootsFolder: null,
      patienceMs: 30_000,
      clock: () => at.clock.now,
    };
  });
  after(async () => {
    await store.pool.end();
    await at.close();
  });

  async function rows(): Promise<number> {
    return withClient(at.database.superuserUrl, async client => {
      const { rows } = await client.query<{ many: number }>(
        'select count(*) as many from throughcare.access',
      );
      return rows[0].many;
    });
  }

  const actingAs = ({ organisationId: organisation, userId: user }: Actor) => ({ organisation, user });

  test(
    title('E21: an answer whose row cannot be written is not given, whichever question it answers'),
    async () => {
      const everybody = [...Object.values(walked), at.administrator].filter(
        (one): one is Actor => typeof one === 'object' && 'userId' in one,
      );
      const asked = new Set<string>();
      await withClient(at.database.superuserUrl, async client => {
        await client.query(`create function throughcare.no_row() returns trigger language plpgsql
        as $$ begin raise exception 'no row today'; end $$`);
        await client.query(`create trigger no_row before insert on throughcare.access
        for each row execute function throughcare.no_row()`);
        for (const actor of everybody) {
          const mine: Repository = at.records.as(actor);
          const questions = Object.keys(mine).filter(name => !noQuestion.includes(name));
          for (const name of questions) {
            const ask = mine[name as 'person'];
            await assert.rejects(ask(walked.cases[0]), `${name} was answered`);
            asked.add(name);
          }
        }
        await client.query('drop trigger no_row on throughcare.access');
        await client.query('drop function throughcare.no_row()');
      });
      assert.ok(asked.size >= 15);
    },
  );

  test(title('E21: a connection that dies between the answer and its row gives neither'), async () => {
    const before = await rows();
    const dying = answer(store, actingAs(walked.practitioner), 'people', async asking => {
      const answered = await people(asking, {});
      assert.ok(answered.value.rows.length > 0);
      const { rows } = await asking.db.query<{ pid: number }>('select pg_backend_pid() as pid');
      await withClient(at.database.superuserUrl, client =>
        client.query('select pg_terminate_backend($1)', [rows[0].pid]),
      );
      return answered;
    });
    await assert.rejects(dying);
    assert.equal(await rows(), before);
    assert.ok((await at.records.as(walked.practitioner).people()).rows.length > 0);
    assert.equal(await rows(), before + 1);
  });

  test(
    title(
      'E21: an answer that fails on its way leaves no row, and one that nobody may have leaves its refusal',
    ),
    async () => {
      const before = await rows();
      const failing = answer(store, actingAs(walked.practitioner), 'people', async () => {
        throw new Error('on its way');
      });
      await assert.rejects(failing, /on its way/);
      assert.equal(await rows(), before);
      await assert.rejects(at.records.as(walked.auditor).people());
      const found = await withClient(at.database.superuserUrl, client =>
        client.query('select act, what, user_id from throughcare.access order by id desc limit 1'),
      );
      assert.deepEqual(found.rows[0], { act: 'refused', what: 'people', user_id: walked.auditor.userId });
    },
  );

  test(
    title('E21: what a row names is what the answer held: every person of a page, and nobody else'),
    async () => {
      const page = await at.records.as(walked.lead).people({ limit: 1 });
      const found = await withClient(at.database.superuserUrl, client =>
        client.query<{ streams: string[] }>(
          'select streams from throughcare.access order by id desc limit 1',
        ),
      );
      assert.deepEqual(
        found.rows[0].streams,
        page.rows.map(row => row.case),
      );
      assert.equal(await at.records.as(walked.lead).person(randomUUID()), null);
    },
  );
}
