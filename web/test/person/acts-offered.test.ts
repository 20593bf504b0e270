import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day, type CaseCommand } from '@throughcare/pathway';
import { openHouse } from '../helpline/house.ts';
import { linksOn } from '../frame/forms-of.ts';
import { offerProgrammes, openCase } from './case.ts';

const house = await openHouse();
await offerProgrammes(house);
const practitioner = await house.walker('practitioner');
const lead = await house.walker('programme_lead');
const safeguarding = await house.walker('safeguarding_lead');
const on = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };
const today = day('2026-03-12');

const linksTo = (body: string) => linksOn(body).filter(link => link.startsWith('/people/'));

test('a person’s page offers a programme lead nothing that only whoever carries the case may record', async () => {
  const id = await openCase(practitioner, 'TC-31');
  const record = `/people/${id}/record`;
  const [theirs, hers] = [
    linksTo((await practitioner.open(record)).body),
    linksTo((await lead.open(record)).body),
  ];
  const withheld = theirs.filter(href => !hers.includes(href));
  assert.ok(withheld.length > 5, `only ${withheld.join(' ')}`);
  assert.ok(withheld.includes(`/people/${id}/note`));
  // Nor is the form itself shown to somebody who could not save it.
  for (const href of withheld) assert.equal((await lead.open(href)).statusCode, 403, href);
  assert.equal((await practitioner.fill(`/people/${id}/note`, { words: 'as told', ...on })).statusCode, 303);
  assert.ok(hers.includes(`/people/${id}/enrol`));
  const start = />Start the check</;
  assert.match((await practitioner.open(`/people/${id}`)).body, start);
  assert.doesNotMatch((await lead.open(`/people/${id}`)).body, start);
  for (const href of hers) assert.equal((await lead.open(href)).statusCode, 200, href);
});

test('an entry is offered to be corrected to whoever may correct it, and what happened to the record itself to nobody', async () => {
  const hold: CaseCommand = {
    do: 'place_hold',
    on: today,
    hold: randomUUID(),
    ground: 'court',
    until: null,
    reason: 'as told',
  };
  const id = await openCase(practitioner, 'TC-32');
  assert.ok((await lead.repository.decide('case', id, 'latest', randomUUID(), hold)).ok);
  const { events } = (await lead.repository.person(id))!;
  const at = (type: string) => `/people/${id}/entries/${events.find(one => one.type === type)!.version}`;
  const offered = async (who: typeof lead) => linksTo((await who.open(`/people/${id}`)).body);
  // What the court said is put right by whoever carries the case; what was answered to a referral, by both.
  assert.ok((await offered(practitioner)).includes(at('sentenced')));
  assert.ok(!(await offered(lead)).includes(at('sentenced')));
  assert.ok((await offered(lead)).includes(at('triaged')));
  for (const who of [practitioner, lead]) {
    assert.ok(!(await offered(who)).includes(at('hold_placed')));
    assert.equal((await who.open(at('hold_placed'))).statusCode, 404);
  }
  assert.equal((await lead.open(at('sentenced'))).statusCode, 404);
});

test('what was given to somebody is answered by them alone, and no other is asked', async () => {
  const colleague = await house.walker('practitioner', 'programme_lead');
  const id = await openCase(practitioner, 'TC-33');
  const task = {
    do: 'give_task',
    on: today,
    task: 'as-told',
    kind: 'call',
    to: colleague.actor.userId,
    by: day('2026-03-20'),
    words: '',
  } as const;
  assert.ok((await practitioner.repository.decide('case', id, 'latest', randomUUID(), task)).ok);
  const answer = `/people/${id}/task-answer`;
  const offers = async (who: typeof lead) =>
    linksTo((await who.open(`/people/${id}/record`)).body).includes(answer);
  assert.deepEqual(
    [await offers(colleague), await offers(practitioner), await offers(lead)],
    [true, false, false],
  );
  assert.equal(
    (await colleague.fill(answer, { task: 'as-told', answer: 'take_up', words: '', ...on })).statusCode,
    303,
  );
  assert.equal(await offers(colleague), true, 'what was taken up can be handed back');
});

test('a safeguarding lead finds what they may record of a person, and is led to no page that is closed to them', async () => {
  const id = await openCase(practitioner, 'TC-34');
  const kept = (await safeguarding.open(`/people/${id}/kept`)).body;
  assert.ok(linksTo(kept).includes(`/people/${id}/record`));
  const offered = linksTo((await safeguarding.open(`/people/${id}/record`)).body);
  for (const act of ['welfare', 'not-for-me', 'restrict', 'exclude', 'lawful-basis'])
    assert.ok(offered.includes(`/people/${id}/${act}`), act);
  assert.ok(!offered.includes(`/people/${id}/note`));
  for (const href of offered) assert.equal((await safeguarding.open(href)).statusCode, 200, href);
  const acts = { welfare: { outcome: 'spoke', ...on }, 'not-for-me': on };
  for (const [act, fields] of Object.entries(acts)) {
    const { statusCode, headers } = await safeguarding.fill(`/people/${id}/${act}`, fields);
    assert.equal(statusCode, 303, act);
    assert.equal((await safeguarding.open(String(headers.location))).statusCode, 200, `where ${act} leads`);
  }
});

test('E20: a case that is open in an emergency alone is read, and nothing is offered that could not be saved', async () => {
  const other = await house.walker('practitioner');
  const id = await openCase(practitioner, 'TC-35');
  const open = {
    do: 'open',
    on: today,
    case: id,
    ground: 'nobody_there',
    hours: 4,
    reason: 'as told',
  } as const;
  const opening = randomUUID();
  assert.ok((await other.repository.decide('opening', opening, 0, opening, open)).ok);
  for (const at of ['', '/kept', '/letters', '/children/checks']) {
    const { statusCode, body } = await other.open(`/people/${id}${at}`);
    assert.equal(statusCode, 200, at);
    for (const href of linksTo(body))
      assert.equal((await other.open(href)).statusCode, 200, `${at} leads to ${href}`);
  }
  for (const at of ['/record', '/kept/complaint', '/slip', '/entries/2', '/welfare'])
    assert.equal((await other.open(`/people/${id}${at}`)).statusCode, 404, at);
});
