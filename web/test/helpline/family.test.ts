import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import { withClient } from '@throughcare/records/testing';
import { callerAt, codeOn } from '../help/walk.ts';
import { openCase } from '../person/case.ts';
import { wordsOf } from '../read-page.ts';
import { openHouse } from './house.ts';

/**
 * Somebody in the family of a person on the caseload writes, and a concern comes of it. `carries` has the person’s case
 * and works on the helpline too; `answers` has the family member’s contact.
 */
const on = day('2026-03-12');
const house = await openHouse();
const answers = await house.walker('helpline_worker');
const carries = await house.walker('helpline_worker', 'practitioner');
const safeguarding = await house.walker('safeguarding_lead');
const lead = await house.walker('programme_lead');
const WORDS = 'Wrenfeather told us at home';

const adult = await openCase(carries, 'TC-2041', [{ do: 'ask_copy', on, request: 'r1' }]);

/** All that the other side is shown anywhere, as words and without what changes with every page. */
async function shownToTheOtherSide(): Promise<Record<string, string>> {
  const pages = {
    helpline: await carries.open('/helpline'),
    today: await carries.open('/today'),
    people: await carries.open('/people'),
    person: await carries.open(`/people/${adult}`),
    record: await carries.open(`/people/${adult}/record`),
    concerns: await carries.open('/concerns'),
    welfare: await carries.open('/welfare'),
    waiting: await lead.open('/waiting-list'),
    copy: await safeguarding.open(`/people/${adult}/kept/copy/r1/text`),
    copyAsData: await safeguarding.open(`/people/${adult}/kept/copy/r1/data`),
  };
  return Object.fromEntries(
    Object.entries(pages).map(([name, { statusCode, body }]) => [name, `${statusCode} ${wordsOf(body)}`]),
  );
}

const before = await shownToTheOtherSide();
const code = await house.call(WORDS, 'another_adults_behaviour', 'family');
const [{ contact }] = await answers.repository.contacts();
const take = { do: 'take', on, worker: answers.actor.userId } as const;
assert.ok((await answers.repository.decide('contact', contact, 'latest', randomUUID(), take)).ok);
const concern = randomUUID();
const raise = { do: 'raise', on, source: 'contact', immediateDanger: false, said: WORDS, child: '' } as const;
assert.ok((await answers.repository.decide('concern', concern, 0, randomUUID(), raise)).ok);
const from = { do: 'raise_concern', on, concern } as const;
assert.ok((await answers.repository.decide('contact', contact, 'latest', randomUUID(), from)).ok);
const link = { do: 'link_to_case', on, case: adult } as const;
assert.ok((await safeguarding.repository.decide('concern', concern, 'latest', randomUUID(), link)).ok);

// Whoever answers for the copy goes through what is kept back, the lines of the concern too, and lets none of it go.
const copy = `/people/${adult}/kept/copy/r1`;
const lines = `${copy}/lines/concern-1`;
const shown = [...(await safeguarding.open(lines)).body.matchAll(/name="shown" value="([^"]+)"/g)];
const keys = shown.map(([, key]) => key);
const keep = { shown: keys, which: 'page', decision: 'keep_back', reason: 'as told' };
assert.equal((await safeguarding.fill(lines, keep)).headers.location, copy);

test('E26: that somebody in the family wrote changes no page, list, count or notice of whoever carries the person, and no copy that the person is given', async () => {
  assert.match(before.copy, /^200/);
  assert.deepEqual(await shownToTheOtherSide(), before);
});

test('E26: whoever carries the person finds the family member by no search and with no code, and cannot take them over', async () => {
  for (const search of ['Wrenfeather', contact, code]) {
    const found = await carries.fill('/people', { search });
    const page = found.statusCode === 303 ? await carries.open(String(found.headers.location)) : found;
    // What was searched for stands in its field again, and nowhere else.
    assert.match(page.body, /0 found/, search);
    assert.ok(!page.body.replaceAll(`value="${search}"`, '').includes(search), search);
  }
  const byCode = await carries.fill('/helpline/code', { code });
  assert.notEqual(byCode.statusCode, 303);
  assert.ok(!byCode.body.includes(contact));
  assert.equal(
    (await answers.fill('/helpline/code', { code })).statusCode,
    303,
    'their own worker finds them',
  );
  for (const page of ['', '/code', '/call-back', '/actions', '/end', '/concern'])
    assert.equal((await carries.open(`/helpline/${contact}${page}`)).statusCode, 404, page);
});

test('E26: the family member reads nothing of the person, and whoever answers them finds no case', async () => {
  const caller = callerAt(house.app);
  const replies = await caller.send(await caller.open('/help/code'), '/help/code', { code });
  assert.ok(!/TC-2041|Marbernford|Corwo/.test(replies.body));
  assert.ok(codeOn(replies) === '' || codeOn(replies) === code);
  const page = await answers.open(`/helpline/${contact}`);
  assert.equal(page.statusCode, 200);
  assert.ok(!page.body.includes(adult) && !/TC-2041|Marbernford/.test(page.body));
  for (const url of [`/people/${adult}`, '/people', '/waiting-list', `/people/${adult}/kept/copy/r1`])
    assert.ok([403, 404].includes((await answers.open(url)).statusCode), url);
});

test('E6, E26: whoever decides about the concern sees the case, and never the contact it came from', async () => {
  const page = await safeguarding.open(`/concerns/${concern}`);
  assert.match(page.body, /TC-2041/);
  assert.ok(!page.body.includes(contact));
  assert.equal((await safeguarding.open(`/helpline/${contact}`)).statusCode, 403);
});

test('E6, E26: no row of reading names the contact together with the case or the concern', async () => {
  await withClient(house.database.superuserUrl, async client => {
    const { rows } = await client.query<{ streams: string[] }>('select streams from throughcare.access');
    assert.ok(rows.some(({ streams }) => streams.includes(contact)));
    for (const { streams } of rows)
      assert.ok(!streams.includes(contact) || !(streams.includes(adult) || streams.includes(concern)));
  });
});
