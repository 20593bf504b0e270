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
  assert.ok(!body.includes('class="callout"'), 'nothing is due any more');
});

test('E7: two named people decide, each with ground and reason and whether the person was told', async () => {
  const concern = await raise('no');
  assert.equal((await lead.fill(`${concern}/decide`, decision)).statusCode, 303);
  const once = (await lead.open(concern)).body;
  assert.match(once, /Second decision, by another person/);
  assert.match(once, /You have decided already\. The other decision is somebody else’s\./);
  const twice = await lead.fill(`${concern}/decide`, decision);
  assert.equal(twice.statusCode, 422);
  assert.match(twice.body, /You have already decided/);
  const not = { share: 'no', ground: 'not_identifiable', reason: 'Nobody is named.', told: 'no' };
  assert.equal((await secondLead.fill(`${concern}/decide`, not)).statusCode, 303);
  const { body } = await lead.open(concern);
  assert.match(
    body,
    /share it\. Ground: a child is or may be at risk of harm\. The person was told\.<\/p><p>Reason: As said\./,
  );
  assert.match(
    body,
    /do not share it\. Ground: nobody can be identified from what was said\. The person was not told\.<\/p><p>Reason: Nobody is named\./,
  );
  assert.match(body, /Pass it on: tomorrow/, 'one of the two wants to share it');
});

test('E7: not sharing is decided by two as well, and then the concern can be closed', async () => {
  const concern = await raise('no');
  const not = { share: 'no', ground: 'no_risk_described', reason: 'No risk.', told: 'no' };
  const early = await lead.fill(`${concern}/close`, {});
  assert.equal(early.statusCode, 422);
  assert.match(early.body, /Nobody has decided yet whether to share it\. It cannot be closed before that\./);
  for (const walker of [worker, lead])
    assert.equal((await walker.fill(`${concern}/decide`, not)).statusCode, 303);
  assert.match((await lead.open(concern)).body, />Close it</);
  assert.equal((await lead.fill(`${concern}/close`, {})).statusCode, 303);
  assert.match((await lead.open(concern)).body, /It is closed\./);
  assert.match((await lead.open('/concerns')).body, /Closed lately/);
});

test('a decision with something missing says at which field, and nothing that was typed is lost', async () => {
  const concern = await raise('no');
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
  const concern = await raise('no');
  const page = (await secondLead.open(`${concern}/decide`)).body;
  await lead.fill(`${concern}/decide`, decision);
  const action = `${concern}/decide`;
  const stale = await secondLead.send(action, { ...formFields(page, action), ...decision, share: 'no' });
  assert.equal(stale.statusCode, 409);
  assert.match(stale.body, /Somebody else changed this while you were writing/);
  assert.ok(stale.body.includes(`${lead.actor.name}: share it.`));
  assert.ok(stale.body.includes(`${secondLead.actor.name}: do not share it.`));
  const again = await secondLead.send(action, {
    ...formFields(stale.body, action),
    ...decision,
    share: 'no',
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

test('an impossible day of passing on is refused in words at its box', async () => {
  const concern = await raise('no');
  const fields = { to: 'duty_desk', reference: 'D', 'on-day': '31', 'on-month': '2', 'on-year': '2026' };
  const none = await worker.fill(`${concern}/pass-on`, fields);
  assert.match(none.body, /There is no such date as “31 2 2026”/);
  const early = await worker.fill(`${concern}/pass-on`, { ...fields, 'on-day': '1', 'on-month': '3' });
  assert.match(early.body, /That is before the concern was raised on 12 March 2026\. Nothing was saved\./);
  assert.match(early.body, /value="duty_desk" checked/);
});

test('chasing is recorded with who and the reference', async () => {
  const concern = await raise('yes');
  assert.equal((await lead.fill(`${concern}/chase`, { reference: 'P1' })).statusCode, 303);
  assert.ok((await lead.open(concern)).body.includes(`${lead.actor.name}. Reference P1.`));
});

test('words and reference are put right by whoever told them, and by nobody in their place', async () => {
  const concern = await raise('yes');
  assert.equal((await lead.open(`${concern}/words`)).statusCode, 403);
  const action = `${concern}/words`;
  const token = formFields((await lead.open(`${concern}/chase`)).body, `${concern}/chase`);
  const posed = await lead.send(action, { ...token, said: 'Others’ words.', child: '' });
  assert.equal(posed.statusCode, 403);
  const kept = (await worker.repository.concern(concern.slice(10)))!;
  assert.equal(kept.said, 'Words.');
  assert.equal(kept.state.raisedBy, worker.actor.userId);
});

test('no concern of that name is found, whoever asks', async () => {
  for (const walker of [worker, lead]) {
    assert.equal((await walker.open(`/concerns/${randomUUID()}`)).statusCode, 404);
    assert.equal((await walker.open('/concerns/x')).statusCode, 404);
  }
});
