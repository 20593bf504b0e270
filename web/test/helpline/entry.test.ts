import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day, type ContactCommand } from '@throughcare/pathway';
import { formFields } from '../post.ts';
import { openHouse, type Walker } from './house.ts';

const house = await openHouse();
const worker = await house.walker('helpline_worker');
const other = await house.walker('helpline_worker');
const on = day('2026-03-12');
const today = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };
const call: ContactCommand = {
  do: 'take_call',
  on,
  channel: 'phone',
  group: 'own_behaviour',
  caller: 'not_said',
  statement: 'spoken-2026-1',
  language: 'en',
  interpreter: false,
  began: '10:00',
};

/** Somebody who rang, with what was recorded of it; gives the contact's page. */
async function rung(...commands: readonly ContactCommand[]): Promise<{ id: string; url: string }> {
  const id = randomUUID();
  await tell(worker, id, call, ...commands);
  return { id, url: `/helpline/${id}` };
}

async function tell(who: Walker, id: string, ...commands: readonly ContactCommand[]): Promise<void> {
  for (const command of commands) {
    const outcome = await who.repository.decide('contact', id, 'latest', randomUUID(), command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
  }
}

test('what was recorded of a contact is listed, put right with what it says already filled in, and both versions stay', async () => {
  const { id, url } = await rung({ do: 'screen_risk', on, risk: 'nothing_immediate_said' });
  const { body } = await worker.open(url);
  assert.match(body, /What was recorded, newest first/);
  assert.match(body, new RegExp(`href="${url}/entries/2">Put this right`));
  const page = await worker.open(`${url}/entries/2`);
  const { risk } = (await worker.repository.contact(id))!.state.risk!;
  assert.match(page.body, new RegExp(`name="risk"[^>]*value="${risk}" checked`));
  const another = /name="risk"[^>]*value="([^"]+)"(?! checked)/.exec(page.body)![1];
  const sent = await worker.fill(`${url}/entries/2`, {
    wrong: 'put_right',
    because: 'learnt_later',
    risk: another,
    ...today,
  });
  assert.equal(sent.statusCode, 303, sent.body);
  assert.equal((await worker.repository.contact(id))!.state.risk!.risk, another);
  assert.match(
    (await worker.open(url)).body,
    /As first told, before it was corrected[\s\S]*Asked about risk now/,
  );
});

test('a note is put right by whoever wrote it alone, and its first words stay beside it', async () => {
  const { url } = await rung({ do: 'keep_note', on, words: 'canary as first written' });
  assert.equal((await other.open(`${url}/entries/2`)).statusCode, 404);
  assert.ok(!(await other.open(url)).body.includes('/entries/2"'));
  const sent = await worker.fill(`${url}/entries/2`, {
    wrong: 'put_right',
    because: 'learnt_later',
    words: 'canary as it should be',
    ...today,
  });
  assert.equal(sent.statusCode, 303, sent.body);
  const [now, before] = (await worker.open(url)).body.split('As first told, before it was corrected');
  assert.ok(now.includes('canary as it should be') && !now.includes('canary as first written'));
  assert.ok(before.includes('canary as first written'));
});

test('E44: what a caller wrote, and what they may have read or hold, is put right by nobody', async () => {
  await house.call('Canary of a caller.');
  const [{ contact: id }] = (await worker.repository.contacts()).filter(one => one.messages > 0);
  const url = `/helpline/${id}`;
  await tell(
    worker,
    id,
    { do: 'answer', on, worker: worker.actor.userId, words: 'As answered.' },
    { do: 'give_code', on },
  );
  const { body } = await worker.open(url);
  assert.ok(!body.includes('/entries/'));
  const { events, version } = (await worker.repository.contact(id))!;
  for (const event of events) {
    assert.equal((await worker.open(`${url}/entries/${event.version}`)).statusCode, 404, event.type);
    await assert.rejects(
      worker.repository.correct(
        'contact',
        id,
        version,
        randomUUID(),
        event.version,
        null,
        'entered_wrongly',
        true,
      ),
      /Nothing was saved/,
      event.type,
    );
  }
  assert.ok((await worker.open(url)).body.includes('Canary of a caller.'));
});

test('E6: that a concern was raised from a contact stays in it, and a correction joins nothing to it', async () => {
  const concern = randomUUID();
  const { id, url } = await rung({ do: 'raise_concern', on, concern });
  assert.equal((await worker.open(`${url}/entries/2`)).statusCode, 404);
  await assert.rejects(
    worker.repository.correct('contact', id, 2, randomUUID(), 2, null, 'entered_wrongly', true),
    /Nothing was saved/,
  );
  assert.deepEqual((await worker.repository.contact(id))!.state.concerns, [concern]);
});

test('E26: somebody who is kept from a contact finds no entry of it; taken out as a mistake, they find it again', async () => {
  const { url } = await rung({ do: 'keep_from', on, workers: [other.actor.userId] });
  for (const version of [1, 2]) {
    assert.equal((await other.open(`${url}/entries/${version}`)).statusCode, 404);
    assert.equal(
      (await other.send(`${url}/entries/${version}`, { wrong: 'take_out', because: 'entered_wrongly' }))
        .statusCode,
      404,
    );
  }
  assert.equal(
    (await worker.fill(`${url}/entries/2`, { wrong: 'take_out', because: 'entered_wrongly' })).statusCode,
    303,
  );
  assert.equal((await other.open(url)).statusCode, 200);
});

test('the call that a contact began with is put right and never taken out; how it began stays', async () => {
  const { id, url } = await rung();
  const { body } = await worker.open(`${url}/entries/1`);
  assert.ok(!body.includes('take_out'));
  const answer = {
    wrong: 'put_right',
    because: 'learnt_later',
    group: 'another_adults_behaviour',
    caller: 'family',
    channel: 'phone',
    language: 'cy',
    ...today,
  };
  const sent = await worker.fill(`${url}/entries/1`, answer);
  assert.equal(sent.statusCode, 303, sent.body);
  const [{ facts }] = (await worker.repository.contact(id))!.state.calls;
  assert.deepEqual(
    [facts.group, facts.caller, facts.language, facts.began, facts.statement],
    ['another_adults_behaviour', 'family', 'cy', '10:00', 'spoken-2026-1'],
  );
  const direct = await worker.repository.correct(
    'contact',
    id,
    2,
    randomUUID(),
    1,
    null,
    'entered_wrongly',
    true,
  );
  assert.ok(!direct.ok && direct.reason === 'refused' && direct.refusal.code === 'contact_stays');
});

test('what came later and would not have been allowed is named, and stands when somebody says so', async () => {
  const { url } = await rung(
    { do: 'agree_actions', on, actions: ['see_gp'] },
    { do: 'report_actions', on, taken: ['see_gp'], notTaken: [] },
  );
  const refused = await worker.fill(`${url}/entries/2`, { wrong: 'take_out', because: 'entered_wrongly' });
  assert.equal(refused.statusCode, 422);
  assert.match(refused.body, /One later entry[\s\S]*Only what was agreed before can be reported/);
  assert.equal(
    (
      await worker.fill(`${url}/entries/2`, {
        wrong: 'take_out',
        because: 'entered_wrongly',
        laterStand: 'yes',
      })
    ).statusCode,
    303,
  );
  const { body } = await worker.open(url);
  assert.ok(body.includes(`href="${url}/entries/3">Look at it again`));
});

test('two people at once: both changes are shown, and what was typed is kept', async () => {
  const { id, url } = await rung({ do: 'end_call', on, minutes: 12 });
  const page = await worker.open(`${url}/entries/2`);
  await tell(other, id, { do: 'signpost', on, to: ['childline'] });
  const sent = await worker.send(`${url}/entries/2`, {
    ...formFields(page.body, `${url}/entries/2`),
    wrong: 'put_right',
    because: 'learnt_later',
    minutes: '21',
    ...today,
  });
  assert.equal(sent.statusCode, 409);
  assert.match(sent.body, /Somebody else changed this[\s\S]*Pointed to[\s\S]*After 21 minutes\./);
  assert.match(sent.body, /name="minutes"[^>]*value="21"/);
});
