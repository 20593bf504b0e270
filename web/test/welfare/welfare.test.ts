import { test } from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { day, type OrganisationCommand } from '@throughcare/pathway';
import { openHouse } from '../helpline/house.ts';
import { referredOnly } from '../person/case.ts';

const house = await openHouse();
const practitioner = await house.walker('practitioner');
const on = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };

const arrange = async (command: OrganisationCommand) => {
  const done = await administrator.decide(
    'organisation',
    house.organisation,
    'latest',
    randomUUID(),
    command,
  );
  assert.ok(done.ok, JSON.stringify(done));
};
const administrator = house.records.as(house.administrator);

test('E8: what nobody has asked about is not covered while hours are unset and nobody is on call, and covered then', async () => {
  const id = await referredOnly(practitioner);
  const expected = { what: 'media_report', falls: '2026-03-12', ...on };
  assert.equal((await practitioner.fill(`/people/${id}/expected-date`, expected)).statusCode, 303);
  const before = (await practitioner.open('/welfare')).body;
  assert.match(before, /Not covered: something is due/);
  assert.match(before, /No staffed hours are set/);
  await arrange({
    do: 'arrange_on_call',
    on: day('2026-03-12'),
    cover: randomUUID(),
    by: practitioner.actor.userId,
    from: day('2026-03-12'),
    until: day('2026-03-13'),
  });
  const after = (await practitioner.open('/welfare')).body;
  assert.doesNotMatch(after, /Not covered/);
  assert.match(after, /On call: practitioner/);
  assert.doesNotMatch(after, /no risk/i);
});

test('E8: what falls due before the next opening is listed for whoever closes', async () => {
  const id = await referredOnly(practitioner);
  const expected = { what: 'hearing', falls: '2026-03-13', ...on };
  assert.equal((await practitioner.fill(`/people/${id}/expected-date`, expected)).statusCode, 303);
  const { body } = await practitioner.open('/welfare');
  assert.match(body, /By tomorrow[\s\S]*13 March 2026/);
});
