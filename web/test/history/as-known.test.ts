import { test } from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { day, type StreamKind } from '@throughcare/pathway';
import { withClient } from '@throughcare/records/testing';
import { openHouse, type Walker } from '../helpline/house.ts';
import { offerProgrammes, openCase, planGroup, waits } from '../person/case.ts';

const house = await openHouse();
const [told, next] = [day('2026-03-12'), day('2026-03-13')];
const [noon, nextNoon] = [Date.UTC(2026, 2, 12, 12), Date.UTC(2026, 2, 13, 12)];
await offerProgrammes(house);
const lead = await house.walker('practitioner', 'programme_lead');
const safeguarding = await house.walker('safeguarding_lead');
const second = await house.walker('safeguarding_lead');
const worker = await house.walker('helpline_worker');

type Command = Parameters<Walker['repository']['decide']>[4];
const tell = async (who: Walker, kind: StreamKind, id: string, command: object) => {
  const outcome = await who.repository.decide(kind, id, 'latest', randomUUID(), command as Command);
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.versions[id];
};
const takeOut = async (who: Walker, kind: StreamKind, id: string, version: number, head: number) => {
  const outcome = await who.repository.correct(kind, id, head, randomUUID(), version, null, true);
  assert.ok(outcome.ok, JSON.stringify(outcome));
};

house.clock.now = noon;
// A person in a group whose register was taken; the place turns out to be a mistake.
const person = await openCase(lead, 'TC-1', [waits('e1')]);
const group = await planGroup(lead, ['2026-03-12', '2026-03-19']);
await tell(lead, 'case', person, {
  do: 'give_place',
  on: told,
  enrolment: 'e1',
  group,
  startsOn: '2026-03-12',
});
const placed = await tell(lead, 'group', group, {
  do: 'take_place',
  on: told,
  case: person,
  enrolment: 'e1',
});
const marks = [{ case: person, code: 'ATTC' }];
const moved = await tell(lead, 'case', person, { do: 'record_life_change', on: told, what: 'address' });
const registered = await tell(lead, 'group', group, { do: 'take_register', on: told, session: 1, marks });
// A concern with two who decide, one of whom decided.
const concern = randomUUID();
await tell(worker, 'concern', concern, {
  do: 'raise',
  on: told,
  source: 'staff',
  immediateDanger: false,
  said: 'canary as told',
  child: 'canary child',
});
const two = { first: safeguarding.actor.userId, second: second.actor.userId };
const named = await tell(safeguarding, 'concern', concern, { do: 'name_deciders', on: told, ...two });
const decided = await tell(safeguarding, 'concern', concern, {
  do: 'decide',
  on: told,
  share: true,
  ground: 'child_at_risk',
  reason: 'as told',
  told: true,
});
// A contact in which something was said of an action that was never agreed.
await house.call('Canary of a caller.');
const [{ contact }] = await worker.repository.contacts();
await tell(worker, 'contact', contact, { do: 'take', on: told, worker: worker.actor.userId });
const agreed = await tell(worker, 'contact', contact, { do: 'agree_actions', on: told, actions: ['see_gp'] });
const report = { do: 'report_actions', on: told, taken: ['see_gp'], notTaken: [] };
const reported = await tell(worker, 'contact', contact, report);

house.clock.now = nextNoon;
await takeOut(lead, 'case', person, moved, moved);
await takeOut(lead, 'group', group, placed, registered);
await takeOut(safeguarding, 'concern', concern, named, decided);
await takeOut(worker, 'contact', contact, agreed, reported);

const pages = [
  {
    url: `/people/${person}`,
    who: lead,
    forms: ['/record"', '/entries/', '/children"', `${person}/welfare"`],
  },
  { url: `/groups/${group}`, who: lead, forms: ['/change/', '/register/'] },
  { url: `/concerns/${concern}`, who: safeguarding, forms: [`${concern}/`] },
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
    ofGroup.includes(`${lead.actor.name} let it stand when “Places: Somebody was given one” was taken out.`),
    ofGroup,
  );
  const ofConcern = await stands(safeguarding, `/concerns/${concern}`);
  assert.match(ofConcern, /Decided: [^<]*share it/);
  assert.ok(ofConcern.includes(`${safeguarding.actor.name} let it stand when “Two named to decide`));
  const ofContact = await stands(worker, `/helpline/${contact}`);
  assert.match(ofContact, /let it stand when “Agreed: /);
});
