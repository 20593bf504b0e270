import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { ScheduledClass } from '@throughcare/pathway';
import { done } from '../people.ts';
import { askedFor, headOf, live, marksOf, on, type Lived } from './erasing.ts';
import { asked, free, heldWhile, holdOn, schedule } from './holding.ts';

let at: Lived;
before(async () => {
  at = await live(15);
});
after(() => at.close());

const counted = async (name: ScheduledClass) =>
  (await at.records.as(at.administrator).retention()).find(one => one.class === name)!;

test('E22: a hold on all cases, or on everything, wins over two people; one on another class does not', async () => {
  const id = await askedFor(at);
  const agree = async () =>
    at.records.as(at.other).agreeErasure(randomUUID(), { case: id, expected: await headOf(at, id), on });
  for (const scope of ['casework', 'everything'] as const) {
    await heldWhile(at, scope, async () => {
      const outcome = await agree();
      assert.ok(!outcome.ok && outcome.reason === 'refused');
      assert.equal(outcome.refusal.code, 'held');
      assert.match(outcome.refusal.words, /Nothing was saved\./);
      assert.equal((await marksOf(at, id)).keys.length, 2);
    });
  }
  await heldWhile(at, 'contact', async () => done(agree()));
  assert.equal((await marksOf(at, id)).keys.length, 0);
});

test('E22: a hold is set by a safeguarding lead, and lifted by another one or an administrator, and not by a correction', async () => {
  const { hold, ...rest } = holdOn(at, 'everything');
  for (const actor of [at.administrator, at.walked.practitioner, at.walked.auditor]) {
    await assert.rejects(asked(at, { hold, ...rest }, actor), /roles do not include/);
  }
  await done(asked(at, { hold, ...rest }));
  const alone = await asked(at, free(hold));
  assert.equal(!alone.ok && alone.reason === 'refused' && alone.refusal.code, 'same_person');
  const { version } = await at.records.as(at.administrator).organisation();
  const taken = at.records
    .as(at.administrator)
    .correct('organisation', at.organisation, version, randomUUID(), version, null, 'entered_wrongly');
  const outcome = await taken.catch(() => null);
  assert.ok(outcome === null || (!outcome.ok && outcome.reason === 'refused'));
  await assert.rejects(asked(at, free(hold), at.walked.auditor), /roles do not include/);
  for (const another of [at.other, at.administrator]) {
    await done(asked(at, free(hold), another));
    await done(asked(at, { hold, ...rest }));
  }
  await done(asked(at, free(hold), at.other));
});

test('E22: what is due of groups and openings stays while its class, or the case of one of its people, is held', async () => {
  for (const name of ['group', 'opening'] as const) await schedule(at, name);
  const review = { do: 'review', on, outcome: 'right', words: '' } as const;
  await done(at.records.as(at.other).decide('opening', at.walked.opening, 'latest', randomUUID(), review));
  at.clock.now = Date.UTC(2027, 2, 12, 10);
  const staying = async () => [
    (await counted('group')).counts!.staying,
    (await counted('opening')).counts!.staying,
  ];
  const [free1, free2] = [await counted('group'), await counted('opening')];
  assert.ok(free1.counts!.due > 0 && free2.counts!.due > 0);
  assert.deepEqual(await staying(), [{}, {}]);
  const all = [{ kept: free1.counts!.due }, { kept: free2.counts!.due }];
  await heldWhile(at, 'everything', async () => assert.deepEqual(await staying(), all));
  await heldWhile(at, 'group', async () => assert.deepEqual(await staying(), [all[0], {}]));
  await heldWhile(at, 'opening', async () => assert.deepEqual(await staying(), [{}, all[1]]));

  const hold = { do: 'place_hold', on, hold: 'h1', ground: 'court', until: null, reason: 'as told' } as const;
  const [first] = at.walked.cases;
  await done(at.records.as(at.other).decide('case', first, 'latest', randomUUID(), hold));
  const [group, opening] = await staying();
  assert.equal(group.kept, 1, 'the group of somebody whose case is held');
  assert.equal(opening.kept, 1, 'and that their case was opened in an emergency');
});
