import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day, type ConcernCommand } from '@throughcare/pathway';
import { openHouse, type Walker } from '../helpline/house.ts';

const on = day('2026-03-12');
const house = await openHouse();
const first = await house.walker('safeguarding_lead');
const second = await house.walker('safeguarding_lead');
const practitioner = await house.walker('practitioner');

const raise = {
  do: 'raise',
  on,
  source: 'staff',
  immediateDanger: false,
  said: 'as told',
  child: '',
} as const;

/** A closed concern; its page's address. */
async function closed(about: readonly string[] = []): Promise<string> {
  const id = randomUUID();
  const act = async (walker: Walker, command: ConcernCommand) => {
    const outcome = await walker.repository.decide('concern', id, 'latest', randomUUID(), command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
  };
  const ground = 'no_risk_described';
  const decide = { do: 'decide', on, share: false, ground, reason: 'as told', told: true } as const;
  const two = { first: first.actor.userId, second: second.actor.userId };
  await act(first, { ...raise, about });
  await act(first, { do: 'name_deciders', on, ...two });
  await act(first, decide);
  await act(second, decide);
  await act(first, { do: 'close', on, outcome: 'not_shared' });
  return `/concerns/${id}`;
}

test('E22: one safeguarding lead asks on a page, another agrees on theirs, and then nobody finds the concern', async () => {
  const concern = await closed();
  const ask = `${concern}/keeping/ask-erasure`;
  assert.equal((await first.fill(ask, { reason: 'as told' })).statusCode, 422);
  assert.equal((await first.fill(ask, { ground: 'legal_duty', reason: 'as told' })).statusCode, 303);
  assert.match((await second.open('/concerns')).body, /Agree or decline that it is erased/);
  const own = (await first.open(`${concern}/keeping`)).body;
  assert.match(own, /You asked for it on <time datetime="2026-03-12">/);
  assert.doesNotMatch(own, /Agree: erase it/);
  const alone = await first.fill(`${concern}/keeping/agree-erasure`, {});
  assert.equal(alone.statusCode, 422);
  assert.match(alone.body, /another safeguarding lead has to agree\. Nothing was saved\./);
  assert.match((await second.open(`${concern}/keeping`)).body, /Agree: erase it/);
  const agreed = await second.fill(`${concern}/keeping/agree-erasure`, {});
  assert.equal(agreed.headers.location, '/kept/erased');
  for (const walker of [first, second]) assert.equal((await walker.open(concern)).statusCode, 404);
});

test('E22: a lead with no second one whom it is not about is told whom to ask, and nobody stands in for that one', async () => {
  const small = await openHouse();
  const lead = await small.walker('safeguarding_lead');
  const accused = await small.walker('safeguarding_lead');
  const administrator = await small.walker('administrator');
  const worker = await small.walker('practitioner');
  const id = randomUUID();
  const keeping = `/concerns/${id}/keeping`;
  const act = async (walker: Walker, command: ConcernCommand) => {
    const outcome = await walker.repository.decide('concern', id, 'latest', randomUUID(), command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
  };
  const ground = 'no_risk_described';
  const decide = { do: 'decide', on, share: false, ground, reason: 'as told', told: true } as const;
  const two = { first: lead.actor.userId, second: worker.actor.userId };
  await act(lead, { ...raise, about: [accused.actor.userId] });
  await act(lead, { do: 'name_deciders', on, ...two });
  await act(lead, decide);
  await act(worker, decide);
  await act(lead, { do: 'close', on, outcome: 'not_shared' });
  await act(lead, { do: 'ask_erasure', on, ground: 'legal_duty', reason: 'as told' });
  const told = /ask an administrator to give a second person that role/;
  assert.match((await lead.open(keeping)).body, told);
  assert.doesNotMatch((await worker.open(keeping)).body, told, 'who may not agree is told nothing of it');
  const agree = `${keeping}/agree-erasure`;
  assert.equal((await lead.fill(agree, {})).statusCode, 422);
  assert.equal((await accused.open(agree)).statusCode, 404);
  for (const other of [administrator, worker]) assert.equal((await other.open(agree)).statusCode, 403);
  const second = await small.walker('safeguarding_lead');
  assert.doesNotMatch((await lead.open(keeping)).body, told);
  assert.equal((await second.fill(agree, {})).headers.location, '/kept/erased');
});

/** As it is typed in three boxes. */
const until = { 'until-day': '27', 'until-month': 'November', 'until-year': '2026' };

test('E22: a hold on the page stops whoever agrees, and declining leaves the concern as it is', async () => {
  const concern = await closed();
  const hold = { ground: 'inquiry', ...until, reason: 'as told' };
  await first.fill(`${concern}/keeping/ask-erasure`, { ground: 'legal_duty', reason: 'as told' });
  assert.equal((await second.fill(`${concern}/keeping/hold`, hold)).statusCode, 303);
  assert.match(
    (await second.open(`${concern}/keeping`)).body,
    /until <time datetime="2026-11-27">27 November 2026</,
  );
  const refused = await second.fill(`${concern}/keeping/agree-erasure`, {});
  assert.equal(refused.statusCode, 422);
  assert.match(refused.body, /A legal hold stands on this concern, and it wins\. Nothing was saved\./);
  const kept = (await second.open(`${concern}/keeping/lift-hold`)).body;
  const [, which] = /name="hold" type="radio" value="([^"]*)"/.exec(kept) ?? [];
  const lifted = await second.fill(`${concern}/keeping/lift-hold`, { hold: which, reason: 'as told' });
  assert.equal(lifted.statusCode, 303);
  const declined = await second.fill(`${concern}/keeping/decline-erasure`, { reason: 'as told' });
  assert.equal(declined.statusCode, 303);
  const { body } = await first.open(`${concern}/keeping`);
  assert.match(body, /Nobody has asked for it\./);
  assert.match(body, /None\./);
});

test('E7, E22: nobody whom a concern is about, and nobody who has no part in it, finds how it is kept', async () => {
  const accused = await house.walker('safeguarding_lead');
  const concern = await closed([accused.actor.userId]);
  for (const page of ['', '/hold', '/ask-erasure', '/decline-erasure', '/agree-erasure']) {
    assert.equal((await accused.open(`${concern}/keeping${page}`)).statusCode, 404, page);
    const status = page.includes('erasure') ? 403 : 404;
    assert.equal((await practitioner.open(`${concern}/keeping${page}`)).statusCode, status, page);
  }
});

test('E6, E22: whoever was named to decide links it and holds it, and leaves its erasure to the leads; whoever raised it does none of it', async () => {
  const id = randomUUID();
  const concern = `/concerns/${id}`;
  const raiser = await house.walker('helpline_worker');
  await raiser.repository.decide('concern', id, 0, randomUUID(), raise);
  const two = { first: practitioner.actor.userId, second: second.actor.userId };
  await first.repository.decide('concern', id, 'latest', randomUUID(), { do: 'name_deciders', on, ...two });
  assert.match((await practitioner.open(concern)).body, /Link it to a case/);
  assert.match((await practitioner.open(`${concern}/link`)).body, /reference/);
  const unknown = await practitioner.fill(`${concern}/link`, { reference: 'TC-0' });
  assert.match(unknown.body, /No case that you can open has the reference TC-0\. Nothing was saved\./);
  const held = await practitioner.fill(`${concern}/keeping/hold`, { ground: 'inquiry', reason: 'as told' });
  assert.equal(held.statusCode, 303);
  const kept = (await practitioner.open(`${concern}/keeping`)).body;
  assert.match(kept, /A public inquiry asked for records to be kept/);
  assert.doesNotMatch(kept, /ask-erasure/);
  assert.equal((await practitioner.open(`${concern}/keeping/ask-erasure`)).statusCode, 403);

  assert.equal((await raiser.open(concern)).statusCode, 200);
  assert.doesNotMatch((await raiser.open(concern)).body, /Link it to a case|Keeping this concern/);
  for (const page of ['/link', '/unlink', '/keeping', '/keeping/hold', '/keeping/lift-hold']) {
    assert.equal((await raiser.open(`${concern}${page}`)).statusCode, 403, page);
  }
});
