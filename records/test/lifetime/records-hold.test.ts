import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { HeldScope, OrganisationCommand, ScheduledClass } from '@throughcare/pathway';
import { done } from '../people.ts';
import { askedFor, headOf, live, marksOf, on, type Lived } from './erasing.ts';

let at: Lived;
before(async () => {
  at = await live(15);
});
after(() => at.close());

const asLead = (command: OrganisationCommand, actor = at.other) =>
  at.records.as(actor).decide('organisation', at.organisation, 'latest', randomUUID(), command);

const holdOn = (scope: HeldScope, hold = randomUUID()) =>
  ({
    do: 'hold_records',
    on,
    hold,
    scope,
    ground: 'inquiry',
    owner: at.lead.userId,
    authority: 'as told',
    until: null,
    reason: 'as told',
  }) as const;
const free = (hold: string) => ({ do: 'free_records', on, hold, reason: 'as told' }) as const;

async function heldWhile(scope: HeldScope, act: () => Promise<unknown>): Promise<void> {
  const command = holdOn(scope);
  await done(asLead(command));
  await act();
  await done(asLead(free(command.hold), at.lead));
}

/** A schedule by which everything of this class that has ended is due. */
async function schedule(name: ScheduledClass): Promise<void> {
  const owner = at.administrator.userId;
  const set = { do: 'set_retention', on, class: name, months: 1, from: 'ended', agreed: 'by_two' } as const;
  await done(asLead({ ...set, owner, legalReference: 'as told', reason: 'as told' }, at.administrator));
}

const counted = async (name: ScheduledClass) =>
  (await at.records.as(at.administrator).retention()).find(one => one.class === name)!;

test('E22: a hold on all cases, or on everything, wins over two people; one on another class does not', async () => {
  const id = await askedFor(at);
  const agree = async () =>
    at.records.as(at.other).agreeErasure(randomUUID(), { case: id, expected: await headOf(at, id), on });
  for (const scope of ['casework', 'everything'] as const) {
    await heldWhile(scope, async () => {
      const outcome = await agree();
      assert.ok(!outcome.ok && outcome.reason === 'refused');
      assert.equal(outcome.refusal.code, 'held');
      assert.match(outcome.refusal.words, /Nothing was saved\./);
      assert.equal((await marksOf(at, id)).keys.length, 2);
    });
  }
  await heldWhile('contact', async () => done(agree()));
  assert.equal((await marksOf(at, id)).keys.length, 0);
});

test('E22: a hold is set by a safeguarding lead, and lifted by another one, and not by a correction', async () => {
  const { hold, ...rest } = holdOn('everything');
  for (const actor of [at.administrator, at.walked.practitioner, at.walked.auditor]) {
    await assert.rejects(asLead({ hold, ...rest }, actor), /roles do not include/);
  }
  await done(asLead({ hold, ...rest }));
  const alone = await asLead(free(hold));
  assert.equal(!alone.ok && alone.reason === 'refused' && alone.refusal.code, 'same_person');
  const { version } = await at.records.as(at.administrator).organisation();
  const taken = at.records
    .as(at.administrator)
    .correct('organisation', at.organisation, version, randomUUID(), version, null);
  const outcome = await taken.catch(() => null);
  assert.ok(outcome === null || (!outcome.ok && outcome.reason === 'refused'));
  await done(asLead(free(hold), at.lead));
});

test('E22: what is due of groups and openings stays while its class, or the case of one of its people, is held', async () => {
  for (const name of ['group', 'opening'] as const) await schedule(name);
  const review = { do: 'review', on, outcome: 'right', words: '' } as const;
  await done(at.records.as(at.other).decide('opening', at.walked.opening, 'latest', randomUUID(), review));
  at.clock.now = Date.UTC(2027, 2, 12, 10);
  const staying = async () => [(await counted('group')).staying, (await counted('opening')).staying];
  const [free1, free2] = [await counted('group'), await counted('opening')];
  assert.ok(free1.due > 0 && free2.due > 0);
  assert.deepEqual(await staying(), [{}, {}]);
  const all = [{ kept: free1.due }, { kept: free2.due }];
  await heldWhile('everything', async () => assert.deepEqual(await staying(), all));
  await heldWhile('group', async () => assert.deepEqual(await staying(), [all[0], {}]));
  await heldWhile('opening', async () => assert.deepEqual(await staying(), [{}, all[1]]));

  const hold = { do: 'place_hold', on, hold: 'h1', ground: 'court', until: null, reason: 'as told' } as const;
  const [first] = at.walked.cases;
  await done(at.records.as(at.other).decide('case', first, 'latest', randomUUID(), hold));
  const [group, opening] = await staying();
  assert.equal(group.kept, 1, 'the group of somebody whose case is held');
  assert.equal(opening.kept, 1, 'and that their case was opened in an emergency');
});
