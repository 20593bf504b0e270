import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day, type CallerKind, type ContactGroup } from '@throughcare/pathway';
import { buildApp } from '../../src/app.ts';
import { holdsAddress } from '../../src/frame/address.ts';
import { formFields, post } from '../post.ts';
import { openHouse } from './house.ts';

const house = await openHouse();
const worker = await house.walker('helpline_worker');
const colleague = await house.walker('helpline_worker');

/** A new contact; its page's address and the caller's code. */
async function newContact(
  words = 'Hello.',
  group: ContactGroup = 'own_behaviour',
  caller: CallerKind = 'not_said',
) {
  const before = new Set((await worker.repository.contacts()).map(row => row.contact));
  const code = await house.call(words, group, caller);
  const [made] = (await worker.repository.contacts()).filter(row => !before.has(row.contact));
  return { code, id: made.contact, url: `/helpline/${made.contact}` };
}

test('a contact shows what they wrote, and the answer reaches whoever holds the code', async () => {
  const { code, url } = await newContact('First line\nsecond line\n\nsecond part');
  const opened = await worker.open(url);
  assert.match(opened.body, /<p>First line<br>second line<\/p><p>second part<\/p>/);
  const sent = await worker.fill(url, { words: 'You did right to write.' });
  assert.equal(sent.statusCode, 303);
  assert.equal(sent.headers.location, url);
  const caller = await house.records.asCaller(house.organisation).withCode(code);
  assert.ok(caller !== null && caller !== 'wait');
  assert.deepEqual(
    caller.replies.map(reply => reply.words),
    ['You did right to write.'],
  );
  assert.match((await worker.open(url)).body, /Answered\./);
});

test('E37: nothing in a caller’s words can be clicked, fetched or previewed; the way to report is shown', async () => {
  const written = [
    'see http://harm.example/a?b=c and https://harm.example',
    'www.harm.example/path or harm.example',
    'someone@harm.example javascript:alert(1) <a href="http://harm.example">x</a> <img src=http://harm.example/i>',
    'tor: abcdefghij.onion/x',
  ];
  for (const words of written) {
    const { url } = await newContact(words);
    const { body } = await worker.open(url);
    const addresses = [...body.matchAll(/\s(?:href|src|action|content|data|poster|srcset)="([^"]*)"/g)];
    assert.ok(addresses.length > 5, 'the search for addresses found almost none');
    for (const [, address] of addresses) assert.ok(!/harm|onion|alert/.test(address), address);
    assert.ok(!/<(?:a|img)\b[^>]*harm/i.test(body));
    assert.match(body, /Something here looks like an address/);
    assert.match(body, /Internet Watch Foundation \(report\.iwf\.org\.uk\)/);
  }
});

test('E37: the same holds for a link in a worker’s own answer', async () => {
  const { url } = await newContact();
  await worker.fill(url, { words: 'Look at https://harm.example/now' });
  const { body } = await worker.open(url);
  assert.ok(body.includes('https://harm.example/now'));
  assert.ok(!/="[^"]*harm\.example/.test(body));
});

test('plain sentences are not taken for addresses', () => {
  for (const words of [
    'I do not know. I am worried.',
    'It was 3.30pm',
    'No...',
    'a/b',
    '12.5.2026',
    'Mr. Nobody',
  ]) {
    assert.equal(holdsAddress(words), false, words);
  }
});

test('E27: somebody under 18 is answered like anybody, with a line on how it is handled', async () => {
  const { url } = await newContact('I am fifteen.', 'other', 'under_18');
  const { body } = await worker.open(url);
  assert.match(body, /How this is handled/);
  assert.match(body, /ask for no more than you need/);
  assert.match(body, /Childline: 0800 1111/);
  assert.match(body, /handled as safeguarding: raise a concern/);
  assert.equal((await worker.fill(url, { words: 'Thank you for writing.' })).statusCode, 303);
  const adult = await newContact('I am forty.');
  assert.ok(!(await worker.open(adult.url)).body.includes('How this is handled'));
});

test('an empty answer is refused in words, and one that is too long loses nothing', async () => {
  const { url } = await newContact();
  const empty = await worker.fill(url, { words: '  ' });
  assert.equal(empty.statusCode, 422);
  assert.match(empty.body, /Nothing is written yet\. Write a few words first\./);
  assert.match(empty.body, /<title>Error: /);
  const long = 'abcdefghij '.repeat(1000);
  const answer = await worker.fill(url, { words: long });
  assert.equal(answer.statusCode, 422);
  assert.ok(answer.body.includes(long), 'it is all still there');
});

test('somebody who wrote again while an answer was typed: both are shown, and sending it again is a decision', async () => {
  const { code, url } = await newContact();
  const page = (await worker.open(url)).body;
  const caller = await house.records.asCaller(house.organisation).withCode(code);
  assert.ok(caller !== null && caller !== 'wait');
  await caller.write(randomUUID(), 'It has changed since.');
  const stale = await worker.send(url, { ...formFields(page, url), words: 'My answer' });
  assert.equal(stale.statusCode, 409);
  for (const said of ['Somebody else changed this', 'The caller', 'It has changed since.', 'My answer']) {
    assert.ok(stale.body.includes(said), said);
  }
  const again = await worker.send(url, { ...formFields(stale.body, url), words: 'My answer' });
  assert.equal(again.statusCode, 303);
});

test('a form that is sent twice answers once', async () => {
  const { id, url } = await newContact();
  const fields = { ...formFields((await worker.open(url)).body, url), words: 'Once.' };
  assert.equal((await worker.send(url, fields)).statusCode, 303);
  assert.equal((await worker.send(url, fields)).statusCode, 303);
  assert.equal((await worker.repository.contact(id))!.state.replies, 1);
});

test('a contact is taken, and a colleague sees by whom; a stale click shows who was first', async () => {
  const { url } = await newContact();
  const page = (await colleague.open(url)).body;
  assert.equal((await worker.fill(url, {}, `${url}/take`)).statusCode, 303);
  assert.match((await worker.open(url)).body, /You have taken it\./);
  assert.ok((await colleague.open(url)).body.includes(`${worker.actor.name} has taken it.`));
  const late = await colleague.send(`${url}/take`, formFields(page, `${url}/take`));
  assert.equal(late.statusCode, 409);
  assert.ok(late.body.includes(`${worker.actor.name} answers it.`));
});

test('agreed actions come from the list; none chosen, or one that is not on it, is refused in words', async () => {
  const { url } = await newContact();
  const none = await worker.fill(`${url}/actions`, {});
  assert.equal(none.statusCode, 422);
  assert.match(none.body, /Choose at least one action\. Nothing was saved\./);
  assert.equal((await worker.fill(`${url}/actions`, { actions: ['fly_away'] })).statusCode, 422);
  const saved = await worker.fill(`${url}/actions`, { actions: ['see_gp', 'filter_devices'] });
  assert.equal(saved.statusCode, 303);
  const { body } = await worker.open(url);
  assert.match(body, /See a GP[\s\S]*Put filters and limits on devices/);
});

test('a contact is ended with how it ended, once', async () => {
  const { url } = await newContact();
  assert.match((await worker.fill(`${url}/end`, {})).body, /Choose how it ended\./);
  assert.equal((await worker.fill(`${url}/end`, { how: 'answered' })).statusCode, 303);
  assert.match(
    (await worker.fill(`${url}/end`, { how: 'answered' })).body,
    /This contact was already ended\./,
  );
});

test('another organisation’s contact is not found, nor one that never was', async () => {
  const { url } = await newContact('KINGCUP');
  const other = { userId: 'account-elsewhere', organisationId: randomUUID(), name: 'Elsewhere' };
  const on = day('2022-01-03');
  await house.records.found({
    id: other.organisationId,
    name: 'Elsewhere',
    madeUp: true,
    on,
    administrator: {
      ...other,
      roles: ['administrator', 'helpline_worker'],
    },
  });
  const cookie = `walker=${other.userId}`;
  const answer = await house.app.inject({ url, headers: { cookie } });
  assert.equal(answer.statusCode, 404);
  assert.ok(!answer.body.includes('KINGCUP'));
  for (const id of [randomUUID(), 'x', '../../etc']) {
    assert.equal((await worker.open(`/helpline/${encodeURIComponent(id)}`)).statusCode, 404, id);
  }
  const empty = await post(house.app, url, { words: 'x' }, cookie);
  assert.equal(empty.statusCode, 404);
});

test('when the record cannot be reached the answer that was typed is given back, to be sent again', async () => {
  const { url } = await newContact();
  const lost = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });
  const { services } = house.options;
  const broken = { ...worker.repository, decide: () => Promise.reject(lost) };
  const records = {
    ...services.records,
    as: () => broken,
    memberships: (id: string) => services.records.memberships(id),
  };
  const app = await buildApp({ ...house.options, services: { ...services, records } });
  const words = 'A long answer that took somebody half an hour to write, with care.';
  const page = await app.inject({ url, headers: { cookie: worker.cookie } });
  const answer = await post(app, url, { ...formFields(page.body, url), words }, worker.cookie);
  assert.equal(answer.statusCode, 503);
  assert.ok(answer.body.includes(words));
  const again = await worker.send(url, { ...formFields(answer.body, url), words });
  assert.equal(again.statusCode, 303, 'the same form, once the record is back');
});
