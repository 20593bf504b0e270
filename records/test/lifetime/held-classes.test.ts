import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { heldScopes, scheduledClasses, type HeldScope } from '@throughcare/pathway';
import type { Actor } from '../../src/index.ts';
import { done } from '../people.ts';
import { act, closed, keysOf, on, raised, withLeads, type WithLeads } from './concerned.ts';
import { asked, endedContact, free, heldWhile, holdOn, schedule } from './holding.ts';

let at: WithLeads;
let worker: Actor;
before(async () => {
  at = await withLeads(15);
  worker = await at.join('helpline_worker');
});
after(() => at.close());

test('E22: a hold on all contacts, or on everything, wins over the schedule that lets contacts go by themselves', async () => {
  await schedule(at, 'contact', 'by_schedule');
  const contact = await endedContact(at, worker);
  at.clock.now = Date.UTC(2026, 5, 12, 10);
  const tomorrow = () => {
    at.clock.now += 86_400_000;
    return at.records.tend();
  };
  for (const scope of ['contact', 'everything'] as const) {
    await heldWhile(at, scope, async () => {
      await tomorrow();
      assert.equal(await keysOf(at, contact), 1, scope);
      const [counted] = (await at.records.as(at.lead).retention()).filter(one => one.class === 'contact');
      assert.deepEqual([counted.counts!.due, counted.counts!.staying], [1, { held: 1 }]);
    });
  }
  await heldWhile(at, 'concern', tomorrow);
  assert.equal(await keysOf(at, contact), 0, 'a hold on others holds nothing here');
  at.clock.now = Date.UTC(2026, 2, 12, 10);
});

test('E22: a hold on all concerns, or on everything, wins over two safeguarding leads who agree', async () => {
  const concern = await raised(at);
  await closed(at, concern);
  const ask = { do: 'ask_erasure', on, ground: 'legal_duty', reason: 'as told' } as const;
  await act(at, at.lead, concern, ask);
  const agree = async () => {
    const mine = at.records.as(at.other);
    const { version: expected } = (await mine.concern(concern))!;
    return mine.agreeConcernErasure(randomUUID(), { concern, expected, on });
  };
  for (const scope of ['concern', 'everything'] as const) {
    await heldWhile(at, scope, async () => {
      const outcome = await agree();
      assert.ok(!outcome.ok && outcome.reason === 'refused', scope);
      assert.equal(outcome.refusal.code, 'held');
      assert.equal(await keysOf(at, concern), 1);
    });
  }
  await heldWhile(at, 'casework', async () => done(agree()));
  assert.equal(await keysOf(at, concern), 0);
});

/** One of those who may, or may not, and what they do to which hold. */
const step = fc.record({
  who: fc.constantFrom('lead', 'other', 'administrator'),
  does: fc.constantFrom('hold', 'free'),
  which: fc.integer({ min: 0, max: 3 }),
  scope: fc.constantFrom(...(Object.keys(heldScopes) as HeldScope[])),
} as const);

test('E22: whatever two leads and an administrator hold and let go, a class is held just as long as a hold on it stands', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async steps => {
      const ids: string[] = Array.from({ length: 4 }, () => randomUUID());
      const standing = new Map<string, { scope: HeldScope; by: string }>();
      for (const { who, does, which, scope } of steps) {
        const actor = at[who as 'lead'];
        const hold = ids[which];
        const stands = standing.get(hold);
        if (does === 'hold' && who === 'administrator') {
          await assert.rejects(asked(at, holdOn(at, scope, hold), actor), /roles do not include/);
          continue;
        }
        const outcome = await asked(at, does === 'hold' ? holdOn(at, scope, hold) : free(hold), actor);
        const isDone = does === 'hold' ? !stands : stands !== undefined && stands.by !== actor.userId;
        assert.equal(outcome.ok, isDone, JSON.stringify({ who, does, stands }));
        if (!isDone) continue;
        if (does === 'hold') standing.set(hold, { scope, by: actor.userId });
        else standing.delete(hold);
      }
      const holds = await at.records.as(at.administrator).recordsHolds();
      const mine = holds.filter(one => ids.includes(one.id));
      assert.deepEqual(
        mine.map(({ id, scope, by }) => [id, scope, by]).toSorted(),
        [...standing].map(([id, { scope, by }]) => [id, scope, by]).toSorted(),
      );
      for (const { id, by } of mine) {
        await done(asked(at, free(id), by === at.lead.userId ? at.other : at.lead));
      }
    }),
    { numRuns: 25 },
  );
  assert.deepEqual(await at.records.as(at.lead).recordsHolds(), []);
  assert.equal(Object.keys(scheduledClasses).length, Object.keys(heldScopes).length - 1);
});
