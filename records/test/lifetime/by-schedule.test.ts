import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import { done } from '../people.ts';
import { openKeeping, on } from './keeping.ts';

const { at, lead, second, worker, set, check, closedCase, endedContact, of, keysOf, laterBy } =
  await openKeeping();
after(() => at.close());

test('E4, E22: an anonymous contact goes by its schedule, key and code with it, but not while a concern from it is open', async () => {
  await done(set({ class: 'contact', months: 12, agreed: 'by_schedule' }));
  await done(check({ class: 'contact', months: 12, agreed: 'by_schedule' }));
  const gone = await endedContact();
  const opened = await at.records
    .asCaller(at.organisation)
    .open(randomUUID(), { group: 'another_adults_behaviour', statement: '1', words: 'as told' });
  assert.ok(opened.ok);
  const mine = at.records.as(worker);
  const frozen = (await mine.contacts()).find(one => one.status !== 'ended')!.contact;
  const concern = randomUUID();
  const raise = {
    do: 'raise',
    on,
    source: 'contact',
    immediateDanger: false,
    said: 'as told',
    child: '',
  } as const;
  await done(mine.decide('concern', concern, 0, randomUUID(), raise));
  await done(mine.decide('contact', frozen, 'latest', randomUUID(), { do: 'raise_concern', on, concern }));
  await done(mine.decide('contact', frozen, 'latest', randomUUID(), { do: 'end', on, how: 'answered' }));

  at.clock.now = Date.UTC(2027, 2, 11, 10);
  await at.records.tend();
  assert.deepEqual([await keysOf(gone), await keysOf(frozen)], [1, 1]);
  at.clock.now = Date.UTC(2027, 2, 12, 10);
  await at.records.tend();
  assert.deepEqual([await keysOf(gone), await keysOf(frozen)], [0, 1]);
  assert.equal(await mine.contact(gone), null);
  await withClient(at.database.superuserUrl, async client => {
    const { rows } = await client.query('select from throughcare.contact_code where contact = $1', [gone]);
    assert.equal(rows.length, 0);
  });
  assert.deepEqual((await at.records.rebuild()).differing, {});
  await at.records.tend();
  assert.deepEqual((await at.records.verifyAudit()).faults, []);
});

test('E22: one account alone lets no contact go: another has to check just this schedule, and then it has four weeks of notice', async () => {
  laterBy(0);
  const contact = await endedContact();
  const short = { class: 'contact', months: 1, agreed: 'by_schedule' } as const;
  const refused = async (outcome: ReturnType<typeof check>, code: string) => {
    const got = await outcome;
    assert.equal(!got.ok && got.reason === 'refused' && got.refusal.code, code);
  };
  const stands = async () => {
    await at.records.tend();
    assert.equal(await keysOf(contact), 1);
  };
  await done(set(short));
  await refused(check(short, at.administrator), 'same_person');
  laterBy(1);
  await stands();
  assert.equal((await of('contact')).schedule?.checked, null);

  // What was checked is what acts: a schedule set anew inherits no check, and none is set of a day before it.
  laterBy(0);
  await done(set({ ...short, months: 240 }));
  await refused(check(short), 'changed');
  await done(check({ ...short, months: 240 }));
  await refused(set({ ...short, on: day('2026-03-01') }), 'too_early');
  laterBy(2);
  await stands();
  laterBy(0);
  await done(set(short));

  await done(check(short));
  const { version } = await at.records.as(at.administrator).organisation();
  const admins = at.records.as(at.administrator);
  await assert.rejects(
    admins.correct('organisation', at.organisation, version, randomUUID(), version, null, 'entered_wrongly'),
    /Nothing was saved\./,
  );

  // Told on 12 March, of a month that ended long before: the first day is 9 April.
  assert.equal((await of('contact')).schedule?.checked?.actsFrom, '2026-04-09');
  at.clock.now = Date.UTC(2026, 3, 12, 10);
  await at.records.tend();
  assert.equal(await keysOf(contact), 0);
});

test('E20: that a case was opened in an emergency goes by a schedule of its own, once a second person has looked at it', async () => {
  laterBy(0);
  const change = { class: 'opening', months: 36, agreed: 'by_schedule' } as const;
  await done(set(change));
  await done(check(change));
  const [reviewed, waits] = [randomUUID(), randomUUID()];
  const ground = 'court_or_police';
  for (const [opening, reference] of [
    [reviewed, 'TC-8'],
    [waits, 'TC-9'],
  ] as const) {
    const id = await closedCase(reference);
    const open = { do: 'open', on, case: id, ground, hours: 1, reason: 'as told' } as const;
    await done(at.records.as(lead).decide('opening', opening, 0, randomUUID(), open));
  }
  const review = { do: 'review', on, outcome: 'right', words: '' } as const;
  await done(at.records.as(second).decide('opening', reviewed, 1, randomUUID(), review));
  at.clock.now = Date.UTC(2029, 2, 11, 10);
  await at.records.tend();
  assert.deepEqual([await keysOf(reviewed), await keysOf(waits)], [2, 2]);
  at.clock.now = Date.UTC(2029, 2, 12, 10);
  assert.equal((await of('opening', at.administrator)).counts!.due, 1);
  const forLead = await of('opening', second);
  assert.equal(forLead.counts, null, 'a lead is told of none that may concern them, so not how many');
  assert.deepEqual(forLead.schedule, (await of('opening', at.administrator)).schedule);
  await at.records.tend();
  assert.deepEqual([await keysOf(reviewed), await keysOf(waits)], [0, 2]);
  assert.deepEqual((await at.records.rebuild()).differing, {});
  assert.deepEqual((await at.records.verifyAudit()).faults, []);
  laterBy(0);
});
