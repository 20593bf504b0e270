import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import { openHouse, type Walker } from '../helpline/house.ts';

const on = day('2026-03-12');
const house = await openHouse();
const partner = await house.walker('outside_partner');
const other = await house.walker('outside_partner');
const lead = await house.walker('programme_lead');
const safeguarding = await house.walker('safeguarding_lead');

const sent = {
  forename: 'Corwo',
  surname: 'Canarywick',
  'bornOn-day': '17',
  'bornOn-month': '5',
  'bornOn-year': '1980',
  sex: 'M',
  source: 'police',
  stage: 'police_contact',
};

/** Sends somebody; gives the reference that the list shows newest first. */
async function send(by: Walker, change: object = {}): Promise<string> {
  const before = referencesIn((await by.open('/sent')).body);
  const answer = await by.fill('/sent/new', { ...sent, ...change });
  assert.equal(answer.statusCode, 303);
  assert.equal(answer.headers.location, '/sent');
  const [fresh] = referencesIn((await by.open('/sent')).body).filter(one => !before.includes(one));
  return fresh;
}

const referencesIn = (html: string): string[] => html.match(/TC-[2-9A-Z]{6}/g) ?? [];

test('E31: a partner’s home opens on what they sent; a referral sent is received there, and the service has it to answer', async () => {
  assert.equal((await partner.open('/start')).headers.location, '/sent');
  assert.match((await partner.open('/sent')).body, /You have sent nothing yet/);
  const reference = await send(partner);
  const { body } = await partner.open('/sent');
  assert.match(body, new RegExp(`${reference}</th>.*12 March 2026.*Received`, 's'));
  assert.ok(!body.includes('Canarywick'), 'no name stands in the list');
  assert.ok(!(await other.open('/sent')).body.includes(reference));
  assert.match((await lead.open('/referrals')).body, /Corwo Canarywick/);
  const [row] = (await lead.repository.referrals()).filter(one => one.reference === reference);
  const triaged = { do: 'triage', on, outcome: 'accepted' } as const;
  assert.ok((await lead.repository.decide('case', row.case, 'latest', randomUUID(), triaged)).ok);
  assert.match((await partner.open('/sent')).body, new RegExp(`${reference}</th>.*In hand`, 's'));
});

test('E31: somebody who is known already is taken in without a word that they are', async () => {
  const strange = await partner.fill('/sent/new', { ...sent, forename: 'Nobody', surname: 'Everseen' });
  const known = await partner.fill('/sent/new', sent);
  assert.deepEqual([strange.statusCode, known.statusCode], [303, 303]);
  assert.equal(strange.headers.location, known.headers.location);
  assert.equal(strange.body, known.body);
});

test('a form sent twice is one referral; what is missing is said at its field and nothing is saved', async () => {
  const page = await partner.open('/sent/new');
  const before = referencesIn((await partner.open('/sent')).body).length;
  const command = /name="_command" value="([^"]+)"/.exec(page.body)![1];
  for (let time = 0; time < 2; time++) {
    assert.equal((await partner.fill('/sent/new', { ...sent, _command: command })).statusCode, 303);
  }
  const now = referencesIn((await partner.open('/sent')).body).length;
  assert.equal(now, before + 1);
  const empty = await partner.fill('/sent/new', { ...sent, surname: '', source: 'self' });
  assert.equal(empty.statusCode, 422);
  assert.match(empty.body, /Enter the surname/);
  assert.match(empty.body, /Choose which body you send them for/);
  assert.equal(referencesIn((await partner.open('/sent')).body).length, now);
});

test('E27: somebody under 18 is not taken in as a case, and a concern is offered instead', async () => {
  const answer = await partner.fill('/sent/new', { ...sent, 'bornOn-year': '2011' });
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /They are under 18.*Nothing was saved/s);
  assert.match(answer.body, /href="\/sent\/concern\?danger=no"/);
});

test('E34: a partner says in one step that a child is in danger, with nothing filled in or with everything, and gets a reference', async () => {
  assert.match((await partner.open('/sent')).body, /href="\/sent\/concern"/);
  const before = (await safeguarding.repository.concerns()).length;
  const filled: Record<string, string>[] = [
    {},
    { said: 'canary as told', child: 'canary', to: 'police', reference: 'LOG 7' },
  ];
  for (const fields of filled) {
    const page = await partner.open('/sent/concern');
    assert.match(page.body, /Emergency services: <b>999<\/b>/);
    const answer = await partner.fill('/sent/concern', fields);
    assert.equal(answer.statusCode, 303);
    const raised = await partner.open(String(answer.headers.location));
    const [, reference] = /Its reference is <b>([0-9A-F]{8})<\/b>/.exec(raised.body)!;
    assert.ok(!raised.body.includes('canary'), 'what was written does not come back');
    const row = (await safeguarding.repository.concerns()).find(one =>
      one.concern.startsWith(reference.toLowerCase()),
    );
    assert.ok(row, 'the safeguarding lead finds it by that reference');
    const page2 = await safeguarding.open(`/concerns/${row.concern}`);
    assert.equal(page2.statusCode, 200);
    assert.equal((await partner.open(`/concerns/${row.concern}`)).statusCode, 403);
  }
  assert.equal((await safeguarding.repository.concerns()).length, before + 2);
  // The reference is sealed for them: another’s, or one made up, says nothing.
  assert.ok(!(await partner.open('/sent/concern/raised?of=abc')).body.includes('Its reference'));
});

test('E20: nobody else opens these pages, and a partner cannot say whom of the staff it is about or from which case', async () => {
  for (const url of ['/sent', '/sent/new', '/sent/concern']) {
    assert.equal((await lead.open(url)).statusCode, 403, url);
  }
  const id = randomUUID();
  const answer = await partner.fill('/sent/concern', {
    danger: 'no',
    said: 'as told',
    about: [safeguarding.actor.userId],
    from: id,
  });
  assert.equal(answer.statusCode, 303);
  const raised = (await safeguarding.repository.concerns()).filter(one => one.source === 'partner');
  assert.equal(raised.length, 3, 'the lead whom they named still sees it');
});
