import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { formFields } from '../post.ts';
import { openHouse, type Walker } from '../helpline/house.ts';
import { openCase } from '../person/case.ts';

const house = await openHouse();
const worker = await house.walker('helpline_worker');
const lead = await house.walker('safeguarding_lead');
const secondLead = await house.walker('safeguarding_lead');
const practitioner = await house.walker('practitioner');

/** A concern; its page's address. */
async function raise(danger: 'yes' | 'no', walker: Walker = worker): Promise<string> {
  const fields = { said: 'Words.', child: '', danger, source: 'staff', to: 'police', reference: 'P1' };
  const sent = await walker.fill(`/concerns/new?danger=${danger}`, fields, '/concerns/new');
  assert.equal(sent.statusCode, 303);
  return String(sent.headers.location);
}

/** A concern in which nobody is in danger, with the two who decide named. */
async function raiseNamed(first: Walker = lead, second: Walker = secondLead): Promise<string> {
  const concern = await raise('no');
  const two = { first: first.actor.userId, second: second.actor.userId };
  assert.equal((await lead.fill(`${concern}/deciders`, two)).statusCode, 303);
  return concern;
}

const decision = { share: 'yes', ground: 'child_at_risk', reason: 'As said.', told: 'yes' };

test('E34: the review is a second person’s: whoever raised it is told why not, and the lead does it', async () => {
  const concern = await raise('yes');
  const own = (await worker.open(concern)).body;
  assert.match(own, /You raised it or passed it on, so somebody else reviews it\./);
  assert.ok(!own.includes(`${concern}/review`));
  const refused = await worker.fill(`${concern}/review`, { agreed: 'yes' });
  assert.equal(refused.statusCode, 422);
  assert.match(refused.body, /The review needs a second person/);
  assert.match((await lead.open(concern)).body, new RegExp(`href="${concern}/review">Review it`));
  assert.equal((await lead.fill(`${concern}/review`, { agreed: 'yes' })).statusCode, 303);
  const { body } = await lead.open(concern);
  assert.ok(body.includes(`${lead.actor.name} agrees with what was done.`));
  assert.ok(!body.includes('Review by a second person'), 'the review is done');
  assert.match(body, /Ask what became of it: by 17 March 2026/);
});

test('E7: two named people decide, each with ground and reason and whether the person was told', async () => {
  const concern = await raiseNamed();
  assert.equal((await lead.fill(`${concern}/decide`, decision)).statusCode, 303);
  const once = (await lead.open(concern)).body;
  assert.match(once, /Second decision, by another person/);
  assert.match(once, /You have decided already\. The other decision is somebody else’s\./);
  const twice = await lead.fill(`${concern}/decide`, decision);
  assert.equal(twice.statusCode, 422);
  assert.match(twice.body, /You have already decided/);
  const not = { share: 'no', ground: 'not_identifiable', reason: 'Nobody is named.', told: 'not_reachable' };
  assert.equal((await secondLead.fill(`${concern}/decide`, not)).statusCode, 303);
  const { body } = await lead.open(concern);
  assert.match(
    body,
    /share it\. Ground: a child is or may be at risk of harm\. The person was told\.<\/p><p>Reason: As said\./,
  );
  assert.match(
    body,
    /do not share it\. Ground: nobody can be identified from what was said\. The person was not told\. Why not: they cannot be reached\.<\/p><p>Reason: Nobody is named\./,
  );
  assert.match(body, /Name who settles it: tomorrow/, 'the two do not agree');
});

test('E7: not sharing is decided by two as well, and then the concern can be closed', async () => {
  const concern = await raiseNamed(worker, lead);
  const not = { share: 'no', ground: 'no_risk_described', reason: 'No risk.', told: 'not_yet' };
  const early = await lead.fill(`${concern}/close`, { outcome: 'not_shared' });
  assert.equal(early.statusCode, 422);
  assert.match(early.body, /Nobody has decided yet whether to share it\. It cannot be closed before that\./);
  for (const walker of [worker, lead])
    assert.equal((await walker.fill(`${concern}/decide`, not)).statusCode, 303);
  assert.match((await lead.open(concern)).body, />Close it</);
  const closed = await lead.fill(`${concern}/close`, { outcome: 'not_shared' });
  assert.equal(closed.statusCode, 303);
  assert.match((await lead.open(concern)).body, /It is closed\./);
  assert.match((await lead.open('/concerns')).body, /Closed lately/);
});

test('a decision with something missing says at which field, and nothing that was typed is lost', async () => {
  const concern = await raiseNamed();
  const nothing = await lead.fill(`${concern}/decide`, { reason: 'Typed with care.' });
  assert.equal(nothing.statusCode, 422);
  for (const [field, words] of [
    ['share', 'Choose whether to share it.'],
    ['ground', 'Choose the ground.'],
    ['told', 'Choose whether the person was told.'],
  ]) {
    assert.ok(nothing.body.includes(`<a href="#${field}">${words}</a>`), field);
    assert.ok(nothing.body.includes(`id="${field}"`), 'the link leads somewhere');
  }
  assert.ok(nothing.body.includes('Typed with care.'));
  const noReason = await lead.fill(`${concern}/decide`, { ...decision, reason: ' ' });
  assert.match(noReason.body, /Give the reason in a few words\. Nothing was saved\./);
  assert.match(noReason.body, /value="child_at_risk" checked/);
});

test('a second tab gone stale shows what both did, and nothing is saved until it is sent again', async () => {
  const concern = await raiseNamed();
  const page = (await secondLead.open(`${concern}/decide`)).body;
  await lead.fill(`${concern}/decide`, decision);
  const action = `${concern}/decide`;
  const not = { ...decision, share: 'no', ground: 'no_risk_described' };
  const stale = await secondLead.send(action, { ...formFields(page, action), ...not });
  assert.equal(stale.statusCode, 409);
  assert.match(stale.body, /Somebody else changed this while you were writing/);
  assert.ok(stale.body.includes(`${lead.actor.name}: share it.`));
  assert.ok(stale.body.includes(`${secondLead.actor.name}: do not share it.`));
  const again = await secondLead.send(action, {
    ...formFields(stale.body, action),
    ...not,
  });
  assert.equal(again.statusCode, 303);
});

test('E6: a decider links a concern to a case by its reference; a wrong one is answered in words', async () => {
  const concern = await raise('yes');
  await openCase(practitioner, 'TC-2041');
  const wrong = await lead.fill(`${concern}/link`, { reference: 'TC-9999' });
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /No case that you can open has the reference TC-9999\. Nothing was saved\./);
  assert.match(wrong.body, /value="TC-9999"/);
  assert.equal((await lead.fill(`${concern}/link`, { reference: ' tc-2041 ' })).statusCode, 303);
  assert.match((await lead.open(concern)).body, /Linked to a case/);
  assert.equal((await worker.open(`${concern}/link`)).statusCode, 403, 'a decider, and nobody else');
  const row = (await lead.repository.concerns()).find(one => concern.endsWith(one.concern));
  assert.ok(row && !JSON.stringify(row).includes('TC-2041'));
});

test('E33: the practitioner of the linked case sees nothing of the concern', async () => {
  const concern = await raise('yes');
  const id = await openCase(practitioner, 'TC-2042');
  await lead.fill(`${concern}/link`, { reference: 'TC-2042' });
  assert.equal((await practitioner.open(concern)).statusCode, 404);
  assert.ok(!(await practitioner.open(`/people/${id}`)).body.includes(concern));
});

test('E34: an impossible, early or future day of passing on is taken, and kept as it was given', async () => {
  for (const [day, month, year] of [
    ['31', '2', '2026'],
    ['1', '3', '2026'],
    ['1', 'next', ''],
    ['', '', '2031'],
  ]) {
    const concern = await raise('no');
    const fields = { to: 'duty_desk', reference: 'D'.repeat(5000), 'on-day': day };
    const sent = await worker.fill(`${concern}/pass-on`, { ...fields, 'on-month': month, 'on-year': year });
    assert.equal(sent.statusCode, 303);
    const kept = (await worker.repository.concern(concern.slice(10)))!;
    assert.equal(kept.state.passings[0].on, '2026-03-12');
    assert.equal(kept.state.passings[0].reference.length, 5000);
    const given = kept.events.at(-1)!.facts.dayGiven as string;
    assert.ok(given.includes(day || year), `the day as given is lost: ${given}`);
    assert.match((await worker.open(concern)).body, /The day was given as “/);
  }
});

test('E34: a colleague who writes at the same time does not stand in the way of passing on', async () => {
  const concern = await raise('no');
  const action = `${concern}/pass-on`;
  const hidden = formFields((await worker.open(action)).body, action);
  await lead.fill(`${concern}/words`, { said: 'More words.' });
  assert.equal((await worker.send(action, { ...hidden, to: 'police', reference: 'P' })).statusCode, 303);
});

test('chasing is recorded with who and what came of it, and falls due again', async () => {
  const concern = await raise('yes');
  const sent = await lead.fill(`${concern}/chase`, { result: 'in_hand', reference: '' });
  assert.equal(sent.statusCode, 303);
  const { body } = await lead.open(concern);
  assert.ok(body.includes(`${lead.actor.name}. They are dealing with it.`));
  assert.match(body, /Ask what became of it: by 17 March 2026/);
});

test('words that come later are added under what was said, with who and when, and change nothing of it', async () => {
  const concern = await raise('yes');
  assert.equal((await lead.fill(`${concern}/words`, { said: 'Later words.', child: 'K.' })).statusCode, 303);
  const nothing = await lead.fill(`${concern}/words`, { said: ' ', child: '' });
  assert.match(nothing.body, /Nothing is written yet\. Nothing was saved\./);
  const kept = (await worker.repository.concern(concern.slice(10)))!;
  assert.equal(kept.said, 'Words.');
  assert.equal(kept.state.raisedBy, worker.actor.userId);
  assert.deepEqual(
    kept.added.map(({ by, said, child }) => [by, said, child]),
    [[lead.actor.userId, 'Later words.', 'K.']],
  );
  const { body } = await worker.open(concern);
  assert.ok(body.indexOf('Words.') < body.indexOf(`Added by ${lead.actor.name}`));
});

test('no concern of that name is found, whoever asks', async () => {
  for (const walker of [worker, lead]) {
    assert.equal((await walker.open(`/concerns/${randomUUID()}`)).statusCode, 404);
    assert.equal((await walker.open('/concerns/x')).statusCode, 404);
  }
});

test('a disagreement is answered within the organisation’s own number of working days, or by the day that was agreed', async () => {
  const administrator = await house.walker('administrator');
  const set = { value: '2', reason: 'Agreed with the partnership.' };
  const url = '/organisation/change/number/escalationAnsweredWithin';
  assert.equal((await administrator.fill(url, set)).statusCode, 303);
  const usual = await raise('yes');
  const disagreement = { level: 'their_manager', reason: 'As told.' };
  assert.equal((await lead.fill(`${usual}/escalate`, disagreement)).statusCode, 303);
  assert.match((await lead.open(usual)).body, /An answer is due by 16 March 2026\./);
  const agreed = await raise('yes');
  const day = { 'answerBy-day': '19', 'answerBy-month': '3', 'answerBy-year': '2026' };
  assert.equal((await lead.fill(`${agreed}/escalate`, { ...disagreement, ...day })).statusCode, 303);
  assert.match((await lead.open(agreed)).body, /An answer is due by 19 March 2026\./);
});
