import { test } from 'node:test';
import assert from 'node:assert/strict';
import { openHouse } from '../helpline/house.ts';
import { offerProgrammes, openCase, referredOnly } from './case.ts';

const house = await openHouse();
await offerProgrammes(house);
const lead = await house.walker('practitioner', 'programme_lead');
const other = await house.walker('practitioner');
const on = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };

test('every form about the work with a person opens, and sent empty it says what is missing and saves nothing', async () => {
  const id = await openCase(lead, 'TC-1');
  const forms =
    `welfare expected-date task task-to task-done hand-over lawful-basis close phq-9 gad-7 core-10 audit-c
    questionnaire assessment restrict restriction-lift exclude exclusion-end reopen receipt handover-held
    enrol programme-status programme-end programme-before programme-review`.split(/\s+/);
  for (const form of forms) {
    const { statusCode } = await lead.open(`/people/${id}/${form}`);
    assert.equal(statusCode, 200, form);
    const answer = await lead.fill(`/people/${id}/${form}`, { ...on });
    assert.equal(answer.statusCode, 422, form);
    assert.match(answer.body, /There is a problem/, form);
  }
});

test('a task is given, stands on the page with its person, and is done', async () => {
  const id = await openCase(lead, 'TC-2');
  const task = { kind: 'letter', to: lead.actor.userId, by: '2026-03-20', words: '', ...on };
  assert.equal((await lead.fill(`/people/${id}/task`, task)).statusCode, 303);
  const { body } = await lead.open(`/people/${id}`);
  assert.match(body, /<h2>Tasks<\/h2>[\s\S]*Letter, by/);
  const [, value] = /name="task" type="radio" value="([^"]+)"/.exec(
    (await lead.open(`/people/${id}/task-done`)).body,
  )!;
  assert.equal((await lead.fill(`/people/${id}/task-done`, { task: value, ...on })).statusCode, 303);
  assert.doesNotMatch((await lead.open(`/people/${id}`)).body, /<h2>Tasks<\/h2>/);
});

test('E8: item 9 above 0 is something to do at once, and the page nowhere says that there is no risk', async () => {
  const id = await referredOnly(lead);
  const answers = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map(item => [`item-${item}`, '0']));
  const sent = await lead.fill(`/people/${id}/phq-9`, { ...answers, 'item-9': '1', moment: 'before', ...on });
  assert.equal(sent.statusCode, 303);
  const { body } = await lead.open(`/people/${id}`);
  assert.match(body, /Ask how they are<\/a>, today/);
  assert.doesNotMatch(body, /no risk|low risk|safe\b/i);
});

test('E11: a band stands with tool, version, date, assessor and expiry, and says when it has expired', async () => {
  const id = await openCase(lead, 'TC-4');
  const band = {
    instrument: 'osp',
    given: 'MEDIUM',
    version: '2',
    assessor: 'A. Sessor',
    assessedOn: '2025-01-05',
    expiresOn: '2026-03-01',
    ...on,
  };
  assert.equal((await lead.fill(`/people/${id}/assessment`, band)).statusCode, 303);
  const { body } = await lead.open(`/people/${id}`);
  assert.match(
    body,
    /MEDIUM \(expired\)[\s\S]*Version 2, assessed 5 January 2025 by A\. Sessor, expires 1 March 2026/,
  );
});

test('E20: whoever steps away gives no reason, and does not find the case any longer', async () => {
  const id = await openCase(other, 'TC-5');
  assert.equal((await other.fill(`/people/${id}/not-for-me`, { ...on })).statusCode, 303);
  assert.equal((await other.open(`/people/${id}`)).statusCode, 404);
  const { body } = await lead.open(`/people/${id}`);
  assert.match(body, /Nobody carries this case/);
  // Nor do they get it back by being handed it, in words that say no more.
  const back = { practitioner: other.actor.userId, team: '', talkBy: '2026-03-20', ...on };
  const handed = await lead.fill(`/people/${id}/hand-over`, back);
  assert.equal(handed.statusCode, 422);
  assert.match(handed.body, /They cannot be given this case\. Nothing was saved\. Choose somebody else\./);
});

test('a case is closed with somebody who watches what still runs, and opened again with a note', async () => {
  const id = await openCase(lead, 'TC-6');
  const refused = await lead.fill(`/people/${id}/close`, { reason: 'completed', ...on });
  assert.match(refused.body, /Name a person who watches it after closing/);
  const closing = { reason: 'completed', watchedBy: lead.actor.userId, ...on };
  assert.equal((await lead.fill(`/people/${id}/close`, closing)).statusCode, 303);
  const reopening = { practitioner: lead.actor.userId, note: 'as told', ...on };
  assert.equal((await lead.fill(`/people/${id}/reopen`, reopening)).statusCode, 303);
  assert.match((await lead.open(`/people/${id}`)).body, /Case opened again/);
});
