import { test } from 'node:test';
import assert from 'node:assert/strict';
import { openHouse } from './house.ts';

const house = await openHouse();
const worker = await house.walker('helpline_worker');
const colleague = await house.walker('helpline_worker');
await house.call('As told.', 'own_behaviour', 'under_18');
const [{ contact }] = await worker.repository.contacts();
const url = `/helpline/${contact}`;

test('everything that a contact’s page offers to record has a page, and what is not there is not found', async () => {
  const { body } = await worker.open(url);
  const offered = [...body.matchAll(/href="(\/helpline\/[^"]*\/record\/[^"]*)"/g)].map(found => found[1]);
  assert.equal(offered.length, 9);
  for (const one of offered) assert.equal((await worker.open(one)).statusCode, 200, one);
  assert.equal((await worker.open(`${url}/record/constructor`)).statusCode, 404);
});

test('E27: what somebody under 18 did asks for a safeguarding concern on the contact’s page, and E7: a named person looks', async () => {
  assert.match((await worker.open(url)).body, /raise a concern, so that it is taken up as safeguarding/);
  const named = colleague.actor.userId;
  const noted = await worker.fill(`${url}/record/heard`, { facts: ['identifying', 'child'], named });
  assert.equal(noted.statusCode, 303, noted.body);
  assert.match((await worker.open(url)).body, /must be looked at.*was asked to look\./);
  const { state } = (await worker.repository.contact(contact))!;
  assert.equal(state.disclosures[0].knownToPolice, 'unknown');
});

test('E26: a colleague who is kept from a contact finds nothing of it, by page or by form', async () => {
  const kept = await worker.fill(`${url}/record/keep-from`, { workers: colleague.actor.userId });
  assert.equal(kept.statusCode, 303, kept.body);
  for (const one of [url, `${url}/record/risk`, `${url}/concern`, `${url}/end`])
    assert.equal((await colleague.open(one)).statusCode, 404, one);
  assert.ok(!(await colleague.open('/helpline')).body.includes(contact));
});
