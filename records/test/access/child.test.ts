import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { NotAllowed, type Actor } from '../../src/index.ts';
import { withClient } from '../../src/database/connect.ts';
import { testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

const on = day('2026-03-12');
const child = 'Linnet Marlpit';

let at: TestRecords;
let worker: Actor;
let lead: Actor;
let practitioner: Actor;
before(async () => {
  at = await testRecords();
  worker = await at.join('helpline_worker');
  lead = await at.join('safeguarding_lead');
  practitioner = await at.join('practitioner');
});
after(() => at.close());

async function contactWith(words: string): Promise<string> {
  const opened = await at.records
    .asCaller(at.organisation)
    .open(randomUUID(), { group: 'child_who_may_have_been_abused', statement: '2026-1', words });
  assert.ok(opened.ok);
  const desk = await at.records.as(worker).contacts();
  return desk.at(-1)!.contact;
}

test('E34: one worker, with nobody else signed in, goes from contact to "passed on" in one step', async () => {
  const contact = await contactWith('help');
  const concern = randomUUID();
  const mine = at.records.as(worker);
  const version = (await mine.contact(contact))!.version;
  const outcome = await mine.decideTogether(randomUUID(), [
    {
      kind: 'concern',
      stream: concern,
      expected: 0,
      command: { do: 'raise', on, source: 'contact', immediateDanger: true, said: 'words', child },
    },
    {
      kind: 'concern',
      stream: concern,
      expected: 0,
      command: { do: 'pass_on', on, to: 'emergency_services', reference: 'CAD 4410' },
    },
    { kind: 'contact', stream: contact, expected: version, command: { do: 'raise_concern', on, concern } },
  ]);
  assert.ok(outcome.ok, JSON.stringify(outcome));
  const state = (await mine.concern(concern))!.state;
  assert.equal(state.passings[0].by, worker.userId);
  const board = await at.records.as(lead).concerns();
  const row = board.find(one => one.concern === concern)!;
  assert.deepEqual(row.due, { what: 'review', by: day('2026-03-13') });
});

test('E33: the safeguarding lead sees the concern, and the rest of the contact stays closed to them', async () => {
  const contact = await contactWith('the rest');
  const concern = randomUUID();
  const raise = {
    do: 'raise',
    on,
    source: 'contact',
    immediateDanger: false,
    said: 'exact words',
    child,
  } as const;
  await done(at.records.as(worker).decide('concern', concern, 0, randomUUID(), raise));
  const seen = (await at.records.as(lead).concern(concern))!;
  assert.deepEqual([seen.said, seen.child], ['exact words', child]);
  await assert.rejects(at.records.as(lead).contact(contact), NotAllowed);
  await assert.rejects(at.records.as(lead).contacts(), NotAllowed);
});

test('E33: a practitioner without the concern cannot find the child by any route', async () => {
  const id = await openCase(at.records, practitioner);
  const concern = randomUUID();
  const raise = {
    do: 'raise',
    on,
    source: 'contact',
    immediateDanger: false,
    said: `${child} said`,
    child,
  } as const;
  await done(at.records.as(worker).decide('concern', concern, 0, randomUUID(), raise));
  const link = { do: 'link_to_case', on, case: id } as const;
  await done(at.records.as(lead).decide('concern', concern, 1, randomUUID(), link));
  const mine = at.records.as(practitioner);
  assert.equal(await mine.concern(concern), null);
  assert.deepEqual(await mine.concerns(), []);
  for (const search of ['Linnet', 'Marlpit', child]) assert.equal((await mine.people({ search })).total, 0);
  const everything = JSON.stringify([
    await mine.person(id),
    await mine.today(),
    await mine.people(),
    await mine.organisation(),
  ]);
  assert.ok(!everything.includes('Linnet') && !everything.includes('Marlpit'));
  // Nor does anything on the case say that there is a concern at all.
  assert.ok(!everything.includes(concern));
  const steal = { do: 'pass_on', on, to: 'police', reference: 'x' } as const;
  const stolen = await mine.decide('concern', concern, 2, randomUUID(), steal);
  assert.deepEqual(stolen, { ok: false, reason: 'not_found', stream: concern });
});

test('E33: a concern stands under its own key when the adult’s keys are destroyed', async () => {
  const id = await openCase(at.records, practitioner);
  const concern = randomUUID();
  const raise = { do: 'raise', on, source: 'case', immediateDanger: false, said: 'kept', child } as const;
  await done(at.records.as(practitioner).decide('concern', concern, 0, randomUUID(), raise));
  await withClient(at.database.superuserUrl, client =>
    client.query('delete from throughcare.data_key where stream = $1', [id]),
  );
  assert.equal((await at.records.as(lead).concern(concern))!.said, 'kept');
  assert.equal(await at.records.as(practitioner).person(id), null);
});

test('E6: no value that points from one record to another joins a contact to a case', async () => {
  const contact = await contactWith('join');
  const id = await openCase(at.records, practitioner);
  const concern = randomUUID();
  const raise = { do: 'raise', on, source: 'contact', immediateDanger: true, said: 'x', child } as const;
  await done(
    at.records.as(worker).decideTogether(randomUUID(), [
      { kind: 'concern', stream: concern, expected: 0, command: raise },
      { kind: 'contact', stream: contact, expected: 'latest', command: { do: 'raise_concern', on, concern } },
    ]),
  );
  const link = { do: 'link_to_case', on, case: id } as const;
  await done(at.records.as(lead).decide('concern', concern, 1, randomUUID(), link));
  await withClient(at.database.superuserUrl, async client => {
    const pointers = async (stream: string) => {
      const { rows } = await client.query<{ all: string }>(
        `select to_jsonb(e)::text || coalesce(to_jsonb(c)::text, '') || coalesce(to_jsonb(d)::text, '')
            || coalesce(to_jsonb(k)::text, '') as all
           from throughcare.event e
           left join throughcare.contact_row c on c.id = e.stream
           left join throughcare.concern_row d on d.id = e.stream
           left join throughcare.case_row k on k.id = e.stream
          where e.stream = $1`,
        [stream],
      );
      const ids = rows.flatMap(row => row.all.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []);
      return new Set(ids.filter(found => found !== at.organisation));
    };
    const [ofContact, ofConcern, ofCase] = [
      await pointers(contact),
      await pointers(concern),
      await pointers(id),
    ];
    assert.ok(ofContact.size > 1 && ofConcern.size > 1 && ofCase.size > 1);
    assert.deepEqual(
      [...ofContact].filter(one => ofConcern.has(one) || ofCase.has(one)),
      [],
    );
    assert.deepEqual(
      [...ofConcern].filter(one => ofCase.has(one)),
      [],
    );
  });
});

test('E35: anybody who works here can report, whatever their role, and sees what they reported', async () => {
  for (const role of ['analyst', 'commissioner', 'administrator', 'auditor', 'programme_lead'] as const) {
    const reporter = await at.join(role);
    const concern = randomUUID();
    const raise = { do: 'raise', on, source: 'staff', immediateDanger: true, said: 'seen', child } as const;
    await done(at.records.as(reporter).decide('concern', concern, 0, randomUUID(), raise));
    const pass = { do: 'pass_on', on, to: 'duty_desk', reference: 'R1' } as const;
    await done(at.records.as(reporter).decide('concern', concern, 1, randomUUID(), pass));
    assert.equal((await at.records.as(reporter).concern(concern))!.said, 'seen');
    assert.ok((await at.records.as(lead).concerns()).some(one => one.concern === concern));
  }
});
