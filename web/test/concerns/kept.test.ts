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

/** A closed concern; its page's address. */
async function closed(about: readonly string[] = []): Promise<string> {
  const id = randomUUID();
  const act = async (walker: Walker, command: ConcernCommand) => {
    const outcome = await walker.repository.decide('concern', id, 'latest', randomUUID(), command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
  };
  const raise = {
    do: 'raise',
    on,
    source: 'staff',
    immediateDanger: false,
    said: 'as told',
    child: '',
  } as const;
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

test('E7, E22: nobody whom a concern is about, and nobody but a safeguarding lead, finds how it is kept', async () => {
  const accused = await house.walker('safeguarding_lead');
  const concern = await closed([accused.actor.userId]);
  for (const page of ['', '/hold', '/ask-erasure', '/decline-erasure', '/agree-erasure']) {
    assert.equal((await accused.open(`${concern}/keeping${page}`)).statusCode, 404, page);
    assert.equal((await practitioner.open(`${concern}/keeping${page}`)).statusCode, 403, page);
  }
});
