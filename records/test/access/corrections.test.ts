import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day, upcast, type Role } from '@throughcare/pathway';
import { NotAllowed, type Actor } from '../../src/index.ts';
import { mayCorrect } from '../../src/access/corrections.ts';
import { mayAsk, mayCommand } from '../../src/access/policy.ts';
import { roleNames, staffRoles } from '../../src/access/roles.ts';
import { deciderOf } from '../../src/history/deciders.ts';
import { writtenEvents } from '../history/written.ts';
import { testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

const on = day('2026-03-12');

let at: TestRecords;
const staff = {} as Record<Role, Actor>;
before(async () => {
  at = await testRecords();
  for (const role of roleNames) staff[role] = await at.join(role);
});
after(() => at.close());

const takeOut = (
  actor: Actor,
  kind: 'case' | 'organisation' | 'opening' | 'concern',
  id: string,
  version: number,
  head: number,
) => at.records.as(actor).correct(kind, id, head, randomUUID(), version, null, 'entered_wrongly');

test('nobody takes out what gave or took a role, but an administrator', async () => {
  const id = at.organisation;
  const leaver = await at.join('practitioner');
  const leave = { do: 'leave', on, user: leaver.userId } as const;
  const { versions } = await done(
    at.records.as(at.administrator).decide('organisation', id, 'latest', randomUUID(), leave),
  );
  for (const role of staffRoles.filter(one => one !== 'administrator')) {
    await assert.rejects(
      takeOut(staff[role], 'organisation', id, versions[id], versions[id]),
      NotAllowed,
      role,
    );
  }
  const partner = await takeOut(staff.outside_partner, 'organisation', id, versions[id], versions[id]);
  assert.deepEqual(partner, { ok: false, reason: 'not_found', stream: id });
  assert.deepEqual(await at.records.as(leaver).roles(), []);
});

test('E20: whoever is named in a restriction or kept out cannot take the restriction out as a mistake, or write over it', async () => {
  const id = await openCase(at.records, staff.practitioner);
  const restrict = {
    do: 'restrict_to',
    on,
    allowed: [staff.practitioner.userId, staff.programme_lead.userId],
    reason: 'as told',
    message: '',
  } as const;
  await done(at.records.as(staff.programme_lead).decide('case', id, 3, randomUUID(), restrict));
  await assert.rejects(takeOut(staff.practitioner, 'case', id, 4, 4), NotAllowed);
  const over = { do: 'record_life_change', on, what: 'work' } as const;
  await assert.rejects(
    at.records.as(staff.practitioner).correct('case', id, 4, randomUUID(), 4, over, 'entered_wrongly'),
    NotAllowed,
  );
  await done(takeOut(staff.programme_lead, 'case', id, 4, 4));
});

test('E20: that a case was opened in an emergency is taken out by nobody', async () => {
  const id = await openCase(at.records, staff.practitioner);
  const opener = await at.join('practitioner', 'safeguarding_lead', 'administrator', 'auditor');
  const opening = randomUUID();
  const open = { do: 'open', on, case: id, ground: 'nobody_there', hours: 1, reason: 'as told' } as const;
  await done(at.records.as(opener).decide('opening', opening, 0, randomUUID(), open));
  for (const one of [opener, staff.safeguarding_lead, staff.auditor]) {
    await assert.rejects(takeOut(one, 'opening', opening, 1, 1), NotAllowed);
  }
  assert.equal((await at.records.as(staff.safeguarding_lead).openings()).rows.length, 1);
});

test('E7: what one of two people decided is not taken out by the other', async () => {
  const concern = randomUUID();
  const raise = { do: 'raise', on, source: 'staff', immediateDanger: false, said: 's', child: 'c' } as const;
  await done(at.records.as(staff.helpline_worker).decide('concern', concern, 0, randomUUID(), raise));
  const { helpline_worker: worker, safeguarding_lead: lead } = staff;
  const name = { do: 'name_deciders', on, first: worker.userId, second: lead.userId } as const;
  await done(at.records.as(lead).decide('concern', concern, 'latest', randomUUID(), name));
  const decide = {
    do: 'decide',
    on,
    share: false,
    ground: 'already_known',
    reason: 'as told',
    told: true,
  } as const;
  await done(at.records.as(staff.safeguarding_lead).decide('concern', concern, 2, randomUUID(), decide));
  await assert.rejects(takeOut(staff.helpline_worker, 'concern', concern, 3, 3), NotAllowed);
  await done(takeOut(staff.safeguarding_lead, 'concern', concern, 3, 3));
});

test('no entry is corrected or taken out by a role that may not record it', () => {
  const weaker = writtenEvents().flatMap(({ kind, type, schema, occurredOn, facts, sealed, actor }) => {
    const lifted = upcast(deciderOf(kind).upcasts, { type, schema, facts, ...(sealed && { sealed }) });
    const does = deciderOf(kind).commandOf({ ...lifted, occurredOn })?.do ?? null;
    if (does === null) return [];
    // E6: nobody sends a slip as a command; it is recorded by showing it.
    const mayRecord = (role: Role) =>
      does === 'bring_slip' ? mayAsk([role], 'useSlip') : mayCommand([role], kind, does as never);
    return roleNames
      .filter(role => mayCorrect({ user: 'somebody else', roles: [role] }, kind, { type, actor, does }))
      .filter(role => !mayRecord(role))
      .map(role => `${kind} ${type} by ${role}`);
  });
  assert.deepEqual([...new Set(weaker)], []);
});

test('a lawful basis is taken out by those who may set one, and not by whoever carries the case', async () => {
  const id = await openCase(at.records, staff.practitioner);
  const basis = {
    purpose: 'casework',
    article6: 'legitimate_interests',
    article9: null,
    article10: null,
    source: 'as told',
    reviewOn: day('2027-03-12'),
  };
  const set = { do: 'set_lawful_basis', on, basis } as never;
  const { versions } = await done(
    at.records.as(staff.programme_lead).decide('case', id, 'latest', randomUUID(), set),
  );
  const head = versions[id];
  await assert.rejects(takeOut(staff.practitioner, 'case', id, head, head), NotAllowed);
  await done(takeOut(staff.programme_lead, 'case', id, head, head));
});

test('E34: no entry taken out leaves two duty desks under one name', async () => {
  const id = at.organisation;
  const lead = at.records.as(staff.safeguarding_lead);
  const desk = {
    do: 'set_duty_desk',
    on,
    desk: randomUUID(),
    area: 'Made-up vale',
    officeNumber: '020 7946 0000',
    officeHours: 'Monday to Friday, 9 to 5',
    outOfHoursNumber: null,
    checkBy: day('2026-09-12'),
  } as const;
  const tell = async (command: object) => {
    const outcome = lead.decide('organisation', id, 'latest', randomUUID(), command as never);
    return (await done(outcome)).versions[id];
  };
  await tell(desk);
  const removed = await tell({ do: 'remove_duty_desk', on, desk: desk.desk });
  const head = await tell({ ...desk, desk: randomUUID(), area: 'made-up  VALE' });
  for (const laterStand of [false, true]) {
    const outcome = await lead.correct(
      'organisation',
      id,
      head,
      randomUUID(),
      removed,
      null,
      'entered_wrongly',
      laterStand,
    );
    assert.ok(!outcome.ok && outcome.reason === 'refused');
    assert.match(outcome.refusal.words, /two duty desks for made-up  VALE after this\. Nothing was saved\./);
  }
});
