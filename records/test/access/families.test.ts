import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import type { Actor } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

const on = day('2026-03-12');

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let [pell, suri]: Actor[] = [];
  before(async () => {
    at = await testRecords({ version });
    pell = await at.join('helpline_worker');
    suri = await at.join('helpline_worker', 'practitioner');
  });
  after(() => at.close());

  async function family(words = 'w'): Promise<string> {
    at.clock.now += 1000;
    const first = {
      group: 'another_adults_behaviour',
      caller: 'family',
      statement: '1',
      words,
    } as const;
    const opened = await at.records.asCaller(at.organisation).open(randomUUID(), first);
    assert.ok(opened.ok);
    const desk = await at.records.as(pell).contacts();
    return desk.find(row => row.openedAt === at.clock.now)!.contact;
  }

  /** By every way that leads to a contact, whether somebody finds it. */
  async function finds(who: Actor, contact: string): Promise<boolean[]> {
    const mine = at.records.as(who);
    const inList = (await mine.contacts()).some(row => row.contact === contact);
    const page = (await mine.contact(contact)) !== null;
    const take = { do: 'take', on, worker: who.userId } as const;
    const taken = await mine.decide('contact', contact, 1, randomUUID(), take);
    const raw = await withClient(at.database.serveUrl, async client => {
      await client.query('begin');
      await client.query('select throughcare.enter($1, $2, null, null)', [at.organisation, who.userId]);
      const counts: (number | null)[] = [];
      for (const [table, column] of [
        ['contact_row', 'id'],
        ['event', 'stream'],
        ['data_key', 'stream'],
        ['stream', 'id'],
      ]) {
        const sql = `select from throughcare.${table} where ${column} = $1`;
        counts.push((await client.query(sql, [contact])).rowCount);
      }
      await client.query('rollback');
      return counts.some(count => count !== 0);
    });
    return [inList, page, taken.ok || taken.reason !== 'not_found', raw];
  }

  test(
    title('E26: once somebody answers a family member, no colleague finds the contact by any way'),
    async () => {
      const contact = await family();
      assert.ok(
        (await at.records.as(suri).contact(contact)) !== null,
        'before anybody has taken it, all can',
      );
      const take = { do: 'take', on, worker: pell.userId } as const;
      await done(at.records.as(pell).decide('contact', contact, 1, randomUUID(), take));
      assert.deepEqual(await finds(suri, contact), [false, false, false, false]);
      assert.ok((await at.records.as(pell).contact(contact)) !== null);
    },
  );

  test(title('E26: who carries the other side is kept from it before anybody has taken it'), async () => {
    const contact = await family();
    const keep = { do: 'keep_from', on, workers: [suri.userId] } as const;
    await done(at.records.as(pell).decide('contact', contact, 1, randomUUID(), keep));
    assert.deepEqual(await finds(suri, contact), [false, false, false, false]);
  });

  test(
    title('E26: a family member’s worker hands on, or leaves, and nobody is left without an answer'),
    async () => {
      const contact = await family();
      const leaver = await at.join('helpline_worker');
      const take = { do: 'take', on, worker: leaver.userId } as const;
      await done(at.records.as(pell).decide('contact', contact, 1, randomUUID(), take));
      assert.equal(await at.records.as(pell).contact(contact), null);
      const leave = { do: 'leave', on, user: leaver.userId } as const;
      await done(
        at.records
          .as(at.administrator)
          .decide('organisation', at.organisation, 'latest', randomUUID(), leave),
      );
      assert.ok((await at.records.as(pell).contact(contact)) !== null);
    },
  );

  test(
    title(
      'E26: neither a copy, nor a list, a notice or a search of the one side holds anything of the other',
    ),
    async () => {
      // One address, and one worker who carries both, before somebody says that they are of one family.
      const lead = await at.join('safeguarding_lead');
      const person = await openCase(at.records, suri);
      const contact = await family('cowslipwords');
      const onTheirSide = async (who: Actor): Promise<string> => {
        const mine = at.records.as(who);
        return JSON.stringify([
          await mine.person(person),
          await mine.people({ search: 'Ashgrove' }),
          await mine.today(),
          await mine.welfare(),
        ]);
      };
      const before = [await onTheirSide(suri), await onTheirSide(lead)];
      await done(
        at.records
          .as(pell)
          .decide('contact', contact, 1, randomUUID(), { do: 'take', on, worker: pell.userId }),
      );
      await done(
        at.records
          .as(pell)
          .decide('contact', contact, 2, randomUUID(), { do: 'keep_from', on, workers: [suri.userId] }),
      );
      assert.deepEqual(
        [await onTheirSide(suri), await onTheirSide(lead)],
        before,
        'nothing there has changed',
      );

      await done(
        at.records
          .as(lead)
          .decide('case', person, 'latest', randomUUID(), { do: 'ask_copy', on, request: 'r1' }),
      );
      const copy = JSON.stringify(await at.records.as(lead).subjectAccess(person, 'r1'));
      const notices = JSON.stringify(await at.records.as(lead).sensitiveReads(0));
      const theirs = JSON.stringify(await at.records.as(pell).contact(contact));
      assert.ok(copy.includes('Ashgrove') && theirs.includes('cowslipwords'));
      for (const said of [copy, notices, ...before]) {
        assert.ok(!said.includes(contact) && !said.includes('cowslipwords'));
      }
      assert.ok(!theirs.includes(person) && !theirs.includes('Ashgrove'));
    },
  );

  test(
    title('E6, E26: no table has a column that joins a contact to a case, or a family member to anybody'),
    async () => {
      await withClient(at.database.superuserUrl, async client => {
        const { rows } = await client.query<{ tab: string; names: string[] }>(
          `select c.relname as tab, array_agg(a.attname::text) as names from pg_attribute a
           join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'throughcare' and c.relkind in ('r', 'p', 'v') and a.attnum > 0 group by 1`,
        );
        assert.ok(rows.length > 20);
        for (const { tab, names } of rows) {
          const both =
            names.some(one => /contact/.test(one)) && names.some(one => /^case_|_case$|^case$/.test(one));
          assert.ok(!both, `${tab} names a contact and a case`);
        }
      });
    },
  );
}
