import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import type { Actor, CallerContact } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done } from '../people.ts';

const on = day('2026-03-12');
const message = { group: 'own_behaviour', statement: '2026-1', words: 'what I wrote' } as const;

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let worker: Actor;
  before(async () => {
    at = await testRecords({ version });
    worker = await at.join('helpline_worker');
  });
  after(() => at.close());

  async function opened(): Promise<{ code: string; contact: CallerContact; id: string }> {
    at.clock.now += 1000;
    const given = await at.records.asCaller(at.organisation).open(randomUUID(), message);
    assert.ok(given.ok);
    const desk = await at.records.as(worker).contacts();
    const id = desk.find(row => row.openedAt === at.clock.now)!.contact;
    return { code: given.code, contact: await comeBack(given.code), id };
  }

  async function comeBack(code: string): Promise<CallerContact> {
    const contact = await at.records.asCaller(at.organisation).withCode(code);
    assert.ok(contact !== null && contact !== 'wait');
    return contact;
  }

  test(
    title('a caller writes, types the code back, comes back for the answer and writes again'),
    async () => {
      const { code, contact, id } = await opened();
      assert.equal(contact.confirmed, false);
      await contact.confirm(randomUUID());
      await done(
        at.records.as(worker).decide('contact', id, 2, randomUUID(), {
          do: 'answer',
          on,
          worker: worker.userId,
          words: 'an answer',
        }),
      );
      const back = await comeBack(code.toLowerCase());
      assert.equal(back.confirmed, true);
      assert.deepEqual(back.replies, [{ on, words: 'an answer' }]);
      assert.deepEqual(await back.write(randomUUID(), 'more'), { ok: true });
      const seen = (await at.records.as(worker).contact(id))!;
      assert.deepEqual(
        seen.messages.map(one => [one.from, one.words]),
        [
          ['caller', 'what I wrote'],
          ['worker', 'an answer'],
          ['caller', 'more'],
        ],
      );
    },
  );

  test(title('E44: whoever holds the code never gets back what a caller wrote'), async () => {
    const { code, contact } = await opened();
    await contact.write(randomUUID(), 'seedling words');
    assert.ok(!JSON.stringify(await comeBack(code)).includes('seedling'));
    assert.ok(!JSON.stringify(await comeBack(code)).includes('what I wrote'));
  });

  test(title('E44: a reply can be read for thirty days, then a stub remains'), async () => {
    const { code, id } = await opened();
    const answer = { do: 'answer', on, worker: worker.userId, words: 'an answer' } as const;
    await done(at.records.as(worker).decide('contact', id, 1, randomUUID(), answer));
    const before = at.clock.now;
    at.clock.now += 30 * 86_400_000;
    assert.deepEqual((await comeBack(code)).replies, [{ on, words: 'an answer' }]);
    at.clock.now += 86_400_000;
    assert.deepEqual((await comeBack(code)).replies, [{ on, words: null }]);
    at.clock.now = before;
  });

  test(title('the same form sent twice opens one contact and shows one code'), async () => {
    const commandId = randomUUID();
    const caller = at.records.asCaller(at.organisation);
    const before = (await at.records.as(worker).contacts()).length;
    const first = await caller.open(commandId, message);
    assert.deepEqual(await caller.open(commandId, message), first);
    assert.equal((await at.records.as(worker).contacts()).length, before + 1);
  });

  test(title('wrong words are answered in words'), async () => {
    const caller = at.records.asCaller(at.organisation);
    const empty = await caller.open(randomUUID(), { ...message, words: '  ' });
    assert.ok(!empty.ok && empty.refusal.field === 'words');
    const unread = await caller.open(randomUUID(), { ...message, statement: '' });
    assert.ok(!unread.ok && unread.refusal.code === 'no_statement');
  });

  test(title('a code that is nobody’s, and another organisation’s, finds nothing'), async () => {
    const { code } = await opened();
    const caller = at.records.asCaller(at.organisation);
    assert.equal(await caller.withCode('0000-000-000'), null);
    assert.equal(await caller.withCode('rubbish'), null);
    assert.equal(await at.records.asCaller(randomUUID()).withCode(code), null);
  });

  test(
    title('after eight wrong codes with the same beginning the ninth waits, the right one too, for a while'),
    async () => {
      const { code } = await opened();
      const caller = at.records.asCaller(at.organisation);
      const wrong = (n: number) => `${code.slice(0, 4)}-${code.slice(5, 8) === '000' ? '111' : '000'}-00${n}`;
      for (let n = 0; n < 8; n++) assert.equal(await caller.withCode(wrong(n)), null);
      assert.equal(await caller.withCode(wrong(8)), 'wait');
      assert.equal(await caller.withCode(code), 'wait');
      at.clock.now += 15 * 60_000;
      await comeBack(code);
    },
  );

  test(
    title('E4: the database holds neither code nor words, and has no column for where a caller is'),
    async () => {
      const { code, contact } = await opened();
      await contact.write(randomUUID(), 'seedling words');
      await withClient(at.database.superuserUrl, async client => {
        const { rows: tables } = await client.query<{ name: string }>(
          `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('throughcare', 'auth')`,
        );
        for (const { name } of tables) {
          const { rows } = await client.query<{ text: string }>(`select t::text as text from ${name} t`);
          const all = rows.map(row => row.text).join('\n');
          for (const canary of [code, code.replaceAll('-', ''), 'seedling', 'what I wrote']) {
            assert.ok(!all.includes(canary), `${name} holds "${canary}"`);
            assert.ok(
              !all.includes(Buffer.from(canary).toString('hex')),
              `${name} holds "${canary}" as bytes`,
            );
          }
        }
        const { rows: columns } = await client.query(
          `select table_name, column_name from information_schema.columns
          where table_schema = 'throughcare'
            and (column_name ~ '(^|_)(ip|address|agent|device|phone|email|location|host)(_|$)' or data_type in ('inet', 'cidr', 'macaddr'))`,
        );
        assert.deepEqual(columns, []);
      });
    },
  );
}
