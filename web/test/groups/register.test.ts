import { test } from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { day } from '@throughcare/pathway';
import { openHouse } from '../helpline/house.ts';
import { offerProgrammes, openCase, planGroup, waits } from '../person/case.ts';

const house = await openHouse();
await offerProgrammes(house);
const lead = await house.walker('programme_lead', 'practitioner');
const group = await planGroup(lead, ['2026-03-05', '2026-03-12', '2026-03-19']);
const members: string[] = [];
for (const reference of ['TC-1', 'TC-2']) {
  const enrolment = randomUUID();
  const id = await openCase(lead, reference, [waits(enrolment)]);
  const on = day('2026-03-01');
  const person = await lead.repository.person(id);
  const found = await lead.repository.group(group);
  const outcome = await lead.repository.decideTogether(randomUUID(), [
    {
      kind: 'case',
      stream: id,
      expected: person!.version,
      command: { do: 'give_place', on, enrolment, group, startsOn: day('2026-03-05') },
    },
    {
      kind: 'group',
      stream: group,
      expected: found!.version,
      command: { do: 'take_place', on, case: id, enrolment },
    },
  ]);
  assert.ok(outcome.ok);
  members.push(id);
}
const url = `/groups/${group}/register/1`;

test('E36: the register shows initials and reference, no name', async () => {
  const { body } = await lead.open(url);
  assert.match(body, /C\.? ?M/);
  assert.match(body, /TC-1/);
  assert.ok(!body.includes('Marbernford'));
});

test('a register with somebody left out names them, and keeps the marks already made', async () => {
  const answer = await lead.fill(url, { [`mark-${members[0]}`]: 'ATTC' });
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /Choose what is true of .*TC-2/);
  assert.match(answer.body, new RegExp(`name="mark-${members[0]}" value="ATTC" checked`));
});

test('a register is one event in the group and one in each case, all of it or nothing', async () => {
  const answer = await lead.fill(url, { [`mark-${members[0]}`]: 'ATTC', [`other-${members[1]}`]: 'AARE' });
  assert.equal(answer.statusCode, 303, answer.body);
  const [first, second] = await Promise.all(members.map(id => lead.repository.person(id)));
  assert.equal(first!.state.enrolments[0].attendances[0].code, 'ATTC');
  assert.equal(second!.state.enrolments[0].attendances[0].code, 'AARE');
  assert.equal((await lead.repository.group(group))!.state.sessions[0].status, 'held');
});

test('a register that was taken says so and offers no form', async () => {
  const { body } = await lead.open(url);
  assert.match(body, /This register was taken/);
  // E36: who was marked, and as what, by initials and reference alone.
  const shown = /What the register says now[\s\S]*?<\/table>/.exec(body)![0];
  assert.equal([...shown.matchAll(/<tr><th scope="row">/g)].length, members.length);
  assert.ok(shown.includes('TC-2') && !shown.includes('Not marked') && !shown.includes('Marbernford'));
  assert.ok(!body.includes('name="mark-'));
});

test('a session still to come has no register yet, and a session that is not planned is not found', async () => {
  assert.match((await lead.open(`/groups/${group}/register/3`)).body, /still to come/);
  assert.equal((await lead.open(`/groups/${group}/register/9`)).statusCode, 404);
});
