import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  caseDecider,
  concernDecider,
  day,
  type CaseCommand,
  type CaseState,
  type OrganisationCommand,
  type Role,
} from '@throughcare/pathway';
import type { Actor, Outcome } from '../../src/index.ts';
import { postgresVersions, testRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

for (const version of postgresVersions) {
  let at: Awaited<ReturnType<typeof testRecords>>;
  let worker: Actor;
  let lead: Actor;
  let other: Actor;
  before(async () => {
    at = await testRecords({ version });
    worker = await at.join('practitioner');
    lead = await at.join('safeguarding_lead', 'programme_lead');
    other = await at.join('safeguarding_lead', 'programme_lead');
  });
  after(() => at.close());
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  const on = day('2026-03-12');
  const earlier = day('2026-03-11');

  const tell = (id: string, command: CaseCommand, actor: Actor = worker) =>
    at.records.as(actor).decide('case', id, 'latest', randomUUID(), command);
  const inHouse = (command: OrganisationCommand) =>
    at.records.as(at.administrator).decide('organisation', at.organisation, 'latest', randomUUID(), command);

  function refused(given: Outcome, code: string, says?: RegExp): void {
    assert.ok(!given.ok && given.reason === 'refused', JSON.stringify(given));
    assert.deepEqual([given.refusal.code, given.refusal.field], [code, 'on']);
    assert.match(given.refusal.words, /Nothing was saved\./);
    if (says) assert.match(given.refusal.words, says);
  }

  test(
    title('E22: nobody declines an erasure of a day before it was asked for, and thinks that it is declined'),
    async () => {
      const id = await openCase(at.records, worker, { stage: 'not_known_to_police' });
      await done(
        tell(id, { do: 'close', on: earlier, reason: 'completed', watchedBy: null, transfer: null }),
      );
      const asks = {
        do: 'ask_erasure',
        on,
        ground: 'no_longer_needed',
        personAsked: false,
        reason: 'r',
      } as const;
      await done(tell(id, asks, lead));
      const decline = { do: 'decline_erasure', on: earlier, reason: 'needed by an inquiry' } as const;
      refused(await tell(id, decline, other), 'too_early', /before the request on 12 March 2026/);
      await done(tell(id, { ...decline, on }, other));
      const { version: expected } = (await at.records.as(other).person(id))!;
      const agreed = await at.records.as(other).agreeErasure(randomUUID(), { case: id, expected, on });
      assert.ok(!agreed.ok);
      assert.ok(await at.records.as(other).person(id));
    },
  );

  test(title('E23: a record that was set free is not restricted again of a day before that'), async () => {
    const id = await openCase(at.records, worker);
    const restrict = { do: 'restrict_processing', on: earlier, ground: 'objected' } as const;
    await done(tell(id, restrict, lead));
    await done(tell(id, { do: 'free_processing', on }, lead));
    refused(await tell(id, restrict, lead), 'too_early', /12 March 2026/);
    await done(tell(id, { ...restrict, on }, lead));
    assert.equal((await at.records.as(lead).person(id))!.state.lifetime.processingRestricted, 'objected');
  });

  test(title('E20: nobody carries a case that they cannot see, of whatever day it is told'), async () => {
    const id = await openCase(at.records, worker);
    const restrict = { do: 'restrict_to', allowed: [lead.userId], reason: 'r', message: '' } as const;
    refused(await tell(id, { ...restrict, on: day('2026-03-01') }, lead), 'too_early', /carries the case/);
    await done(tell(id, { ...restrict, on: day('2026-03-03') }, lead));
    assert.equal((await at.records.as(lead).person(id))!.state.practitioner, null);
  });

  const cannotBe = { code: 'cannot_be', words: 'That cannot be. Nothing was saved.' };
  const twoMoves = [day('2026-03-05'), day('2026-03-04')].map(
    each => ({ do: 'record_life_change', on: each, what: 'address' }) as const,
  );

  test(title('what is told late is refused where its rules call what it leaves impossible'), async t => {
    const id = await openCase(at.records, worker);
    const asked = t.mock.method(caseDecider, 'impossible', (state: CaseState) =>
      state.lifeChanges.length > 1 ? cannotBe : undefined,
    );
    const [last, first] = twoMoves;
    await done(tell(id, last));
    assert.equal(asked.mock.callCount(), 0, 'what comes last is not asked about');
    const given = await tell(id, first);
    assert.ok(!given.ok && given.reason === 'refused');
    assert.deepEqual([given.refusal, given.step], [cannotBe, 0]);
    await done(tell(id, { ...last, on }));
  });

  test(title('several steps are looked at together, once all of them are told'), async t => {
    const id = await openCase(at.records, worker);
    const states: number[] = [];
    t.mock.method(caseDecider, 'impossible', (state: CaseState) => {
      states.push(state.lifeChanges.length);
      return undefined;
    });
    const steps = twoMoves.map(
      command => ({ kind: 'case', stream: id, expected: 'latest', command }) as const,
    );
    await done(at.records.as(worker).decideTogether(randomUUID(), steps));
    assert.deepEqual(states, [2], 'the one that stands half way is not asked about');
  });

  test(title('E34: that a child is in danger is never refused, of whatever day it is told'), async t => {
    const id = randomUUID();
    const mine = at.records.as(lead);
    const raise = { do: 'raise', on: earlier, source: 'staff', immediateDanger: false } as const;
    await done(mine.decide('concern', id, 0, randomUUID(), { ...raise, said: 'as told', child: '' }));
    const more = { do: 'name_deciders', on, first: lead.userId, second: other.userId } as const;
    await done(mine.decide('concern', id, 'latest', randomUUID(), more));
    t.mock.method(concernDecider, 'impossible', () => cannotBe);
    const passOn = { do: 'pass_on', on: earlier, to: 'police', reference: 'R' } as const;
    await done(mine.decide('concern', id, 'latest', randomUUID(), passOn));
  });

  test(
    title('E20: roles that were taken from somebody are taken, and no day that is still to come gives any'),
    async () => {
      const user = await at.join('practitioner', 'safeguarding_lead');
      const roles = async () => (await at.records.as(user).roles()).toSorted();
      const change = (day: typeof on, ...to: Role[]) =>
        inHouse({ do: 'change_roles', on: day, user: user.userId, roles: to });
      refused(await change(day('2031-01-01'), 'administrator'), 'in_the_future');
      refused(await change(day('2020-01-01'), 'practitioner'), 'too_early');
      refused(await inHouse({ do: 'leave', on: day('2020-01-01'), user: user.userId }), 'too_early');
      assert.deepEqual(await roles(), ['practitioner', 'safeguarding_lead']);
      await done(change(on, 'practitioner'));
      assert.deepEqual(await roles(), ['practitioner']);
      await done(inHouse({ do: 'leave', on, user: user.userId }));
      assert.deepEqual(await roles(), []);
    },
  );
}
