import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day, type CaseCommand } from '@throughcare/pathway';
import { openHouse } from '../helpline/house.ts';
import { formFields } from '../post.ts';

const on = day('2026-03-12');
const today = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };

const house = await openHouse();
const practitioner = await house.walker('practitioner');
const lead = await house.walker('programme_lead');
const safeguarding = await house.walker('safeguarding_lead');

async function caseOf(reference: string, ...more: CaseCommand[]): Promise<string> {
  const id = randomUUID();
  const identity = {
    surname: 'Ashgrove',
    forename: 'Tobin',
    bornOn: day('1980-02-01'),
    sex: 'M',
    postcodeDistrict: null,
    pnc: null,
  } as const;
  const commands: CaseCommand[] = [
    { do: 'refer', on, reference, source: 'self', stage: 'not_known_to_police', identity },
    { do: 'triage', on, outcome: 'accepted' },
    { do: 'open', on, practitioner: practitioner.actor.userId },
    ...more,
  ];
  for (const command of commands) {
    const outcome = await practitioner.repository.decide('case', id, 'latest', randomUUID(), command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
  }
  return id;
}

const close: CaseCommand = { do: 'close', on, reason: 'no_contact', watchedBy: null, transfer: null };

test('E22: one person asks on a page, another agrees on theirs, and then nobody finds the record', async () => {
  const id = await caseOf('TC-1', close);
  const ask = `/people/${id}/kept/ask-erasure`;
  const empty = await lead.fill(ask, { ...today, reason: 'as told' });
  assert.equal(empty.statusCode, 422);
  assert.match(empty.body, /Choose one of the list/);
  const asked = await lead.fill(ask, { ...today, choice: 'no_longer_needed', reason: 'as told' });
  assert.equal(asked.headers.location, `/people/${id}/kept`);
  const seen = (await lead.open(`/people/${id}/kept`)).body;
  assert.match(seen, /It is no longer needed for what it was collected for/);
  assert.doesNotMatch(seen, /Agree: erase/);
  assert.equal((await lead.open(`/people/${id}/kept/agree-erasure`)).statusCode, 404);
  assert.equal((await practitioner.open(`/people/${id}/kept/agree-erasure`)).statusCode, 404);

  const agreed = await safeguarding.fill(`/people/${id}/kept/agree-erasure`, today);
  assert.equal(agreed.headers.location, '/kept/erased');
  assert.match(
    (await safeguarding.open('/kept/erased')).body,
    /If you agreed just now and were brought here, it is done/,
  );
  for (const walker of [lead, safeguarding, practitioner]) {
    assert.equal((await walker.open(`/people/${id}/kept`)).statusCode, 404);
  }
});

test('E22: a lead who asked, and beside whom there is no other, is told on the page whom to ask; once there is one, no more', async () => {
  const id = await caseOf('TC-ALONE', close);
  const asked = { ...today, choice: 'no_longer_needed', reason: 'as told' };
  assert.equal((await safeguarding.fill(`/people/${id}/kept/ask-erasure`, asked)).statusCode, 303);
  const told = /ask an administrator to give a second person that role/;
  const page = async () => (await safeguarding.open(`/people/${id}/kept`)).body;
  assert.match(await page(), told);
  assert.doesNotMatch((await lead.open(`/people/${id}/kept`)).body, told, 'who did not ask waits for nobody');
  const second = await house.walker('safeguarding_lead');
  assert.doesNotMatch(await page(), told);
  const agreed = await second.fill(`/people/${id}/kept/agree-erasure`, today);
  assert.equal(agreed.headers.location, '/kept/erased');
});

test('E22: a hold on the page stops whoever agrees, in words on the same page', async () => {
  const id = await caseOf('TC-2', close);
  await lead.fill(`/people/${id}/kept/ask-erasure`, {
    ...today,
    choice: 'no_longer_needed',
    reason: 'as told',
  });
  const held = await safeguarding.fill(`/people/${id}/kept/hold`, {
    ...today,
    choice: 'inquiry',
    reason: 'as told',
  });
  assert.equal(held.statusCode, 303);
  const refused = await safeguarding.fill(`/people/${id}/kept/agree-erasure`, today);
  assert.equal(refused.statusCode, 422);
  assert.match(refused.body, /A legal hold stands on this record, and it wins\. Nothing was saved\./);
});

/** The address of the copy of a case that was asked for just now. */
async function askedFor(id: string, by = practitioner): Promise<string> {
  await by.fill(`/people/${id}/kept/ask-copy`, today);
  const kept = (await safeguarding.open(`/people/${id}/kept`)).body;
  return /href="([^"]*\/kept\/copy\/[^"]*)"/.exec(kept)![1];
}

const linksTo = (body: string, what: string) =>
  [...body.matchAll(/href="([^"]+)"/g)]
    .map(([, href]) => href.replaceAll('&amp;', '&'))
    .filter(href => href.includes(what));
const keysOn = (body: string) => [...body.matchAll(/name="shown" value="([^"]+)"/g)].map(([, key]) => key);

test('E23: a copy is asked for, gone through by kind, and taken out as text and as data under a neutral name', async () => {
  const id = await caseOf('TC-3', { do: 'write_note', on, words: 'marigoldnote' });
  const copy = await askedFor(id);
  assert.equal((await practitioner.open(copy)).statusCode, 403);
  const [notes] = linksTo((await safeguarding.open(copy)).body, '/lines/notes');
  const page = (await safeguarding.open(notes)).body;
  assert.match(page, /marigoldnote/);
  const shown = keysOn(page);
  const release = { shown, which: 'page', decision: 'release' };
  const early = await safeguarding.open(`${copy}/text`);
  assert.equal(early.statusCode, 409);
  assert.match(early.body, /1 line that is kept back waits for a decision\. Nothing was taken out/);
  assert.ok(!early.body.includes('marigoldnote'));
  assert.match((await safeguarding.fill(notes, release)).body, /Give the reason in a few words/);
  const none = await safeguarding.fill(notes, { ...release, which: 'ticked', reason: 'as told' });
  assert.match(none.body, /Tick at least one line/);
  const undecided = await safeguarding.fill(notes, { shown, which: 'page', reason: 'as told' });
  assert.match(undecided.body, /Choose what is decided/);
  const done = await safeguarding.fill(notes, { ...release, reason: 'as told' });
  assert.equal(done.headers.location, copy, 'all of it is decided on');
  const text = await safeguarding.open(`${copy}/text`);
  assert.match(text.body, /^What we hold about you/);
  assert.match(text.body, /What it says: marigoldnote/);
  assert.match(String(text.headers['content-disposition']), /copy\.txt/);
  assert.match((await safeguarding.open(`${copy}/data`)).body, /marigoldnote/);
  assert.match((await safeguarding.open(`${copy}/read`)).body, /marigoldnote/);
  assert.equal((await safeguarding.open(`${copy}/other`)).statusCode, 404);
  assert.equal((await safeguarding.open(`${copy}/lines/nothing`)).statusCode, 404);
});

test('E23: giving a copy is refused in words that lead to the lines, until every one is decided on', async () => {
  const id = await caseOf('TC-5', { do: 'write_note', on, words: 'marigoldnote' });
  const copy = await askedFor(id);
  const give = `/people/${id}/kept/give-copy`;
  const which = copy.split('/').at(-1)!;
  assert.equal((await practitioner.open(give)).statusCode, 404);
  const refused = await safeguarding.fill(give, { ...today, which });
  assert.equal(refused.statusCode, 422);
  assert.match(
    refused.body,
    new RegExp(`href="${copy}"[^>]*>One line that is kept back has not been decided on`),
  );
  const [notes] = linksTo((await safeguarding.open(copy)).body, '/lines/notes');
  const shown = keysOn((await safeguarding.open(notes)).body);
  const decision = { shown, which: 'page', reason: 'as told' };
  await safeguarding.fill(notes, { ...decision, decision: 'keep_back' });
  assert.match((await safeguarding.open(copy)).body, /Record that it was given to them/);
  await practitioner.repository.decide('case', id, 'latest', randomUUID(), {
    do: 'write_note',
    on,
    words: 'sorrelnote',
  });
  assert.equal((await safeguarding.fill(give, { ...today, which })).statusCode, 422, 'one came since');
  const stale = await safeguarding.fill(notes, { ...decision, decision: 'release' });
  assert.equal(stale.statusCode, 303);
  const text = (await safeguarding.open(`${copy}/read`)).body;
  assert.match(text, /marigoldnote/);
  assert.doesNotMatch(text, /sorrelnote/, 'what came since the page was opened is not decided by it');
  const fresh = keysOn((await safeguarding.open(notes)).body);
  await safeguarding.fill(notes, { shown: fresh, which: 'page', decision: 'keep_back', reason: 'as told' });
  assert.equal((await safeguarding.fill(give, { ...today, which })).statusCode, 303);
  for (const url of [notes, `${notes}?show=decided`])
    assert.doesNotMatch((await safeguarding.open(url)).body, /Record this decision/);
});

test('E23: lines are chosen one by one, by who recorded them or all, and a decision is taken back', async () => {
  const id = await caseOf('TC-6');
  const other = await house.walker('practitioner');
  const hand = { do: 'change_practitioner', on, practitioner: other.actor.userId } as const;
  const write = (who: typeof other, words: string) =>
    who.repository.decide('case', id, 'latest', randomUUID(), { do: 'write_note', on, words });
  await write(practitioner, 'marigoldnote');
  await write(practitioner, 'sorrelnote');
  await practitioner.repository.decide('case', id, 'latest', randomUUID(), hand);
  await write(other, 'tansynote');
  const copy = await askedFor(id, other);
  const [notes] = linksTo((await safeguarding.open(copy)).body, '/lines/notes');
  const page = (await safeguarding.open(notes)).body;
  assert.match(page, /The 2 above that .* recorded/);
  const shown = keysOn(page);
  const theirs = {
    shown,
    which: `by ${practitioner.actor.userId}`,
    decision: 'keep_back',
    reason: 'as told',
  };
  assert.equal((await safeguarding.fill(notes, theirs)).headers.location, notes);
  const left = (await safeguarding.open(notes)).body;
  assert.doesNotMatch(left, /marigoldnote|sorrelnote/);
  assert.match(left, /tansynote/);
  const decided = `${notes}?show=decided`;
  const seen = (await safeguarding.open(decided)).body;
  assert.match(seen, /Kept back<\/strong> by/);
  const [first] = keysOn(seen);
  const undo = {
    shown: keysOn(seen),
    line: first,
    which: 'ticked',
    decision: 'undo',
    show: 'decided',
    reason: '',
  };
  assert.equal((await safeguarding.fill(decided, undo, notes)).statusCode, 303);
  assert.match((await safeguarding.open(notes)).body, /marigoldnote/);
});

test('E23: of two leads who decide at once the second is told, sees what the first decided, and can then decide again', async () => {
  const id = await caseOf('TC-7', { do: 'write_note', on, words: 'marigoldnote' });
  const copy = await askedFor(id);
  const second = await house.walker('safeguarding_lead');
  const [notes] = linksTo((await safeguarding.open(copy)).body, '/lines/notes');
  const theirs = formFields((await second.open(notes)).body, notes);
  const shown = keysOn((await safeguarding.open(notes)).body);
  await safeguarding.fill(notes, {
    shown,
    which: 'page',
    decision: 'keep_back',
    reason: 'as the first saw it',
  });
  const mine = { ...theirs, which: 'page', decision: 'release', reason: 'as told' };
  const told = await second.send(notes, mine);
  assert.equal(told.statusCode, 422);
  assert.match(told.body, /One of these lines was decided on after you opened this page/);
  assert.match(told.body, /Kept back<\/strong> by [^:]+: as the first saw it/);
  assert.ok(!(await second.open(`${copy}/read`)).body.includes('marigoldnote'));
  const again = { ...formFields(told.body, notes), which: 'page', decision: 'release', reason: 'as told' };
  assert.equal((await second.send(notes, again)).statusCode, 303);
  assert.ok((await second.open(`${copy}/read`)).body.includes('marigoldnote'));
});

test('E7, E23: a line of a concern is released on a page of its own, and the lead whom the concern is about is shown none', async () => {
  const id = await caseOf('TC-4');
  const accused = await house.walker('safeguarding_lead');
  const raise = {
    do: 'raise',
    on,
    source: 'case',
    immediateDanger: false,
    said: 'cowslipsaid',
    child: 'Periwinklechild',
    from: id,
    about: [accused.actor.userId],
  } as const;
  const raised = await practitioner.repository.decide('concern', randomUUID(), 0, randomUUID(), raise);
  assert.ok(raised.ok);
  const copy = await askedFor(id);
  const theirs = (await accused.open(copy)).body;
  assert.doesNotMatch(theirs, /A concern about a child|lines\/concern/);
  assert.equal((await accused.open(`${copy}/lines/concern-1`)).statusCode, 404);
  const lines = `${copy}/lines/concern-1`;
  const seen = (await safeguarding.open(lines)).body;
  assert.match(seen, /The concern is open: ask the authority/);
  assert.match(seen, /cowslipsaid/);
  const shown = keysOn(seen);
  const said = shown.find(key => key.endsWith(' said'))!;
  const release = { shown, line: said, which: 'ticked', decision: 'release', reason: 'as told' };
  assert.equal((await safeguarding.fill(lines, release)).statusCode, 303);
  const text = (await safeguarding.open(`${copy}/read`)).body;
  assert.match(text, /cowslipsaid/);
  assert.doesNotMatch(text, /Periwinklechild/);
  assert.doesNotMatch((await accused.open(`${copy}/read`)).body, /cowslipsaid/);
});

test('a safeguarding lead opens a record by its reference, which never stands in an address', async () => {
  const id = await caseOf('TC-77');
  const found = await safeguarding.fill('/retention', { reference: 'TC-77' });
  assert.equal(found.headers.location, `/people/${id}/kept`);
  const missing = await safeguarding.fill('/retention', { reference: 'TC-none' });
  assert.equal(missing.statusCode, 422);
  assert.match(missing.body, /no record with that reference/);
});
