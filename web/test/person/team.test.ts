import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { day, type CaseCommand, type OrganisationCommand } from '@throughcare/pathway';
import { openHouse, type Walker } from '../helpline/house.ts';
import { openCase } from './case.ts';

const on = day('2026-03-10');
const house = await openHouse();
const administrator = house.records.as(house.administrator);
const carries = await house.walker('practitioner');
const member = await house.walker('practitioner');
const former = await house.walker('practitioner');
const kept = await house.walker('practitioner');
const analyst = await house.walker('analyst');
const lead = await house.walker('programme_lead');
const [north, south] = [randomUUID(), randomUUID()];
let ofNorth: string;
let ofNobody: string;

async function arrange(command: OrganisationCommand) {
  const outcome = await administrator.decide(
    'organisation',
    house.organisation,
    'latest',
    randomUUID(),
    command,
  );
  assert.ok(outcome.ok, JSON.stringify(outcome));
}

async function record(by: Walker, id: string, command: CaseCommand) {
  const outcome = await by.repository.decide('case', id, 'latest', randomUUID(), command);
  assert.ok(outcome.ok, JSON.stringify(outcome));
}

const opens = async (by: Walker, id: string) => (await by.open(`/people/${id}`)).statusCode === 200;
const finds = async (by: Walker) => {
  const { rows, total } = await by.repository.people({ search: 'Marbernford' });
  assert.equal(total, rows.length);
  return rows.map(row => row.reference).sort();
};

before(async () => {
  await arrange({ do: 'make_team', on, team: north, name: 'North' });
  await arrange({ do: 'make_team', on, team: south, name: 'South' });
  for (const { actor } of [member, former, kept, analyst]) {
    await arrange({ do: 'join_team', on, team: north, user: actor.userId });
  }
  await arrange({ do: 'leave_team', on: day('2026-03-11'), team: north, user: former.actor.userId });
  const note = { do: 'write_note', on, words: 'canary of the carrier' } as const;
  ofNobody = await openCase(carries, 'TC-ALONE', [note]);
  ofNorth = await openCase(carries, 'TC-NORTH', [note]);
  const next = await house.walker('practitioner');
  for (const id of [ofNorth]) {
    await record(carries, id, {
      do: 'hand_over',
      on,
      practitioner: next.actor.userId,
      team: north,
      talkBy: day('2026-03-20'),
    });
  }
});

test('E20: somebody in a team sees the cases of the team in list, search, count and page, and no other, and is told why', async () => {
  assert.deepEqual(await finds(member), ['TC-NORTH']);
  const { body } = await member.open(`/people/${ofNorth}`);
  assert.match(body, /You see this case through the team North\./);
  assert.ok(!body.includes('canary of the carrier'), 'notes stay with whoever carries the case');
  assert.equal(await opens(member, ofNobody), false);
  await record(member, ofNorth, { do: 'record_life_change', on, what: 'address' });
  const role = await lead.open(`/people/${ofNobody}`);
  assert.match(role.body, /You see this case by your role/);
  assert.ok(!(await carries.open(`/people/${ofNobody}`)).body.includes('You see this case'));
});

test('E20: who has left the team, works in another role, or is kept out by name does not see them', async () => {
  assert.equal(await opens(former, ofNorth), false);
  assert.deepEqual(await finds(former), []);
  assert.equal((await analyst.open(`/people/${ofNorth}`)).statusCode, 403);
  assert.equal(await opens(kept, ofNorth), true);
  await record(lead, ofNorth, { do: 'exclude_staff', on, staff: [kept.actor.userId], reason: 'as told' });
  assert.equal(await opens(kept, ofNorth), false);
  assert.deepEqual(await finds(kept), []);
});

test('E20: leaving the team, a restriction, another team and the end of the team each close the case to its members at once', async () => {
  const leaves = await house.walker('practitioner');
  await arrange({ do: 'join_team', on, team: north, user: leaves.actor.userId });
  assert.equal(await opens(leaves, ofNorth), true);
  await arrange({ do: 'leave_team', on: day('2026-03-12'), team: north, user: leaves.actor.userId });
  assert.equal(await opens(leaves, ofNorth), false);

  const reason = 'as told';
  await record(lead, ofNorth, { do: 'restrict_to', on, allowed: [lead.actor.userId], reason, message: '' });
  assert.equal(await opens(member, ofNorth), false);
  await record(lead, ofNorth, { do: 'lift_restriction', on, reason });
  assert.equal(await opens(member, ofNorth), true);

  const talkBy = day('2026-03-20');
  await record(lead, ofNorth, { do: 'hand_over', on, practitioner: null, team: south, talkBy });
  assert.equal(await opens(member, ofNorth), false);
  await record(lead, ofNorth, { do: 'hand_over', on, practitioner: null, team: north, talkBy });
  assert.equal(await opens(member, ofNorth), true);
  await arrange({ do: 'close_team', on: day('2026-03-12'), team: north });
  assert.equal(await opens(member, ofNorth), false);
});
