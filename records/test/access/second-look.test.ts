import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day, type ConcernCommand } from '@throughcare/pathway';
import type { Actor } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done } from '../people.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  before(async () => {
    at = await testRecords({ version });
  });
  after(() => at.close());

  const raise = async (by: Actor): Promise<string> => {
    const concern = randomUUID();
    const command = {
      do: 'raise',
      on: day('2026-03-02'),
      source: 'staff',
      immediateDanger: false,
      said: 'as told',
      child: '',
    } as const;
    await done(at.records.as(by).decide('concern', concern, 0, randomUUID(), command));
    return concern;
  };
  const tell = (by: Actor, concern: string, command: ConcernCommand) =>
    at.records.as(by).decide('concern', concern, 'latest', randomUUID(), command);
  const dueIn = async (reader: Actor, concern: string) =>
    (await at.records.as(reader).concern(concern))!.dues.map(one => one.what);

  test(
    title('E34: nobody makes a review their own second look by putting right the day on which they gave it'),
    async () => {
      const first = await at.join('helpline_worker');
      const second = await at.join('safeguarding_lead');
      const other = await at.join('safeguarding_lead');
      const concern = await raise(first);
      const pass = { do: 'pass_on', to: 'duty_desk', reference: 'R' } as const;
      await done(tell(first, concern, { ...pass, on: day('2026-03-03'), passing: 'p1' }));
      const review = { do: 'review', agreed: true, words: '' } as const;
      await done(tell(second, concern, { ...review, on: day('2026-03-04') }));
      await done(tell(second, concern, { ...pass, on: day('2026-03-06'), passing: 'p2' }));
      const { version: seen } = (await at.records.as(second).concern(concern))!;
      for (const laterStands of [false, true]) {
        const moved = await at.records
          .as(second)
          .correct(
            'concern',
            concern,
            seen,
            randomUUID(),
            3,
            { ...review, on: day('2026-03-07') },
            'entered_wrongly',
            laterStands,
          );
        assert.ok(!moved.ok && moved.reason === 'refused', JSON.stringify(moved));
      }
      assert.ok((await dueIn(other, concern)).includes('review'));
      await done(tell(other, concern, { ...review, on: day('2026-03-07') }));
      assert.ok(!(await dueIn(other, concern)).includes('review'));
    },
  );

  test(
    title('E7: where a concern turns out to be about somebody who decided, two others decide'),
    async () => {
      const raiser = await at.join('helpline_worker');
      const [stays, goes, comes] = [
        await at.join('practitioner'),
        await at.join('safeguarding_lead'),
        await at.join('safeguarding_lead'),
      ];
      const concern = await raise(raiser);
      const on = day('2026-03-05');
      const two = (first: Actor, second: Actor) =>
        ({ do: 'name_deciders', on, first: first.userId, second: second.userId }) as const;
      const keep = {
        do: 'decide',
        on,
        share: false,
        ground: 'no_risk_described',
        reason: 'as told',
        told: false,
        notTold: 'not_yet',
      } as const;
      await done(tell(comes, concern, two(stays, goes)));
      await done(tell(goes, concern, keep));
      await done(tell(stays, concern, keep));
      await done(tell(comes, concern, { do: 'name_staff', on, about: [goes.userId] }));
      assert.equal(await at.records.as(goes).concern(concern), null);
      const close = { do: 'close', on, outcome: 'not_shared' } as const;
      assert.ok(!(await tell(comes, concern, close)).ok);
      assert.deepEqual(await dueIn(comes, concern), ['name_deciders']);
      await done(tell(comes, concern, two(stays, comes)));
      await done(tell(comes, concern, keep));
      await done(tell(comes, concern, close));
    },
  );
}
