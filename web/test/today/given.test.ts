import { test } from 'node:test';
import assert from 'node:assert/strict';
import { openHouse } from '../helpline/house.ts';
import { offerProgrammes, openCase } from '../person/case.ts';

const house = await openHouse();
await offerProgrammes(house);
const giver = await house.walker('practitioner');
const colleague = await house.walker('practitioner');
const lead = await house.walker('programme_lead');
const on = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };
const handOver = (id: string) =>
  giver.fill(`/people/${id}/hand-over`, {
    ...on,
    practitioner: colleague.actor.userId,
    team: '',
    talkBy: '2026-03-20',
  });

test('a case handed over stands on Today of whoever has it now, and whoever gave it sees that it was taken up', async () => {
  const id = await openCase(giver, 'TC-31');
  assert.equal((await handOver(id)).statusCode, 303);
  assert.match((await colleague.open('/today')).body, /The case of Corwo Marbernford was handed to you/);
  assert.match((await giver.open('/today')).body, /Case TC-31[\s\S]{0,80}Not taken up yet/);
  const path = `/people/${id}/handover-answer`;
  assert.equal((await colleague.fill(path, { ...on, answer: 'take_up' })).statusCode, 303);
  assert.doesNotMatch((await colleague.open('/today')).body, /was handed to you/);
  const { body } = await giver.open('/today');
  assert.match(body, /Case TC-31[\s\S]{0,80}Taken up/);
  assert.ok(!body.includes(id), 'whoever does not see the case any longer gets no way to it');
});

test('a case is handed back with words, which are asked for, and waits for a lead', async () => {
  const id = await openCase(giver, 'TC-32');
  await handOver(id);
  const path = `/people/${id}/handover-answer`;
  const empty = await colleague.fill(path, { ...on, answer: 'hand_back', words: '' });
  assert.equal(empty.statusCode, 422);
  assert.match(empty.body, /Say why it goes back[\s\S]*Nothing was saved/);
  assert.equal(
    (await colleague.fill(path, { ...on, answer: 'hand_back', words: 'as told' })).statusCode,
    303,
  );
  assert.match((await giver.open('/today')).body, /Case TC-32[\s\S]{0,80}Handed back/);
  assert.match((await lead.open('/today')).body, /Somebody has to carry the case: Corwo Marbernford/);
  assert.match((await lead.open(`/people/${id}`)).body, /Case handed back[\s\S]*as told/);
});

test('a task is taken up by whoever it was given to, handed back with words, and given to somebody else', async () => {
  const id = await openCase(giver, 'TC-33');
  const task = { kind: 'letter', to: giver.actor.userId, by: '2026-03-18', words: '', ...on };
  assert.equal((await lead.fill(`/people/${id}/task`, task)).statusCode, 303);
  assert.match((await giver.open('/today')).body, /A task for Corwo Marbernford was given to you: letter/);
  assert.match((await lead.open('/today')).body, /Letter, TC-33[\s\S]{0,80}Not taken up yet/);
  const path = `/people/${id}/task-answer`;
  const [, which = ''] = /name="task" type="radio" value="([^"]+)"/.exec((await giver.open(path)).body)!;
  const not = await lead.fill(path, { ...on, task: which, answer: 'take_up' });
  assert.equal(not.statusCode, 422);
  assert.match(not.body, /given to somebody else/);
  assert.equal((await giver.fill(path, { ...on, task: which, answer: 'take_up' })).statusCode, 303);
  assert.match((await giver.open('/today')).body, /Your task for Corwo Marbernford: letter/);
  const back = { ...on, task: which, answer: 'hand_back', words: 'as told' };
  assert.equal((await giver.fill(path, back)).statusCode, 303);
  assert.match((await lead.open('/today')).body, /A task about Corwo Marbernford was handed back: letter/);
  assert.match((await lead.open(`/people/${id}`)).body, /Task handed back[\s\S]*as told/);
});
