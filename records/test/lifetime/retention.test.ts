import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day, type OrganisationCommand } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import { openRecords, type Actor } from '../../src/index.ts';
import { testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

const on = day('2026-03-12');
let at: TestRecords;
let ines: Actor;
let lead: Actor;
let second: Actor;
let worker: Actor;
before(async () => {
  at = await testRecords();
  ines = await at.join('practitioner');
  lead = await at.join('programme_lead');
  second = await at.join('safeguarding_lead');
  worker = await at.join('helpline_worker');
});
after(() => at.close());

type Set = Extract<OrganisationCommand, { do: 'set_retention' }>;

const set = (change: Partial<Set> = {}) =>
  at.records.as(at.administrator).decide('organisation', at.organisation, 'latest', randomUUID(), {
    do: 'set_retention',
    on,
    class: 'casework',
    months: 72,
    from: 'ended',
    agreed: 'by_two',
    owner: at.administrator.userId,
    legalReference: 'policy 4, as told',
    reason: 'as told',
    ...change,
  });

const check = (
  change: Partial<Extract<OrganisationCommand, { do: 'check_retention' }>> = {},
  actor: Actor = second,
) =>
  at.records.as(actor).decide('organisation', at.organisation, 'latest', randomUUID(), {
    do: 'check_retention',
    on,
    class: 'casework',
    months: 72,
    from: 'ended',
    agreed: 'by_two',
    ...change,
  });

async function closedCase(reference: string): Promise<string> {
  const id = await openCase(at.records, ines, { reference, stage: 'not_known_to_police' });
  const close = { do: 'close', on, reason: 'completed', watchedBy: null, transfer: null } as const;
  await done(at.records.as(ines).decide('case', id, 'latest', randomUUID(), close));
  return id;
}

async function endedContact(): Promise<string> {
  const opened = await at.records
    .asCaller(at.organisation)
    .open(randomUUID(), { group: 'another_adults_behaviour', statement: '1', words: 'as told' });
  assert.ok(opened.ok);
  const mine = at.records.as(worker);
  const contact = (await mine.contacts()).find(one => one.status !== 'ended')!.contact;
  const end = { do: 'end', on, how: 'answered' } as const;
  await done(mine.decide('contact', contact, 'latest', randomUUID(), end));
  return contact;
}

const of = async (name: string, actor = second) =>
  (await at.records.as(actor).retention()).find(one => one.class === name)!;

/** How many keys of a stream there are. */
const keysOf = async (stream: string) =>
  withClient(at.database.superuserUrl, async client => {
    const { rows } = await client.query('select from throughcare.data_key where stream = $1', [stream]);
    return rows.length;
  });

const laterBy = (years: number) => {
  at.clock.now = Date.UTC(2026 + years, 2, 12, 10);
};

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
  const refused = async (change: Partial<Set>) => {
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

test('E22: what is due and is held by somebody else stays, in words, keeps nothing else from being done, and goes in the next round', async () => {
  const contact = await endedContact();
  at.clock.now += 3 * 366 * 86_400_000;
  const { masterKey, rootsFolder, database } = at;
  const clock = () => at.clock.now;
  const options = { masterKey, rootsFolder, kind: 'demonstration', clock, patienceMs: 1200 } as const;
  const records = await openRecords({ ...options, serveUrl: database.serveUrl });
  await withClient(database.superuserUrl, async holder => {
    const isThere = async () =>
      (await holder.query('select from throughcare.data_key where stream = $1', [contact])).rowCount;
    await holder.query('begin');
    await holder.query('select from throughcare.data_key where stream = $1 for update', [contact]);
    await assert.rejects(records.tend(), /held by somebody else.*they stay until the next round/s);
    assert.equal(await isThere(), 1);
    const sealed = await records.verifyAudit();
    assert.deepEqual([sealed.faults, sealed.unsealed.events], [[], 0], 'what comes after it was done');
    await holder.query('rollback');
    await records.tend();
    assert.equal(await isThere(), 0);
  });
  await records.close();
});

test('E22: an erasure that two people agree on gives up in words where somebody holds the record, and then is done', async () => {
  const id = await closedCase('TC-HELD');
  const ask = {
    do: 'ask_erasure',
    on,
    ground: 'no_longer_needed',
    personAsked: true,
    reason: 'as told',
  } as const;
  await done(at.records.as(lead).decide('case', id, 'latest', randomUUID(), ask));
  const { masterKey, rootsFolder, database } = at;
  const clock = () => at.clock.now;
  const options = { masterKey, rootsFolder, kind: 'demonstration', clock, patienceMs: 1200 } as const;
  const records = await openRecords({ ...options, serveUrl: database.serveUrl });
  const mine = records.as(second);
  const agree = async () =>
    mine.agreeErasure(randomUUID(), { case: id, expected: (await mine.person(id))!.version, on });
  await withClient(database.superuserUrl, async holder => {
    await holder.query('begin');
    await holder.query('select from throughcare.data_key where stream = $1 for update', [id]);
    const outcome = await agree();
    assert.ok(!outcome.ok && outcome.reason === 'refused');
    assert.equal(outcome.refusal.code, 'held_meanwhile');
    assert.match(outcome.refusal.words, /Nothing was erased\. Try again in a minute/);
    await holder.query('rollback');
  });
  await done(agree());
  assert.deepEqual((await records.verifyAudit()).faults, []);
  await records.close();
});
