import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import type { Actor } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { heldWhile } from '../lifetime/holding.ts';
import { done } from '../people.ts';
import { agreeCallBack, NUMBER } from './agreed-call-back.ts';

const on = day('2026-03-12');
const HOUR = 3_600_000;

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let worker: Actor;
  before(async () => {
    at = await testRecords({ version });
    worker = await at.join('helpline_worker');
  });
  after(() => at.close());

  const agreed = async (number = NUMBER) => ({
    mine: at.records.as(worker),
    ...(await agreeCallBack(at.records, worker, number)),
  });

  const make = (contact: string, callBack: string, expected = 2) =>
    at.records.as(worker).makeCallBack({
      contact,
      expected,
      commandId: randomUUID(),
      on,
      callBack,
      outcome: 'spoke',
    });

  /** The whole database as text, the bytes of what is sealed among it. */
  async function everything(): Promise<string> {
    return withClient(at.database.superuserUrl, async client => {
      const { rows: tables } = await client.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'throughcare'`,
      );
      const texts: string[] = [];
      for (const { name } of tables) {
        const { rows } = await client.query<{ text: string }>(`select t::text as text from ${name} t`);
        texts.push(...rows.map(row => row.text));
      }
      return texts.join('\n');
    });
  }

  async function keysOf(contact: string): Promise<string[]> {
    return withClient(at.database.superuserUrl, async client => {
      const { rows } = await client.query<{ purpose: string }>(
        'select purpose from throughcare.data_key where stream = $1 order by purpose',
        [contact],
      );
      return rows.map(row => row.purpose);
    });
  }

  test(
    title('E4: a number to call back stands sealed under a key of its own, and in no entry at all'),
    async () => {
      const { mine, contact, outcome } = await agreed();
      assert.ok(outcome.ok);
      assert.equal(await mine.callBackNumber(contact), NUMBER);
      assert.deepEqual(await keysOf(contact), ['call_back', 'facts']);
      const all = await everything();
      assert.ok(!all.includes(NUMBER) && !all.includes(Buffer.from(NUMBER).toString('hex')));
      const { events } = (await mine.contact(contact))!;
      assert.ok(!JSON.stringify(events).includes(NUMBER));
    },
  );

  test(
    title('E4: a day after the call the key is destroyed, with the number, and the contact says so'),
    async () => {
      const { mine, contact, callBack } = await agreed();
      assert.ok((await make(contact, callBack)).ok);
      at.clock.now += 23 * HOUR;
      await at.records.tend();
      assert.equal(await mine.callBackNumber(contact), NUMBER, 'not before its time');
      at.clock.now += HOUR;
      await at.records.tend();
      assert.equal(await mine.callBackNumber(contact), null);
      assert.deepEqual(await keysOf(contact), ['facts']);
      const { state } = (await mine.contact(contact))!;
      assert.equal(state.callBacks[0].number, 'destroyed');
      assert.ok((await at.records.verifyAudit()).whole);
    },
  );

  test(
    title('E4: a call that nobody made keeps no number for longer than the organisation has set'),
    async () => {
      const { mine, contact } = await agreed();
      at.clock.now += 71 * HOUR;
      await at.records.tend();
      assert.equal(await mine.callBackNumber(contact), NUMBER);
      at.clock.now += HOUR;
      await at.records.tend();
      assert.equal(await mine.callBackNumber(contact), null);
    },
  );

  test(title('E4: while a concern from the contact is open the number stays, and then it goes'), async () => {
    const { mine, contact, callBack } = await agreed();
    const concern = randomUUID();
    const raise = {
      do: 'raise',
      on,
      source: 'contact',
      immediateDanger: true,
      said: 's',
      child: 'c',
    } as const;
    const from = { do: 'raise_concern', on, concern } as const;
    await done(
      mine.decideTogether(randomUUID(), [
        { kind: 'concern', stream: concern, expected: 0, command: raise as never },
        { kind: 'contact', stream: contact, expected: 2, command: from },
      ]),
    );
    assert.ok((await make(contact, callBack, 3)).ok);
    at.clock.now += 1000 * HOUR;
    await at.records.tend();
    assert.equal(await mine.callBackNumber(contact), NUMBER, 'it may be the only way to somebody');
    await withClient(at.database.superuserUrl, client =>
      client.query(`update throughcare.concern_row set status = 'closed' where id = $1`, [concern]),
    );
    at.clock.now += HOUR;
    await at.records.tend();
    assert.equal(await mine.callBackNumber(contact), null);
    at.clock.now = Date.UTC(2026, 2, 12, 10);
    await at.records.rebuild();
  });

  test(
    title('E4, E22: a hold on everything keeps the contact, and not the number to call it back'),
    async () => {
      const lead = await at.join('safeguarding_lead');
      const { mine, contact } = await agreed();
      await heldWhile({ ...at, lead, other: at.administrator }, 'everything', async () => {
        at.clock.now += 72 * HOUR;
        await at.records.tend();
        assert.equal(await mine.callBackNumber(contact), null);
        assert.deepEqual(await keysOf(contact), ['facts'], 'what was said stays');
      });
      at.clock.now = Date.UTC(2026, 2, 12, 10);
    },
  );

  test(
    title('E4: whoever holds the code of the contact cannot read the number, nor can any other role'),
    async () => {
      const { contact } = await agreed();
      await withClient(at.database.serveUrl, async client => {
        for (const [user, holds] of [
          ['caller', contact],
          [(await at.join('safeguarding_lead', 'practitioner', 'administrator', 'auditor')).userId, null],
        ] as const) {
          await client.query('begin');
          await client.query('select throughcare.enter($1, $2, null, $3)', [at.organisation, user, holds]);
          const keys = await client.query(`select from throughcare.data_key where purpose = 'call_back'`);
          const numbers = await client.query('select from throughcare.call_back_number');
          assert.deepEqual([keys.rowCount, numbers.rowCount], [0, 0], user);
          await client.query('rollback');
        }
      });
    },
  );

  test(
    title('a second call back is refused while one waits, and the number of the first stays'),
    async () => {
      const { mine, contact, callBack } = await agreed();
      const command = {
        do: 'agree_call_back',
        on,
        callBack: randomUUID(),
        way: 'we_call',
        slot: { day: on, from: '16:00', until: '17:00' },
        leaveMessage: false,
      } as const;
      const second = { contact, expected: 2, commandId: randomUUID(), command, number: '01632 960 999' };
      const outcome = await mine.agreeCallBack(second);
      assert.ok(!outcome.ok && outcome.reason === 'refused');
      assert.match(outcome.refusal.words, /waits for its call already\. Nothing was saved/);
      assert.equal(await mine.callBackNumber(contact), NUMBER);
      assert.ok((await make(contact, callBack)).ok);
      assert.ok((await mine.agreeCallBack({ ...second, expected: 3 })).ok);
      assert.equal(await mine.callBackNumber(contact), second.number);
    },
  );

  test(title('a refused call back leaves no number; one that they make themselves takes none'), async () => {
    const wrong = await agreed('not a number');
    assert.ok(!wrong.outcome.ok && wrong.outcome.reason === 'refused');
    assert.deepEqual(await keysOf(wrong.contact), ['facts']);
    const { mine, contact, callBack } = await agreed();
    const slot = { day: day('2027-01-01'), from: '14:00', until: '15:00' };
    assert.ok((await make(contact, callBack)).ok);
    const command = {
      do: 'agree_call_back',
      on,
      callBack: randomUUID(),
      way: 'we_call',
      slot,
      leaveMessage: false,
    } as const;
    const late = { contact, expected: 3, commandId: randomUUID(), command, number: NUMBER };
    assert.ok(!(await mine.agreeCallBack(late)).ok);
    assert.equal(await mine.callBackNumber(contact), null);
    const theirs = { ...command, way: 'they_call' } as const;
    const outcome = await mine.agreeCallBack({ ...late, command: theirs, commandId: randomUUID() });
    assert.ok(!outcome.ok && outcome.reason === 'refused');
    assert.match(outcome.refusal.words, /no number is needed, and none was kept/);
  });
}
