import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse, type Walker } from '../helpline/house.ts';

const house = await openHouse();
const lead = await house.walker('safeguarding_lead');
const worker = await house.walker('helpline_worker');
const practitioner = await house.walker('practitioner');

/** Raises a concern, and gives its page. */
async function raise(fields: Record<string, string | string[]> = {}): Promise<string> {
  const sent = await worker.fill('/concerns/new', {
    said: 'Words.',
    source: 'staff',
    danger: 'no',
    ...fields,
  });
  assert.equal(sent.statusCode, 303);
  return String(sent.headers.location);
}

async function tellsOf(concern: string, walker: Walker): Promise<boolean> {
  const { statusCode, body } = await walker.open('/today');
  assert.equal(statusCode, 200);
  return body.includes(`href="${concern}"`);
}

test('E7: Today of a safeguarding lead is not empty while a concern waits', async () => {
  const concern = await raise();
  const { body } = await lead.open('/today');
  assert.ok(body.includes(`href="${concern}"`));
  assert.match(body, /Name the two who decide: concern /);
  assert.ok(!body.includes('Nothing is waiting for you.'));
});

test('E7: a concern waits on Today of whoever was named to decide, from the moment they were', async () => {
  const concern = await raise();
  assert.equal(await tellsOf(concern, practitioner), false);
  const two = { first: practitioner.actor.userId, second: lead.actor.userId };
  assert.equal((await lead.fill(`${concern}/deciders`, two)).statusCode, 303);
  assert.equal(await tellsOf(concern, practitioner), true);
});

test('E20: whom a concern is about has it on no Today of theirs', async () => {
  const about = await house.walker('safeguarding_lead');
  const concern = await raise({ about: [about.actor.userId] });
  assert.equal(await tellsOf(concern, about), false);
  assert.equal(await tellsOf(concern, lead), true);
});
