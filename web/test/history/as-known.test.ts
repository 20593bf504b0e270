import { test } from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { withClient } from '@throughcare/records/testing';
import type { Walker } from '../helpline/house.ts';
import { next, correctedHouse } from './corrected-house.ts';

const { concern, contact, group, house, lead, person, safeguarding, second, worker } = await correctedHouse();

const pages = [
  {
    url: `/people/${person}`,
    who: lead,
    forms: ['/record"', '/entries/', '/children"', `${person}/welfare"`],
  },
  { url: `/groups/${group}`, who: lead, forms: ['/change/', '/register/', '/entries/'] },
  { url: `/concerns/${concern}`, who: safeguarding, forms: [`${concern}/words`, `${concern}/entries/`] },
];

test('a person, a group and a concern are read as they were known on a day: it says so, leads back, and nothing can be recorded there', async () => {
  for (const { url, who, forms } of pages) {
    const now = await who.open(url);
    assert.equal(now.statusCode, 200);
    assert.match(now.body, /As it was known on another day/);
    for (const form of forms) assert.ok(now.body.includes(form), `${url} offers ${form} today`);
    const then = await who.open(`${url}?known=2026-03-12`);
    assert.equal(then.statusCode, 200);
    assert.match(
      then.body,
      /As it was known on <time datetime="2026-03-12">12 March 2026<\/time>[\s\S]*can only be read/,
    );
    assert.ok(then.body.includes(`<a href="${url}">Back to how it stands today</a>`), url);
    assert.match(then.body, /<title>[^<]*as known on 12 March 2026/);
    assert.ok(!/<form method="post"(?! action="\/sign-out")/.test(then.body), `${url} has a form`);
    for (const form of forms)
      assert.ok(!then.body.includes(form), `${url} offers ${form} on a day that is past`);
    assert.ok(!then.body.includes('id="stands"'), 'nothing was let stand by then');
  }
});

test('what was corrected since stands there as it was known, and the page of today shows what it is now', async () => {
  const seen = async (who: Walker, url: string) => [
    (await who.open(`${url}?known=2026-03-12`)).body,
    (await who.open(url)).body,
  ];
  const [personThen, personNow] = await seen(lead, `/people/${person}`);
  assert.match(personThen, /Moved|address/i);
  assert.ok(personThen.includes('That day') && !personThen.includes('<b>Today</b>'));
  assert.match(personNow, /<b>Today<\/b>/);
  const [groupThen, groupNow] = await seen(lead, `/groups/${group}`);
  assert.match(groupThen, /1 of \d+ places taken/);
  assert.match(groupNow, /0 of \d+ places taken/);
  const [concernThen, concernNow] = await seen(safeguarding, `/concerns/${concern}`);
  const naming = `${safeguarding.actor.name} and ${second.actor.name}, by`;
  assert.ok(concernThen.includes(naming));
  assert.ok(!concernThen.includes('As first told'));
  // E23: that something was corrected, and why, is not known before it was.
  const correction = /Taken out by [^<]*\. It was entered wrongly\./;
  for (const then of [personThen, groupThen, concernThen]) assert.doesNotMatch(then, correction);
  for (const today of [personNow, groupNow, concernNow]) assert.match(today, correction);
  const [whatWasDone, asFirstTold] = concernNow.split('As first told, before it was corrected');
  assert.ok(!whatWasDone.includes(naming) && asFirstTold.includes(naming));
});

test('E34: whatever day is shown of somebody, a concern can be raised from the page', async () => {
  const { body } = await lead.open(`/people/${person}?known=2026-03-12`);
  assert.match(body, /concerns\/new\?danger=yes[^>]*>Somebody is in danger now/);
});

test('a day before the record began, one to come and one that is none get a sentence, and the page of today', async () => {
  for (const { url, who, forms } of pages)
    for (const [known, sentence] of [
      ['2026-03-01', 'By the end of 1 March 2026 nothing of this was in the record yet.'],
      ['2027-01-01', '1 January 2027 is still to come: nobody can say yet what is known then.'],
      ['2026-02-30', 'There is no such day.'],
      ['nonsense', 'There is no such day.'],
      [next, 'That day is today.'],
    ]) {
      const { statusCode, body } = await who.open(`${url}?known=${known}`);
      assert.equal(statusCode, 200, `${url} ${known}`);
      assert.ok(body.includes(sentence), `${url} ${known}`);
      assert.match(body, /This is how it stands today/);
      assert.ok(
        forms.every(form => body.includes(form)),
        `${url} ${known}`,
      );
    }
  const twice = await lead.open(`/groups/${group}?known=2026-03-12&known=2026-03-11`);
  assert.equal(twice.statusCode, 200);
  assert.equal((await lead.open(`/people/${randomUUID()}?known=2026-03-12`)).statusCode, 404);
});

test('E21: the row of such a read names the day, and the auditor reads it', async () => {
  await lead.open(`/groups/${group}?known=2026-03-12`);
  await lead.open(`/people/${person}?known=2026-03-12`);
  const auditor = await house.walker('auditor');
  const { body } = await auditor.open('/audit');
  for (const what of ['group', 'person'])
    assert.match(body, new RegExp(`${what}[^<]*, as it was known on 12 March 2026`, 'i'));
  const rows = await withClient(house.database.superuserUrl, client =>
    client.query<{ what: string }>(
      `select distinct what from throughcare.access where detail->>'believedOn' = '2026-03-12' order by what`,
    ),
  );
  assert.deepEqual(
    rows.rows.map(row => row.what),
    ['concern', 'group', 'organisation', 'person'],
  );
});

test('what a correction let stand is on the page of the group, the concern and the contact, with who let it stand', async () => {
  const stands = async (who: Walker, url: string) =>
    /<section[^>]*id="stands">([\s\S]*?)<\/section>/.exec((await who.open(url)).body)?.[1] ?? '';
  const ofGroup = await stands(lead, `/groups/${group}`);
  assert.match(ofGroup, /Register of session 1: Taken, <time datetime="2026-03-12">/);
  assert.ok(
    ofGroup.includes(
      `${lead.actor.name} let it stand when “Places: Somebody was given one” was taken out. It was entered wrongly.`,
    ),
    ofGroup,
  );
  const ofConcern = await stands(safeguarding, `/concerns/${concern}`);
  assert.ok(ofConcern.includes(`Decided: ${safeguarding.actor.name}, <time`), ofConcern);
  assert.ok(ofConcern.includes(`${safeguarding.actor.name} let it stand when “Two named to decide: `));
  const ofContact = await stands(worker, `/helpline/${contact}`);
  assert.match(ofContact, /let it stand when “Agreed: /);
});
