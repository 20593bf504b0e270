import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse, type Walker } from '../helpline/house.ts';
import { openCase } from '../person/case.ts';

const house = await openHouse();
const lead = await house.walker('safeguarding_lead');
const secondLead = await house.walker('safeguarding_lead');
const worker = await house.walker('helpline_worker');
const head = await house.walker('administrator');
const practitioner = await house.walker('practitioner');

async function raise(fields: Record<string, string | string[]>, walker: Walker = worker): Promise<string> {
  const sent = await walker.fill('/concerns/new', { said: 'Words.', source: 'staff', ...fields });
  assert.equal(sent.statusCode, 303);
  return String(sent.headers.location);
}

/** Sends a form, and gives the concern’s page as it then is. */
async function step(
  walker: Walker,
  concern: string,
  form: string,
  fields: Record<string, string | string[]>,
) {
  const sent = await walker.fill(`${concern}/${form}`, fields);
  assert.equal(sent.statusCode, 303, sent.body);
  return (await walker.open(concern)).body;
}

test('E20: whom a concern is about finds no page of it, and sees it on no board; whoever names themselves loses it', async () => {
  const about = await house.walker('safeguarding_lead', 'auditor');
  const concern = await raise({ to: 'police', about: [about.actor.userId] });
  const forms = ['', '/words', '/pass-on', '/report', '/review', '/decide', '/deciders', '/join', '/close'];
  for (const form of forms) assert.equal((await about.open(`${concern}${form}`)).statusCode, 404, form);
  assert.ok(!(await about.open('/concerns')).body.includes(concern));
  assert.ok(!(await about.open('/audit?last=7d')).body.includes(concern.slice(10, 18)));
  const seen = (await lead.open(concern)).body;
  assert.ok(seen.includes(`About somebody who works here: ${about.actor.name}.`));
  assert.ok(!(await lead.open(`${concern}/deciders`)).body.includes(`>${about.actor.name}<`));

  const own = await worker.fill('/concerns/new', { said: 'Words.', about: [worker.actor.userId] });
  assert.equal(own.headers.location, '/concerns');
});

test('E7: two who differ, a third who is named, and who settles it; nobody else can', async () => {
  const concern = await raise({ danger: 'no' });
  await step(lead, concern, 'deciders', { first: lead.actor.userId, second: worker.actor.userId });
  const decision = { reason: 'As said.', told: 'yes' };
  await step(lead, concern, 'decide', { ...decision, share: 'yes', ground: 'child_at_risk' });
  await step(worker, concern, 'decide', { ...decision, share: 'no', ground: 'already_known' });
  await step(secondLead, concern, 'third', { third: practitioner.actor.userId });
  const waits = (await lead.open(concern)).body;
  assert.ok(waits.includes(`That is ${practitioner.actor.name}.`));
  const keep = { ...decision, share: 'no', ground: 'already_known' };
  const posed = await lead.fill(`${concern}/settle`, keep);
  assert.match(posed.body, /Somebody else was named to settle it\. Nothing was saved\./);
  const settled = await step(practitioner, concern, 'settle', keep);
  assert.match(settled, /Settled<\/h3>/);
  assert.match((await lead.open(concern)).body, />Close it</);
});

test('E34: a review that does not agree waits for a third who settles it', async () => {
  const concern = await raise({ to: 'police', reference: 'P 1' });
  const silent = await lead.fill(`${concern}/review`, { agreed: 'no', words: '' });
  assert.match(silent.body, /Say in a few words what should be done instead\. Nothing was saved\./);
  await step(lead, concern, 'review', { agreed: 'no', words: 'Tell the duty desk too.' });
  await step(lead, concern, 'third', { third: secondLead.actor.userId });
  const settled = await step(secondLead, concern, 'settle-review', { words: 'They were told.' });
  assert.match(settled, /Review settled/);
  assert.match(settled, /In words: They were told\./);
});

test('E33: two concerns are joined by the address of the other, and taken apart again; the raiser of one learns nothing', async () => {
  const [one, other] = [await raise({ to: 'police' }), await raise({ to: 'police' }, practitioner)];
  const joined = await step(lead, one, 'join', { with: `https://here.example${other}` });
  assert.ok(joined.includes(`href="${other}"`));
  assert.ok((await lead.open(other)).body.includes(`href="${one}"`));
  const raisers = (await worker.open(one)).body;
  assert.ok(!raisers.includes(other) && !raisers.includes('Joined'));
  const self = await lead.fill(`${one}/join`, { with: one });
  assert.match(self.body, /That is this concern\. Nothing was saved\./);
  const nowhere = await lead.fill(`${one}/join`, { with: 'x' });
  assert.match(nowhere.body, /There is no concern at that address\. Nothing was saved\./);
  assert.ok(!(await step(lead, one, 'unjoin', { with: other.slice(10) })).includes(`href="${other}"`));
});

test('E6: a concern raised on somebody’s page says from which case to those who see that case, and is linked by a decider', async () => {
  const id = await openCase(practitioner, 'TC-3001');
  const page = (await practitioner.open(`/people/${id}`)).body;
  const link = /href="(\/concerns\/new\?[^"]*from=[^"]*)"/.exec(page)![1].replaceAll('&amp;', '&');
  const sent = await practitioner.fill(
    link,
    { said: 'Words.', to: 'police', reference: 'P 2' },
    '/concerns/new',
  );
  const concern = String(sent.headers.location);
  assert.match((await practitioner.open(concern)).body, /Raised from TC-3001\./);
  assert.match((await lead.open(`${concern}/link`)).body, /value="TC-3001"/);
  assert.match(await step(lead, concern, 'link', { reference: 'TC-3001' }), /Linked to TC-3001\./);
  assert.equal((await practitioner.open(`${concern}/link`)).statusCode, 403);
  const back = await step(lead, concern, 'unlink', { case: id });
  assert.match(back, /Link to a case taken back/);
  assert.ok(!(await practitioner.open(`/people/${id}`)).body.includes(concern));
});

test('E35: until a date is set the pages say so; once it is set they count; a report of one’s own is recorded alone', async () => {
  const concern = await raise({ danger: 'no', source: 'group' }, practitioner);
  const before = (await practitioner.open(concern)).body;
  assert.match(before, /is not confirmed here\. Report it now: that needs no law\./);
  assert.match((await practitioner.open('/concerns/new')).body, /Nobody here may stop you/);
  assert.match((await practitioner.open('/concerns/reporting-duty')).body, /Date not confirmed/);
  const fields = {
    role: 'practitioner',
    'from-day': '1',
    'from-month': '3',
    'from-year': '2026',
    withinDays: '2',
    source: 'A made-up act',
    reviewedBy: '',
  };
  assert.equal((await practitioner.send('/concerns/reporting-duty', fields)).statusCode, 403);
  const nowhere = await head.fill('/concerns/reporting-duty', { ...fields, source: ' ' });
  assert.match(nowhere.body, /Say where this was read\. Nothing was saved\./);
  assert.equal((await head.fill('/concerns/reporting-duty', fields)).statusCode, 303);
  const counts = (await practitioner.open(concern)).body;
  assert.match(counts, /You report it by <time datetime="2026-03-14">/);
  assert.match(counts, /Read in: A made-up act\. Not reviewed by a lawyer\./);
  const reported = await step(practitioner, concern, 'report', { to: 'police', reference: '' });
  assert.match(reported, /Reported by themselves/);
  assert.match(reported, /You reported it on/);
});

test('E34, E35: the page of passing on takes whatever is sent, and asks again for an empty form alone', async () => {
  const concern = await raise({ danger: 'no' });
  const empty = await worker.fill(`${concern}/pass-on`, {});
  assert.equal(empty.statusCode, 422);
  assert.match(empty.body, /Nothing is entered yet\. Say whom you told\./);
  await step(worker, concern, 'pass-on', { to: 'nobody we know', reference: 'R' });
  await step(worker, concern, 'pass-on', { reference: ['a', 'b'], 'on-day': ['1', '2'] });
  const kept = (await worker.repository.concern(concern.slice(10)))!;
  assert.deepEqual(
    kept.state.passings.map(one => one.to),
    ['other', 'other'],
  );
});
