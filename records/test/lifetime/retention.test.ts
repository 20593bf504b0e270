import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { done } from '../people.ts';
import { type SetRetention, openKeeping, on } from './keeping.ts';

const { at, lead, second, set, check, closedCase, endedContact, of, keysOf, laterBy } = await openKeeping();
after(() => at.close());

test('E22: nothing is due, and nothing goes, where no schedule was set', async () => {
  const [id, contact] = [await closedCase('TC-1'), await endedContact()];
  laterBy(90);
  assert.deepEqual((await of('casework')).schedule, null);
  assert.equal((await of('casework')).counts!.due, 0);
  await at.records.tend();
  assert.deepEqual([await keysOf(id), await keysOf(contact)], [2, 1]);
  laterBy(0);
});

test('a schedule has a law or policy, and somebody who answers for it and works here', async () => {
  const refused = async (change: Partial<SetRetention>) => {
    const outcome = await set(change);
    assert.ok(!outcome.ok && outcome.reason === 'refused', JSON.stringify(change));
    assert.match(outcome.refusal.words, /Nothing was saved\./);
  };
  await refused({ legalReference: ' ' });
  await refused({ owner: 'nobody' });
  await refused({ months: 0 });
  await refused({ months: 1.5 });
  await refused({ agreed: 'by_schedule' });
  await refused({ class: 'concern', agreed: 'by_schedule' });
  await refused({ class: 'contact', from: 'birth' });
  await refused({ reason: '' });
});

test('E22: a case is due on the day its time ends, is counted for the administrator, and goes when two people agree', async () => {
  await done(set());
  await done(check());
  const id = await closedCase('TC-2');
  at.clock.now = Date.UTC(2032, 2, 11, 10);
  assert.equal((await of('casework')).counts!.due, 0);
  const leads = at.records.as(second);
  const ask = {
    do: 'ask_erasure',
    on,
    ground: 'retention_ended',
    personAsked: false,
    reason: 'as told',
  } as const;
  await done(at.records.as(lead).decide('case', id, 'latest', randomUUID(), ask));
  const agree = async () => {
    const person = await leads.person(id);
    return leads.agreeErasure(randomUUID(), { case: id, expected: person!.version, on });
  };
  const early = await agree();
  assert.equal(!early.ok && early.reason === 'refused' && early.refusal.code, 'not_yet');

  at.clock.now = Date.UTC(2032, 2, 12, 10);
  const due = await of('casework');
  assert.equal(due.counts!.due, 2);
  assert.deepEqual(due.toDecide.map(one => one.reference).sort(), ['TC-1', 'TC-2']);
  const seen = await of('casework', at.administrator);
  assert.equal(seen.counts!.due, 2);
  assert.deepEqual(seen.toDecide, [], 'the administrator sees numbers');
  // E7: how many concerns there are is not the administrator’s, who sets how long they are kept and sees that.
  const concerns = (await at.records.as(at.administrator).retention()).find(one => one.class === 'concern')!;
  assert.deepEqual([concerns.counts, concerns.toDecide], [null, []]);
  await at.records.tend();
  assert.equal(await keysOf(id), 2, 'never by itself');
  await done(agree());
  assert.equal(await keysOf(id), 0);
  assert.equal((await of('casework')).counts!.due, 1);
  laterBy(0);
});

test('E22: a hold wins over the schedule, and so does what is open', async () => {
  const id = await closedCase('TC-3');
  const hold = {
    do: 'place_hold',
    on,
    hold: 'h1',
    ground: 'inquiry',
    until: null,
    reason: 'as told',
  } as const;
  await done(at.records.as(lead).decide('case', id, 'latest', randomUUID(), hold));
  const { version } = (await at.records.as(lead).person(id))!;
  const away = await at.records
    .as(lead)
    .correct('case', id, version, randomUUID(), version, null, 'entered_wrongly');
  assert.equal(
    !away.ok && away.reason === 'refused' && away.refusal.code,
    'stays',
    'not by a correction either',
  );
  laterBy(7);
  const { counts, toDecide } = await of('casework');
  assert.equal(counts!.staying.held, 1);
  assert.ok(!toDecide.some(one => one.id === id));
  const seen = await of('casework', at.administrator);
  assert.deepEqual(
    seen.counts!.staying,
    { kept: 1 },
    'why something stays is not the administrator’s to know',
  );
  laterBy(0);
});
