import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import type { Actor } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

const on = day('2026-03-12');

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  before(async () => {
    at = await testRecords({ version });
  });
  after(() => at.close());

  /** How many people of `worker` somebody sees, where they see any, and how many they are told of. */
  async function countsOf(who: Actor, worker: Actor) {
    const mine = at.records.as(who);
    const roles = await mine.roles();
    const sees = roles.some(role => role === 'programme_lead' || role === 'practitioner');
    const { rows } = sees ? await mine.people() : { rows: [] };
    const { cases } = await mine.openWork(worker.userId);
    return { seen: sees ? rows.filter(row => row.practitioner === worker.userId).length : null, told: cases };
  }

  test(
    title('E20: a lead who is kept out of a case by name or by restriction is told of no more than they see'),
    async () => {
      const [worker, lead, other, both, administrator] = [
        await at.join('practitioner'),
        await at.join('programme_lead'),
        await at.join('programme_lead'),
        await at.join('programme_lead', 'administrator'),
        await at.join('administrator'),
      ];
      const ids = await Promise.all(
        ['TC-1', 'TC-2', 'TC-3'].map(one => openCase(at.records, worker, { reference: one })),
      );
      const all = { seen: 3, told: 3 };
      for (const one of [lead, other, both]) assert.deepEqual(await countsOf(one, worker), all);
      assert.deepEqual(await countsOf(administrator, worker), { seen: null, told: 3 });

      const staff = [lead, both, administrator].map(one => one.userId);
      const exclude = { do: 'exclude_staff', on, staff, reason: 'as told' } as const;
      await done(at.records.as(other).decide('case', ids[0], 'latest', randomUUID(), exclude));
      const two = { seen: 2, told: 2 };
      assert.deepEqual(await countsOf(lead, worker), two);
      assert.deepEqual(
        await countsOf(both, worker),
        two,
        'an administrator who sees cases is told as a lead',
      );
      assert.deepEqual(await countsOf(other, worker), all);
      // Nothing moves for an administrator who sees none, and nothing is left behind unsaid.
      assert.deepEqual(await countsOf(administrator, worker), { seen: null, told: 3 });

      const allowed = [other.userId, worker.userId];
      const restrict = { do: 'restrict_to', on, allowed, reason: 'as told', message: '' } as const;
      await done(at.records.as(other).decide('case', ids[1], 'latest', randomUUID(), restrict));
      assert.deepEqual(await countsOf(lead, worker), { seen: 1, told: 1 });
      assert.deepEqual(await countsOf(other, worker), all);
      assert.deepEqual(await countsOf(administrator, worker), { seen: null, told: 3 });

      const step = { do: 'step_away', on } as const;
      await done(at.records.as(lead).decide('case', ids[2], 'latest', randomUUID(), step));
      assert.deepEqual(await countsOf(lead, worker), { seen: 0, told: 0 });

      const leave = { do: 'leave', on, user: worker.userId } as const;
      const admin = at.records.as(at.administrator);
      await done(admin.decide('organisation', at.organisation, 'latest', randomUUID(), leave));
      const left = async (who: Actor) =>
        (await at.records.as(who).leftBehind()).find(one => one.user === worker.userId)?.cases ?? 0;
      assert.deepEqual(
        [await left(lead), await left(both), await left(other), await left(administrator)],
        [0, 1, 3, 3],
      );
    },
  );
}
