import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import type { Actor } from '../../src/index.ts';
import { testRecords } from '../database.ts';
import { done } from '../people.ts';
import { inBoth, raisedAbout } from './concerns.ts';

const on = day('2026-03-12');

test('E33: two concerns on one child are joined in both at once, and each is told of to those who may see both', async () => {
  const at = await testRecords();
  try {
    const [worker, colleague, lead] = [
      await at.join('helpline_worker'),
      await at.join('helpline_worker'),
      await at.join('safeguarding_lead'),
    ];
    const [mine, theirs] = [await raisedAbout(at, worker), await raisedAbout(at, colleague)];
    const both = (act: 'join' | 'unjoin', other = theirs) => inBoth(at, lead, act, [mine, other]);
    const nowhere = await both('join', randomUUID());
    assert.equal(nowhere.ok, false);
    assert.deepEqual((await at.records.as(lead).concern(mine))!.joined, [], 'neither of them, or both');
    await done(both('join'));
    const seen = (await at.records.as(lead).concern(mine))!;
    assert.deepEqual(seen.joined, [{ concern: theirs, raisedOn: on }]);
    const half = (await at.records.as(worker).concern(mine))!;
    assert.ok(!JSON.stringify([half.joined, half.state, half.events]).includes(theirs));
    assert.ok(!half.events.some(event => event.type === 'joined'));
    await done(both('unjoin'));
    assert.deepEqual((await at.records.as(lead).concern(mine))!.joined, []);
  } finally {
    await at.close();
  }
});

test('E7, E20: what is about staff is joined with what they may see in itself alone, read in both, and parted again', async () => {
  const at = await testRecords();
  try {
    const [worker, lead, subject, other] = [
      await at.join('helpline_worker'),
      await at.join('safeguarding_lead'),
      await at.join('safeguarding_lead', 'auditor'),
      await at.join('safeguarding_lead'),
    ];
    const raiseAbout = (...about: Actor[]) => raisedAbout(at, worker, about);
    const both = (act: 'join' | 'unjoin', ...two: [string, string]) => inBoth(at, lead, act, two);
    const joinedOf = async (concern: string, who = lead) =>
      (await at.records.as(who).concern(concern))!.joined.map(row => row.concern);

    const [plain, about] = [await raiseAbout(), await raiseAbout(subject)];
    const seen = async () => {
      const mine = at.records.as(subject);
      const { rows } = await mine.auditTrail({ sinceMs: 0 });
      return JSON.stringify([await mine.concern(plain), rows.filter(row => row.user !== subject.userId)]);
    };
    await at.records.as(subject).concern(plain);
    const before = await seen();
    await done(both('join', plain, about));
    assert.equal(await seen(), before);
    assert.deepEqual([await joinedOf(plain), await joinedOf(about)], [[about], [plain]]);
    const again = await both('join', plain, about);
    assert.ok(!again.ok && again.reason === 'refused' && again.refusal.code === 'already_joined');
    await done(both('unjoin', plain, about));
    assert.deepEqual([await joinedOf(plain), await joinedOf(about)], [[], []]);

    // Each about somebody who may see the other: it can stand in neither.
    const elsewhere = await raiseAbout(other);
    const neither = await both('join', elsewhere, about);
    assert.ok(!neither.ok && neither.reason === 'refused', JSON.stringify(neither));
    assert.match(neither.refusal.words, /Nothing was saved/);
    // About the same person both say so: they see neither.
    const same = await raiseAbout(subject);
    await done(both('join', same, about));
    assert.deepEqual([await joinedOf(same), await joinedOf(about)], [[about], [same]]);
  } finally {
    await at.close();
  }
});
