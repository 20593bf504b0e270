import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day, type CaseCommand } from '@throughcare/pathway';
import { NotAllowed, type Actor } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { agreedContact } from '../caller/agreed-call-back.ts';
import { done, identity, openCase } from '../people.ts';

const on = day('2026-03-10');
const reason = 'as told';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let practitioner: Actor;
  let lead: Actor;
  let first: Actor;
  let second: Actor;
  before(async () => {
    at = await testRecords({ version });
    practitioner = await at.join('practitioner');
    lead = await at.join('programme_lead');
    first = await at.join('safeguarding_lead');
    second = await at.join('safeguarding_lead', 'practitioner');
  });
  after(() => at.close());

  const record = (by: Actor, id: string, command: CaseCommand) =>
    done(at.records.as(by).decide('case', id, 'latest', randomUUID(), command));
  /** What somebody is told, as 'kind by account', since the last time. */
  async function told(reader: Actor): Promise<string[]> {
    const { rows } = await at.records.as(reader).sensitiveReads(since);
    return rows.map(({ what, user }) => `${what} by ${user}`).sort();
  }
  let since = 0;
  function fromNow() {
    at.clock.now += 1000;
    since = at.clock.now;
  }

  test(
    title(
      'E20: what takes people out of the service is told to every safeguarding lead but the one who did it',
    ),
    async () => {
      fromNow();
      const analyst = await at.join('analyst');
      await at.records.as(analyst).extract();
      await at.records.as(at.administrator).identityFile('as told');
      const all = [`extract by ${analyst.userId}`, `identityFile by ${at.administrator.userId}`];
      assert.deepEqual(await told(first), all);
      assert.deepEqual(await told(second), all);

      fromNow();
      const id = await openCase(at.records, practitioner, { reference: 'TC-S1' });
      await record(practitioner, id, { do: 'ask_copy', on, request: 'r1' });
      await at.records.as(first).subjectAccess(id, 'r1');
      assert.deepEqual(await told(first), [], 'one’s own');
      assert.deepEqual(await told(second), [`subjectAccess by ${first.userId}`]);
    },
  );

  test(
    title(
      'E20: a search by name that finds a restricted case is told to the leads whom it names, and any other search to nobody',
    ),
    async () => {
      const id = await openCase(at.records, practitioner, {
        reference: 'TC-S2',
        identity: identity({ surname: 'Canarywick' }),
      });
      await openCase(at.records, practitioner, {
        identity: identity({ surname: 'Openford' }),
        reference: 'TC-S3',
      });
      const allowed = [practitioner.userId, first.userId];
      await record(lead, id, { do: 'restrict_to', on, allowed, reason, message: '' });
      fromNow();
      const mine = at.records.as(practitioner);
      assert.equal((await mine.people({ search: 'Openford' })).total, 1);
      assert.ok((await mine.people()).total > 1);
      assert.deepEqual(await told(first), []);
      assert.equal((await mine.people({ search: 'Canarywick' })).total, 1);
      assert.deepEqual(await told(first), [`people by ${practitioner.userId}`]);
      assert.deepEqual(await told(second), [], 'that there is such a case is not theirs to know');
      // Who searches and may not see it finds nothing, and there is nothing to tell.
      fromNow();
      assert.equal((await at.records.as(lead).people({ search: 'Canarywick' })).total, 0);
      assert.deepEqual(await told(first), []);
    },
  );

  test(title('E20: nobody is told of a person whom they carry or are kept out of'), async () => {
    const carried = await openCase(at.records, second, { reference: 'TC-S4' });
    const kept = await openCase(at.records, practitioner, { reference: 'TC-S5' });
    await record(lead, kept, { do: 'exclude_staff', on, staff: [second.userId], reason });
    const other = await at.join('safeguarding_lead');
    for (const id of [carried, kept]) {
      await record(lead, id, { do: 'ask_copy', on, request: 'r1' });
      fromNow();
      await at.records.as(other).subjectAccess(id, 'r1');
      assert.deepEqual(await told(first), [`subjectAccess by ${other.userId}`]);
      assert.deepEqual(await told(second), []);
    }
  });

  test(
    title('E20: the notice names no record and no identity, and is for safeguarding leads alone'),
    async () => {
      const { rows } = await at.records.as(first).sensitiveReads(0);
      assert.ok(rows.length >= 5);
      for (const row of rows) assert.deepEqual(Object.keys(row).sort(), ['at', 'user', 'what']);
      assert.ok(!/Canarywick|TC-/.test(JSON.stringify(rows)));
      for (const one of [practitioner, lead, at.administrator]) {
        await assert.rejects(at.records.as(one).sensitiveReads(0), NotAllowed);
      }
    },
  );

  test(
    title(
      'E20: a number to call back that was opened is told, but not to a lead who is kept from that contact',
    ),
    async () => {
      const worker = await at.join('helpline_worker');
      const mine = at.records.as(worker);
      const contact = await agreedContact(at.records, worker);
      await done(
        mine.decide('contact', contact, 'latest', randomUUID(), {
          do: 'keep_from',
          on: day('2026-03-12'),
          workers: [second.userId],
        }),
      );
      fromNow();
      assert.equal(await mine.callBackNumber(contact), '07700 900123');
      assert.deepEqual(await told(first), [`callBackNumber by ${worker.userId}`]);
      assert.deepEqual(await told(second), []);
    },
  );
}
