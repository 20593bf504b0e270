import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import { buildApp } from '../../src/app.ts';
import { formFields, post } from '../post.ts';
import { contactOf, raiseCalmly } from './concern-from-contact.ts';
import { openHouse, type Walker } from './house.ts';

const house = await openHouse();
const worker = await house.walker('helpline_worker');
const colleague = await house.walker('helpline_worker');
const lead = await house.walker('safeguarding_lead');
const practitioner = await house.walker('practitioner');

const newContact = (words?: string) => contactOf(house, worker, words);

const concernOf = (answer: { headers: { location?: unknown } }) =>
  String(answer.headers.location).replace('/concerns/', '');

test('E34: one helpline worker, alone, goes from the contact to “passed on” in one step', async () => {
  const { url, form } = await newContact();
  const contact = await worker.open(url);
  assert.ok(contact.body.includes(`href="${form}"`), 'one click from the contact');
  const page = await worker.open(form);
  assert.match(page.body, /Ring first/);
  assert.match(page.body, /<b>999<\/b>/);
  const sent = await worker.fill(form, {
    said: 'What was said.',
    child: 'A made-up child',
    to: 'duty_desk',
    reference: 'DD/771',
  });
  assert.equal(sent.statusCode, 303);
  const kept = await worker.repository.concern(concernOf(sent));
  assert.deepEqual(
    kept!.events.map(event => event.type),
    ['raised', 'passed_on'],
  );
  assert.deepEqual(new Set(kept!.events.map(event => event.actor)), new Set([worker.actor.userId]));
  assert.equal(kept!.state.passings[0].reference, 'DD/771');
  assert.equal(kept!.said, 'What was said.');
  const shown = await worker.open(String(sent.headers.location));
  assert.match(shown.body, /Review by a second person: tomorrow/);
  assert.match(shown.body, /told: Children’s social care, duty desk\. Reference DD\/771\./);
  assert.match((await worker.open(url)).body, /You raised a concern on 12 March 2026/);
});

test('E34: nothing that is missing can block it; what is missing is named, and added later', async () => {
  const { form } = await newContact();
  const sent = await worker.fill(form, { said: '', child: '', to: 'police', reference: '' });
  assert.equal(sent.statusCode, 303);
  const concern = String(sent.headers.location);
  const shown = (await worker.open(concern)).body;
  assert.match(shown, /Add the reference: tomorrow/);
  assert.match(shown, /Add what was said, when you have it/);
  assert.equal((await worker.fill(`${concern}/reference`, { reference: 'POL 12' })).statusCode, 303);
  const words = { said: 'The exact words.', child: 'A made-up child' };
  assert.equal((await worker.fill(`${concern}/words`, words)).statusCode, 303);
  const kept = (await worker.repository.concern(concernOf(sent)))!;
  assert.equal(kept.state.passings[0].reference, 'POL 12');
  assert.equal(kept.state.passings[0].by, worker.actor.userId);
  assert.equal(kept.added[0].said, 'The exact words.');
  assert.equal(kept.due!.what, 'review', 'the review is still due');
  const done = (await worker.open(concern)).body;
  assert.ok(!done.includes('Add the reference'));
  assert.match(done, /Reference POL 12\./);
});

test('E34: every field may be left out, spoilt or unknown, and the concern is still raised', async () => {
  const spoilt: Record<string, string | string[]>[] = [
    {},
    { to: 'somebody else' },
    { danger: 'perhaps', to: '' },
    { said: ['twice', 'sent'], child: '', to: 'police' },
    { said: 'x'.repeat(60_000) },
  ];
  for (const fields of spoilt) {
    const { form } = await newContact();
    const sent = await worker.fill(form, fields);
    assert.equal(sent.statusCode, 303, JSON.stringify(fields).slice(0, 60));
    const kept = await worker.repository.concern(concernOf(sent));
    assert.equal(kept!.state.immediateDanger, true, 'unless somebody said otherwise, it counts as danger');
    assert.equal(kept!.said, [fields.said ?? ''].flat().join('\n'), 'no word is lost');
  }
});

test('E34: told nobody yet: it is kept all the same, and passing it on is due today', async () => {
  const { form } = await newContact();
  const sent = await worker.fill(form, { said: 'Words.', child: '' });
  const shown = await worker.open(String(sent.headers.location));
  assert.match(shown.body, /Pass it on: today/);
  const later = await worker.fill(`${String(sent.headers.location)}/pass-on`, {
    to: 'emergency_services',
    reference: '',
    'on-day': '12',
    'on-month': '3',
    'on-year': '2026',
  });
  assert.equal(later.statusCode, 303);
  assert.match((await worker.open(String(sent.headers.location))).body, /Review by a second person/);
});

test('E34: sent twice it is one concern; the page gone back to and changed can be sent as a second one', async () => {
  const { id, form } = await newContact();
  const hidden = formFields((await worker.open(form)).body, form);
  const first = await worker.send(form, { ...hidden, said: 'One', to: 'police', reference: '' });
  const second = await worker.send(form, { ...hidden, said: 'One', to: 'police', reference: '' });
  assert.equal(first.headers.location, second.headers.location);
  assert.equal((await worker.repository.contact(id))!.state.concerns.length, 1);
  const other = { ...hidden, said: 'Two', to: 'police', reference: '' };
  const changed = await worker.send(form, other);
  assert.equal(changed.statusCode, 303, 'in danger it is saved at once, as a concern of its own');
  assert.notEqual(changed.headers.location, first.headers.location);
  const again = await worker.send(form, other);
  assert.equal(again.headers.location, changed.headers.location, 'and two clicks do that once');
  assert.equal((await worker.repository.contact(id))!.state.concerns.length, 2);
});

test('with nobody in danger a page gone back to and changed asks first whether it is another concern', async () => {
  const { form } = await newContact();
  const hidden = formFields((await worker.open(`${form}?danger=no`)).body, form);
  const first = await worker.send(form, { ...hidden, said: 'One' });
  const changed = await worker.send(form, { ...hidden, said: 'Two' });
  assert.equal(changed.statusCode, 409);
  assert.match(changed.body, /A concern was already saved from this page/);
  assert.match(changed.body, />\s*Two<\/textarea>/);
  const other = await worker.send(form, { ...formFields(changed.body, form), said: 'Two' });
  assert.equal(other.statusCode, 303);
  assert.notEqual(other.headers.location, first.headers.location);
});

test('E34: a contact that cannot be marked does not keep the concern out', async () => {
  const { id, form } = await newContact();
  const hidden = formFields((await worker.open(form)).body, form);
  const gone = form.replace(id, '00000000-0000-4000-8000-000000000000');
  const sent = await worker.send(gone, { ...hidden, said: 'Kept all the same.', to: 'police' });
  assert.equal(sent.statusCode, 303);
  assert.equal((await worker.repository.concern(concernOf(sent)))!.said, 'Kept all the same.');
});

test('E34: when the record cannot be reached the page says so, keeps every word, and takes them afterwards', async () => {
  const { form } = await newContact();
  const { services } = house.options;
  const lost = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });
  const broken = { ...worker.repository, decideTogether: () => Promise.reject(lost) };
  const records = {
    ...services.records,
    as: () => broken,
    memberships: (id: string) => services.records.memberships(id),
  };
  const app = await buildApp({ ...house.options, services: { ...services, records } });
  const hidden = formFields((await worker.open(form)).body, form);
  const typed = { said: 'What was said.', child: 'A made-up child', to: 'duty_desk', reference: 'DD 9' };
  const answer = await post(app, form, { ...hidden, ...typed }, worker.cookie);
  assert.equal(answer.statusCode, 503);
  assert.match(answer.body, /This is not in the record/);
  assert.match(answer.body, /Ring first, do not wait for this page/);
  assert.match(answer.body, />\s*What was said\.<\/textarea>/);
  for (const value of ['A made-up child', 'DD 9']) assert.ok(answer.body.includes(`value="${value}"`), value);
  assert.match(answer.body, /value="duty_desk" checked/);
  const again = await worker.send(form, { ...formFields(answer.body, form), ...typed });
  assert.equal(again.statusCode, 303);
});

test('E34: nor is anything lost when not even the sign-in can be read', async () => {
  const { form } = await newContact();
  const { services } = house.options;
  const lost = Object.assign(new Error('connect ENOENT'), { code: 'ENOENT', syscall: 'connect' });
  const accounts = { ...services.accounts, signedIn: () => Promise.reject(lost) };
  const app = await buildApp({ ...house.options, services: { ...services, accounts } });
  const hidden = formFields((await worker.open(form)).body, form);
  const said = 'What was said, at some length, so that it is shown and not only carried.';
  const typed = { said, child: 'A made-up child', to: 'police', reference: 'DD 9' };
  const answer = await post(app, form, { ...hidden, ...typed }, worker.cookie);
  assert.equal(answer.statusCode, 503);
  const carried = formFields(answer.body, form);
  assert.ok(answer.body.includes(said));
  assert.equal(carried.reference, 'DD 9');
  const again = await worker.send(form, { ...carried, said });
  assert.equal(again.statusCode, 303);
  assert.equal((await worker.repository.concern(concernOf(again)))!.state.passings[0].reference, 'DD 9');
});

test('E7: with nobody in danger it waits for two decisions', async () => {
  const { form } = await newContact();
  const sent = await raiseCalmly(worker, form, { said: 'Words.', child: '' });
  assert.equal(sent.statusCode, 303);
  const kept = (await worker.repository.concern(concernOf(sent)))!;
  assert.equal(kept.state.immediateDanger, false);
  assert.equal(kept.due!.what, 'name_deciders');
  assert.match((await worker.open(String(sent.headers.location))).body, /Name the two who decide: tomorrow/);
});

test('E6, E33: the safeguarding lead reads the concern, and the contact stays closed to them by every way', async () => {
  const { id, url, form } = await newContact('CELANDINE is what the caller wrote.');
  const sent = await worker.fill(form, {
    said: 'BRYONY was said.',
    child: 'SORREL',
    to: 'police',
    reference: '',
  });
  const concern = String(sent.headers.location);
  const pages = [concern, '/concerns', `${concern}/review`, `${concern}/link`, `${concern}/chase`];
  for (const page of pages) {
    const { body, statusCode } = await lead.open(page);
    assert.equal(statusCode, 200, page);
    assert.ok(!body.includes('CELANDINE') && !body.includes(id) && !body.includes('/helpline'), page);
  }
  const shown = (await lead.open(concern)).body;
  assert.match(shown, /BRYONY was said\./);
  assert.match(shown, /SORREL/);
  assert.match(shown, /What stays closed/);
  for (const closed of ['/helpline', url, form, `${url}/actions`, `${url}/end`]) {
    const { statusCode, body } = await lead.open(closed);
    assert.equal(statusCode, 403, closed);
    assert.ok(!body.includes('CELANDINE'), closed);
  }
  assert.equal(JSON.stringify(await lead.repository.concern(concern.slice(10))).includes(id), false);
});

test('E20, E33: nobody else finds the concern: not another helpline worker, not a practitioner', async () => {
  const { url, form } = await newContact();
  const sent = await worker.fill(form, { said: 'TANSY', child: 'YARROW', to: 'police', reference: '' });
  for (const other of [colleague, practitioner]) {
    const { statusCode, body } = await other.open(String(sent.headers.location));
    assert.equal(statusCode, 404);
    assert.ok(!body.includes('TANSY') && !body.includes('YARROW'));
    assert.ok(!(await other.open('/concerns')).body.includes(concernOf(sent)));
  }
  // A colleague on the helpline sees that there is one, on the contact, and no way to it.
  const contact = (await colleague.open(url)).body;
  assert.ok(contact.includes(`${worker.actor.name} raised a concern`));
  assert.ok(!contact.includes(concernOf(sent)));
});

test('E7, E20: of a concern about somebody who works here the contact keeps nothing that they could learn it by', async () => {
  const { id, url, form } = await newContact();
  const subjects = [
    await house.walker('helpline_worker'),
    await house.walker('helpline_worker', 'safeguarding_lead'),
    await house.walker('helpline_worker', 'administrator', 'auditor'),
  ];
  const disclosure = {
    do: 'note_disclosure',
    on: day('2026-03-12'),
    identifying: true,
    child: true,
    otherPerson: false,
    crimeTold: false,
    knownToPolice: 'no',
    named: subjects[0].actor.userId,
  } as const;
  const noted = await worker.repository.decide('contact', id, 'latest', randomUUID(), disclosure);
  assert.ok(noted.ok);
  /** The contact, its row on the desk and its page, but for the ids that each form has of its own. */
  const shownTo = async ({ repository, open }: Walker) => {
    const [found, desk] = [await repository.contact(id), await repository.contacts()];
    const { body } = await open(url);
    assert.ok(found);
    const row = desk.find(one => one.contact === id);
    return { found, row, body: body.replaceAll(/name="_command" value="[^"]*"/g, '') };
  };
  const before = await Promise.all(subjects.map(shownTo));
  assert.equal(before[0].found.state.disclosures.length, 1);
  for (const danger of ['yes', 'no']) {
    const about = subjects.map(one => one.actor.userId);
    const page = await worker.open(`${form}?danger=${danger}`);
    const fields = { ...formFields(page.body, form), danger, said: 'Words.', child: '', about };
    const sent = await worker.send(form, fields);
    assert.equal(sent.statusCode, 303);
    const kept = await worker.repository.concern(concernOf(sent));
    assert.deepEqual(kept!.state.about, about, 'it is raised, and whoever raised it sees it');
    assert.deepEqual(await Promise.all(subjects.map(shownTo)), before, danger);
  }
  // Of one that is about nobody here whoever answers next is told that it was raised.
  await worker.fill(form, { said: 'Words.', child: '' });
  assert.match((await shownTo(subjects[0])).body, /raised a concern/);
});

test('E18: what was said about a child is never guarded, shortened or changed', async () => {
  const { form } = await newContact();
  const said = 'Exactly  as said:\n\n "these <words>, & these" \t…';
  const sent = await worker.fill(form, { said, child: '', to: 'police', reference: '' });
  assert.equal((await worker.repository.concern(concernOf(sent)))!.said, said);
});

test('a contact that is not there has no page for a concern', async () => {
  const absent = '/helpline/00000000-0000-4000-8000-000000000000/concern';
  assert.equal((await worker.open(absent)).statusCode, 404);
});
