import { test } from 'node:test';
import assert from 'node:assert/strict';
import { openHouse } from '../helpline/house.ts';
import { offerProgrammes, planGroup } from '../person/case.ts';

const house = await openHouse();
await offerProgrammes(house);
const lead = await house.walker('programme_lead');
const group = await planGroup(lead, ['2026-03-05', '2026-03-26']);
const url = `/groups/${group}`;

test('every change that a group’s page offers has a page, and one that is not there is not found', async () => {
  const { body } = await lead.open(url);
  const offered = [...body.matchAll(/href="(\/groups\/[^"]*\/change\/[^"]*)"/g)].map(found => found[1]);
  assert.equal(offered.length, 9);
  for (const one of offered) assert.equal((await lead.open(one)).statusCode, 200, one);
  assert.equal((await lead.open(`${url}/change/constructor`)).statusCode, 404);
});

test('somebody who may not change who runs a group, its places or whether it goes on is not offered it', async () => {
  const practitioner = await house.walker('practitioner');
  const { body } = await practitioner.open(url);
  const offered = [...body.matchAll(/\/change\/([a-z-]+)"/g)].map(found => found[1]);
  assert.deepEqual(offered.sort(), ['add-session', 'cancel-session', 'cover', 'finish', 'move', 'room']);
});

test('a session is moved from its page; what is missing is said beside the field, and nothing typed is lost', async () => {
  const wrong = await lead.fill(`${url}/change/move`, { session: '2', to: '31 March' });
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /There is no such day|Enter the day/);
  assert.match(wrong.body, /value="31 March"/);
  const moved = await lead.fill(`${url}/change/move`, { session: '2', to: '2026-03-30' });
  assert.equal(moved.statusCode, 303, moved.body);
  assert.match((await lead.open(url)).body, /30 March 2026<\/time>.*moved from <time datetime="2026-03-26"/s);
});

test('E36: where it meets stands on its page for those who run groups, and in no list', async () => {
  const told = await lead.fill(`${url}/change/room`, { room: 'canary room', times: '18:00' });
  assert.equal(told.statusCode, 303);
  assert.match((await lead.open(url)).body, /canary room, 18:00\. Not for letters/);
  assert.ok(!(await lead.open('/groups')).body.includes('canary'));
  assert.ok(!(await lead.open('/today')).body.includes('canary'));
});

test('a group is not over while a session has no register; then it is, and offers no change', async () => {
  const early = await lead.fill(`${url}/change/finish`, {});
  assert.match(early.body, /still without a register/);
  for (const session of ['1', '2']) {
    const cancelled = await lead.fill(`${url}/change/cancel-session`, { session, reason: 'room' });
    assert.equal(cancelled.statusCode, 303, cancelled.body);
  }
  assert.equal((await lead.fill(`${url}/change/finish`, {})).statusCode, 303);
  const { body } = await lead.open(url);
  assert.match(body, /This group is over\./);
  assert.ok(!body.includes('/change/'));
});
