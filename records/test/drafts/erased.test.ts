import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import type { Actor } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

const on = day('2026-03-12');
const values = { words: 'Tobin Ashgrove, as told' };

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let writer: Actor;
  let lead: Actor;
  let first: Actor;
  let second: Actor;
  before(async () => {
    at = await testRecords({ version });
    writer = await at.join('practitioner');
    lead = await at.join('programme_lead');
    [first, second] = [await at.join('safeguarding_lead'), await at.join('safeguarding_lead')];
  });
  after(() => at.close());

  const newCase = (reference: string) =>
    openCase(at.records, writer, { reference, stage: 'not_known_to_police' });
  const tell = (who: Actor, id: string, command: object) =>
    done(at.records.as(who).decide('case', id, 'latest', randomUUID(), command as never));
  const keep = (who: Actor, id: string, draft: string = randomUUID()) =>
    at.records.as(who).keepDraft(draft, { page: `/people/${id}/note`, values });
  const pages = async (who: Actor) => (await at.records.as(who).drafts()).map(one => one.page);
  /** How many drafts there are of anybody, seen or not. */
  const kept = () =>
    withClient(at.database.superuserUrl, async client => {
      const { rows } = await client.query('select from throughcare.draft');
      return rows.length;
    });
  /** As a draft was kept before it was noted which record it is about. */
  const asBefore = () =>
    withClient(at.database.superuserUrl, client => client.query('update throughcare.draft set about = null'));

  async function erase(id: string): Promise<void> {
    await tell(writer, id, { do: 'close', on, reason: 'completed', watchedBy: null, transfer: null });
    const ask = { do: 'ask_erasure', on, ground: 'no_longer_needed', personAsked: false, reason: 'as told' };
    await tell(first, id, ask);
    const { version: expected } = (await at.records.as(second).person(id))!;
    await done(at.records.as(second).agreeErasure(randomUUID(), { case: id, expected, on }));
  }

  test(
    title('E22: an erasure takes every draft about the record, whoever wrote it, and no other'),
    async () => {
      const [gone, stays] = [await newCase('TC-1'), await newCase('TC-2')];
      await keep(writer, gone);
      await keep(lead, gone);
      await keep(writer, stays);
      await asBefore();
      await at.records.tend();
      await keep(first, gone.toUpperCase());
      assert.equal(await kept(), 4);
      await erase(gone);
      assert.deepEqual(await pages(writer), [`/people/${stays}/note`]);
      assert.deepEqual([await pages(lead), await pages(first), await kept()], [[], [], 1]);
      // Sent by somebody who had the page open still.
      await keep(writer, gone);
      assert.equal(await kept(), 1);
    },
  );

  test(
    title('E22: and so where it was kept before that was noted, and where a backup from before is restored'),
    async () => {
      const id = await newCase('TC-3');
      await keep(writer, id);
      await asBefore();
      assert.ok(!(await pages(writer)).includes(`/people/${id}/note`));
      const name = `${at.database.name}_copy`;
      await withClient(at.database.superuserUrl.replace(/\/[^/]*$/, '/postgres'), async client => {
        await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [
          at.database.name,
        ]);
        await client.query(`create database ${name} template ${at.database.name} owner throughcare_owner`);
      });
      const before = await kept();
      await erase(id);
      assert.equal(await kept(), before - 1);
      const restored = await at.openCopy(name);
      try {
        await restored.replayErasures();
        const drafts = await restored.as(writer).drafts();
        assert.ok(!drafts.some(one => one.page.includes(id)));
        await withClient(at.database.superuserUrl.replace(/\/[^/]*$/, `/${name}`), async client => {
          const { rows } = await client.query('select from throughcare.draft');
          assert.equal(rows.length, before - 1);
        });
      } finally {
        await restored.close();
        await withClient(at.database.superuserUrl.replace(/\/[^/]*$/, '/postgres'), client =>
          client.query(`drop database ${name} with (force)`),
        );
      }
    },
  );

  test(
    title('E20: a draft is not there while its writer may not see the case, and is again when they may'),
    async () => {
      const id = await newCase('TC-4');
      const page = `/people/${id}/note`;
      await keep(lead, id);
      await keep(writer, id);
      const seen = async () => [(await pages(lead)).includes(page), (await pages(writer)).includes(page)];
      assert.deepEqual(await seen(), [true, true]);
      await tell(first, id, { do: 'exclude_staff', on, staff: [lead.userId], reason: 'as told' });
      assert.deepEqual(await seen(), [false, true]);
      await tell(first, id, { do: 'end_exclusion', on, staff: [lead.userId], reason: 'as told' });
      assert.deepEqual(await seen(), [true, true]);
      const allowed = [first.userId, lead.userId];
      await tell(first, id, { do: 'restrict_to', on, allowed, reason: 'as told', message: '' });
      assert.deepEqual(await seen(), [true, false]);
      await tell(first, id, { do: 'lift_restriction', on, reason: 'as told' });
      await tell(lead, id, { do: 'change_practitioner', on, practitioner: writer.userId });
      assert.deepEqual(await seen(), [true, true]);
    },
  );
}
