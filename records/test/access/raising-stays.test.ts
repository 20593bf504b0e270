import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { NotAllowed, type Actor } from '../../src/index.ts';
import { staffRoles } from '../../src/access/roles.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, openCase, refer } from '../people.ts';

const on = day('2026-03-12');
const raise = {
  do: 'raise',
  on,
  source: 'staff',
  immediateDanger: true,
  said: 'as told',
  child: 'canary child',
} as const;

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let raiser: Actor;
  let lead: Actor;
  before(async () => {
    at = await testRecords({ version });
    raiser = await at.join('practitioner');
    lead = await at.join('safeguarding_lead');
  });
  after(() => at.close());

  const raised = async (about: readonly string[] = []) => {
    const concern = randomUUID();
    await done(
      at.records.as(raiser).decide('concern', concern, 0, randomUUID(), { ...raise, about: [...about] }),
    );
    return concern;
  };
  const onBoard = async (concern: string) =>
    (await at.records.as(lead).concerns()).find(one => one.concern === concern);

  test(
    title(
      'E34: that a concern was raised is taken out by nobody in any role, and the refusal says what to do instead',
    ),
    async () => {
      const concern = await raised();
      const all = [raiser, lead, await at.join(...staffRoles)];
      for (const one of all)
        for (const laterStand of [false, true]) {
          const outcome = await at.records
            .as(one)
            .correct('concern', concern, 1, randomUUID(), 1, null, 'entered_wrongly', laterStand);
          assert.ok(!outcome.ok && outcome.reason === 'refused');
          assert.equal(outcome.refusal.code, 'raising_stays');
          assert.match(
            outcome.refusal.words,
            /Nothing was saved\. .*correct it.* join the two.* two named people decide/,
          );
        }
      assert.equal((await onBoard(concern))?.due?.what, 'pass_on');
    },
  );

  test(
    title('that somebody was referred is taken out by nobody, whatever is let stand, and can be put right'),
    async () => {
      const worker = await at.join(...staffRoles);
      const id = await openCase(at.records, worker);
      for (const laterStand of [false, true]) {
        const outcome = await at.records
          .as(worker)
          .correct('case', id, 3, randomUUID(), 1, null, 'entered_wrongly', laterStand);
        assert.ok(!outcome.ok && outcome.reason === 'refused');
        assert.equal(outcome.refusal.code, 'referral_stays');
        assert.match(outcome.refusal.words, /Nothing was saved\. Put right what is wrong in it/);
      }
      const right = refer({ source: 'court' });
      await done(at.records.as(worker).correct('case', id, 3, randomUUID(), 1, right, 'entered_wrongly'));
      assert.equal((await at.records.as(worker).person(id))!.state.source, 'court');
    },
  );

  test(
    title('E6: nor once a decider has linked it to a case: the case is not left with a link to nothing'),
    async () => {
      const concern = await raised();
      const linked = await openCase(at.records, raiser);
      const link = { do: 'link_to_case', on, case: linked } as const;
      await done(at.records.as(lead).decide('concern', concern, 'latest', randomUUID(), link));
      const outcome = await at.records
        .as(lead)
        .correct('concern', concern, 2, randomUUID(), 1, null, 'entered_wrongly', true);
      assert.ok(!outcome.ok && outcome.reason === 'refused' && outcome.refusal.code === 'raising_stays');
      assert.deepEqual((await at.records.as(lead).concern(concern))!.state.linkedCases, [linked]);
    },
  );

  test(
    title(
      'what was wrong in a raising is corrected with both versions kept, and it stays raised by whoever raised it',
    ),
    async () => {
      const concern = await raised();
      const right = { ...raise, child: 'canary child, another name' };
      await done(
        at.records.as(lead).correct('concern', concern, 1, randomUUID(), 1, right, 'entered_wrongly'),
      );
      const found = (await at.records.as(raiser).concern(concern))!;
      assert.equal(found.child, 'canary child, another name');
      assert.equal(found.state.raisedBy, raiser.userId);
      assert.deepEqual(
        found.superseded.map(one => [one.actor, one.sealed?.child]),
        [[raiser.userId, 'canary child']],
      );
      // Nor is the raising that was corrected taken out.
      const outcome = await at.records
        .as(lead)
        .correct('concern', concern, 2, randomUUID(), 1, null, 'entered_wrongly');
      assert.ok(!outcome.ok && outcome.reason === 'refused' && outcome.refusal.code === 'raising_stays');
      assert.ok(await onBoard(concern));
    },
  );

  test(
    title('E20: whom a concern is about comes out of its raising by those who lead on concerns alone'),
    async () => {
      const about = await at.join('practitioner');
      const concern = await raised([about.userId]);
      const colleague = at.records.as(raiser);
      await assert.rejects(
        colleague.correct('concern', concern, 1, randomUUID(), 1, raise, 'entered_wrongly'),
        NotAllowed,
      );
      assert.equal(await at.records.as(about).concern(concern), null);
      // The day, with the same people, is corrected by whoever raised it.
      const earlier = { ...raise, on: day('2026-03-11'), about: [about.userId] };
      await done(colleague.correct('concern', concern, 1, randomUUID(), 1, earlier, 'entered_wrongly'));
      await done(
        at.records.as(lead).correct('concern', concern, 2, randomUUID(), 1, raise, 'entered_wrongly'),
      );
      assert.deepEqual((await at.records.as(lead).concern(concern))!.state.about, []);
    },
  );
}
