import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withClient } from '@throughcare/records/testing';
import { callerAt, codeOn } from '../help/walk.ts';
import { openCase } from '../person/case.ts';
import { openHouse } from './house.ts';

const house = await openHouse();
const practitioner = await house.walker('practitioner');
const worker = await house.walker('helpline_worker');

/** Comes back with a code and asks for a slip; gives what is shown before one is made. */
async function ask(code: string) {
  const caller = callerAt(house.app);
  const replies = await caller.send(await caller.open('/help/code'), '/help/code', { code });
  return { caller, read: await caller.send(replies, '/help/code/slip', { read: '' }) };
}

test('E6: a slip is the caller’s own act, made after its words were read, and brings what they ticked and nothing else', async () => {
  const { caller, read } = await ask(await house.call('CANARY as told'));
  assert.match(read.body, /Nobody can find this contact from the slip/);
  assert.equal(codeOn(read), '', 'none is made before the words were read');
  const made = await caller.send(read, '/help/code/slip', { stage: 'charged', actions: 'see_gp' });
  const slip = codeOn(made);
  assert.match(slip, /-/);
  const id = await openCase(practitioner);
  const page = `/people/${id}/slip`;
  const opened = await practitioner.fill(page, { slip });
  assert.equal(opened.headers.location, `/people/${id}`);
  const { body } = await practitioner.open(`/people/${id}`);
  assert.match(body, /Where they said they stood: charged\. What they had decided to do: see a GP\./);
  const [{ contact }] = await worker.repository.contacts();
  assert.ok(!body.includes('CANARY') && !body.includes(contact));
  const again = await practitioner.fill(page, { slip });
  assert.equal(again.statusCode, 422);
  assert.match(again.body, /Go on without it: nobody needs one/);
  await withClient(house.database.superuserUrl, async client => {
    const { rows } = await client.query<{ text: string }>('select a::text as text from throughcare.access a');
    const mine = rows.filter(({ text }) => text.includes('useSlip'));
    assert.ok(mine.length > 0);
    assert.ok(
      mine.every(({ text }) => !text.includes(contact)),
      'not even the audit joins the two',
    );
  });
});

test('E27: somebody under 18 is told why there is no slip, and where they are not turned away', async () => {
  const { caller, read } = await ask(await house.call('As told.', 'other', 'under_18'));
  const tried = await caller.send(read, '/help/code/slip');
  assert.equal(tried.statusCode, 422);
  assert.match(tried.body, /0800 1111: you are not turned away/);
});

test('E20: a helpline worker opens no slip, and a practitioner makes none', async () => {
  assert.notEqual(
    (await worker.open(`/people/${await openCase(practitioner, 'TC-1')}/slip`)).statusCode,
    200,
  );
});
