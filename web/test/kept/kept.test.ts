import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day, type CaseCommand } from '@throughcare/pathway';
import { openHouse } from '../helpline/house.ts';

const on = day('2026-03-12');
const today = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };

const house = await openHouse();
const practitioner = await house.walker('practitioner');
const lead = await house.walker('programme_lead');
const safeguarding = await house.walker('safeguarding_lead');
const administrator = await house.walker('administrator');

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

test('E23: a copy is asked for, gone through line by line, and taken out as text and as data under a neutral name', async () => {
  const id = await caseOf('TC-3', { do: 'write_note', on, words: 'marigoldnote' });
  await practitioner.fill(`/people/${id}/kept/ask-copy`, today);
  const kept = (await safeguarding.open(`/people/${id}/kept`)).body;
  const copy = /href="([^"]*\/kept\/copy\/[^"]*)"/.exec(kept)?.[1];
  assert.ok(copy);
  assert.equal((await practitioner.open(copy)).statusCode, 403);
  const line = /value="(\d+ words)"/.exec((await safeguarding.open(copy)).body)?.[1];
  assert.ok(line);
  const text = await safeguarding.open(`${copy}/text`);
  assert.match(text.body, /^What we hold about you/);
  assert.ok(!text.body.includes('marigoldnote'));
  assert.match(String(text.headers['content-disposition']), /copy\.txt/);
  const noReason = await safeguarding.fill(copy, { line });
  assert.match(noReason.body, /Give the reason in a few words/);
  assert.equal((await safeguarding.fill(copy, { line, reason: 'as told' })).statusCode, 303);
  const data = await safeguarding.open(`${copy}/data`);
  assert.match(data.body, /marigoldnote/);
  assert.equal((await safeguarding.open(`${copy}/other`)).statusCode, 404);
});

test('E7, E23: a line of a concern is released on the same page, and the lead whom the concern is about is shown none', async () => {
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
  await practitioner.fill(`/people/${id}/kept/ask-copy`, today);
  const kept = (await safeguarding.open(`/people/${id}/kept`)).body;
  const copy = /href="([^"]*\/kept\/copy\/[^"]*)"/.exec(kept)![1];
  assert.doesNotMatch((await accused.open(copy)).body, /cowslipsaid|Periwinklechild|a concern/);
  const seen = (await safeguarding.open(copy)).body;
  assert.match(seen, /The concern is open: ask the authority/);
  const line = /value="(1 said [^"]*)"/.exec(seen)![1];
  assert.equal((await safeguarding.fill(copy, { line, reason: 'as told' })).statusCode, 303);
  const text = (await safeguarding.open(`${copy}/text`)).body;
  assert.match(text, /cowslipsaid/);
  assert.doesNotMatch(text, /Periwinklechild/);
});

test('a schedule is set by an administrator, seen by a safeguarding lead, and found by nobody else', async () => {
  const before = (await administrator.open('/retention')).body;
  assert.match(before, /No schedule is set, so nothing of it goes/);
  const answers = {
    class: 'casework',
    months: '72',
    from: 'ended',
    agreed: 'by_two',
    owner: administrator.actor.userId,
    legalReference: 'policy 4, as told',
    reason: 'as told',
  };
  const wrong = await administrator.fill('/retention/set', { ...answers, months: 'six' });
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /Enter how many months/);
  assert.equal((await administrator.fill('/retention/set', answers)).headers.location, '/retention');
  const seen = (await safeguarding.open('/retention')).body;
  assert.match(seen, /72 months\. From its closing\./);
  assert.match(seen, /Nobody yet, so nothing goes by it\./);
  const { class: of, months, from, agreed } = answers;
  const looked = { class: of, months, from, agreed };
  assert.doesNotMatch((await administrator.open('/retention')).body, /I have checked this schedule/);
  const checked = await safeguarding.fill('/retention', looked, '/retention/check');
  assert.equal(checked.headers.location, '/retention');
  assert.match((await administrator.open('/retention')).body, /Nothing goes by it before/);
  assert.equal((await practitioner.open('/retention')).statusCode, 403);
  assert.equal((await safeguarding.open('/retention/set')).statusCode, 403);
});

test('a safeguarding lead opens a record by its reference, which never stands in an address', async () => {
  const id = await caseOf('TC-77');
  const found = await safeguarding.fill('/retention', { reference: 'TC-77' });
  assert.equal(found.headers.location, `/people/${id}/kept`);
  const missing = await safeguarding.fill('/retention', { reference: 'TC-none' });
  assert.equal(missing.statusCode, 422);
  assert.match(missing.body, /no record with that reference/);
});

test('E22: a safeguarding lead holds a class of records on a page, all see it, and another one lifts it', async () => {
  const hold = {
    scope: 'casework',
    ground: 'inquiry',
    authority: 'the inquiry, letter of 2 March',
    owner: safeguarding.actor.userId,
    until: '',
    reason: 'as told',
  };
  const wrong = await safeguarding.fill('/retention/hold', { ...hold, authority: '', until: 'soon' });
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /Say who asked for it, and under what/);
  assert.match(wrong.body, /Enter the last day as year-month-day/);
  const early = await safeguarding.fill('/retention/hold', { ...hold, until: '2026-03-01' });
  assert.match(early.body, /It would end before it begins\. Nothing was saved\./);
  assert.equal((await safeguarding.fill('/retention/hold', hold)).headers.location, '/retention');
  const own = (await safeguarding.open('/retention')).body;
  assert.match(own, /the inquiry, letter of 2 March/);
  const lift = /\/retention\/hold\/[0-9a-f-]+\/lift/;
  assert.doesNotMatch(own, lift);
  const seen = (await administrator.open('/retention')).body;
  assert.match(seen, /the inquiry, letter of 2 March/);
  assert.doesNotMatch(seen, lift);
  const other = await house.walker('safeguarding_lead');
  const [url] = lift.exec((await other.open('/retention')).body)!;
  const alone = await safeguarding.fill(url, { reason: 'as told' });
  assert.match(alone.body, /another safeguarding lead has to lift it\. Nothing was saved/);
  assert.equal((await administrator.open(url)).statusCode, 403);
  assert.equal((await other.fill(url, { reason: 'as told' })).headers.location, '/retention');
  assert.doesNotMatch((await safeguarding.open('/retention')).body, /the inquiry, letter of 2 March/);
  assert.equal((await other.open(url)).statusCode, 404);
});
