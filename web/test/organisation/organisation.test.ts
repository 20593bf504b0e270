import { test } from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { addDays, addMonths, day, holidaysKnown, numberSettings } from '@throughcare/pathway';
import { dayBoxes } from '../../src/frame/fields.ts';
import { openHouse } from '../helpline/house.ts';
import { offerProgrammes, openCase } from '../person/case.ts';

const house = await openHouse();
await offerProgrammes(house);
const administrator = await house.walker('administrator');
const lead = await house.walker('programme_lead');

const links = (body: string) => [...body.matchAll(/href="(\/organisation\/[^"]*)"/g)].map(found => found[1]);

test('every page and form that the organisation’s pages offer opens for whoever is offered it', async () => {
  for (const walker of [
    administrator,
    lead,
    await house.walker('safeguarding_lead'),
    await house.walker('helpline_worker'),
  ]) {
    const seen = new Set<string>();
    const first = await walker.open('/organisation');
    const waiting = first.statusCode === 303 ? [String(first.headers.location)] : ['/organisation'];
    for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
      if (seen.has(url)) continue;
      seen.add(url);
      const { statusCode, body } = await walker.open(url);
      assert.equal(statusCode, 200, `${walker.actor.userId} ${url}`);
      waiting.push(...links(body));
    }
    assert.ok(seen.size >= 2);
  }
});

test('somebody is added with roles and a first password that is shown once; who left can come back', async () => {
  const fields = { name: 'Wren Tallow', email: 'wren@example.org', roles: ['practitioner', 'analyst'] };
  const added = await administrator.fill('/organisation/add', fields);
  assert.match(added.body, /Wren Tallow was added[\s\S]*canary-word/);
  const page = (await administrator.open('/organisation/people/account-wren')).body;
  assert.match(page, /Sees the people they carry/);
  assert.ok(!page.includes('canary-word'));
  const twice = await administrator.fill('/organisation/add', fields);
  assert.match(twice.body, /already has an account here\. Nothing was saved/);
  const gone = await administrator.fill('/organisation/change/leave/account-wren', {});
  assert.equal(gone.statusCode, 303, gone.body);
  assert.equal((await administrator.open('/organisation/people/account-wren')).statusCode, 404);
  await administrator.fill('/organisation/add', { ...fields, roles: 'auditor' });
  assert.match(
    (await administrator.open('/organisation/people/account-wren')).body,
    /not a word of what it says/,
  );
});

test('E10: that the analyst reaches no identity is said of the role: where one account learns names too, its page says so', async () => {
  assert.match(
    (await administrator.open('/organisation/add')).body,
    /So it is of the role: whoever has another/,
  );
  const both =
    /They work with counts as an analyst, and learn who people are as ([a-z ]+)\. What an analyst sees/;
  const page = async (...held: Parameters<typeof house.walker>) => {
    const { userId } = (await house.walker(...held)).actor;
    return both.exec((await administrator.open(`/organisation/people/${userId}`)).body)?.[1];
  };
  assert.equal(await page('analyst', 'practitioner'), 'practitioner');
  assert.equal(
    await page('analyst', 'safeguarding_lead', 'administrator'),
    'safeguarding lead and administrator',
  );
  assert.equal(await page('analyst', 'commissioner', 'auditor'), undefined);
  assert.equal(await page('practitioner'), undefined);
});

test('E25: an administrator is told a year before the bank holidays that are known run out, and not sooner', async () => {
  const { now } = house.clock;
  const said = async (on: string) => {
    house.clock.now = Date.parse(`${on}T12:00:00Z`);
    return (await administrator.open('/organisation')).body;
  };
  const last = addMonths(holidaysKnown.until, -12);
  try {
    assert.doesNotMatch(await said(last), /Bank holidays/);
    assert.match(
      await said(addDays(last, 1)),
      /From the day after, a bank holiday will count as any working day/,
    );
    assert.match(
      await said(addDays(holidaysKnown.until, 1)),
      /Since then a bank holiday counts as any working day/,
    );
  } finally {
    house.clock.now = now;
  }
});

test('before somebody’s work ends, what they carry is shown as numbers; their access can end all the same', async () => {
  const leaver = await house.walker('practitioner');
  await openCase(leaver, 'TC-4711');
  const url = `/organisation/change/leave/${leaver.actor.userId}`;
  const { body } = await administrator.open(url);
  assert.match(body, /They still carry 1 case\./);
  assert.ok(!body.includes('4711') && !body.includes('Marbernford'));
  const unseen = await administrator.fill(url, {});
  assert.equal(unseen.statusCode, 422);
  assert.match(unseen.body, /They still carry work/);
  assert.equal((await leaver.open('/today')).statusCode, 200);
  assert.equal((await administrator.fill(url, { known: 'yes' })).statusCode, 303);
  assert.equal((await leaver.open('/today')).statusCode, 403);
  assert.match((await administrator.open('/organisation')).body, /Left behind[\s\S]*1 case/);
});

test('two administrators at once: the second is shown both changes, and nothing is overwritten unseen', async () => {
  const other = await house.walker('administrator');
  const worker = await house.walker('practitioner');
  const url = `/organisation/change/roles/${worker.actor.userId}`;
  const before = (await other.open(url)).body;
  const seen = /name="_seen" value="(\d+)"/.exec(before)![1];
  const first = await administrator.fill(url, { roles: ['practitioner', 'programme_lead'] });
  assert.equal(first.statusCode, 303);
  const second = await other.fill(url, { roles: ['analyst'], _seen: seen });
  assert.equal(second.statusCode, 409);
  assert.match(second.body, /practitioner, programme lead[\s\S]*You, not saved yet[\s\S]*Roles: analyst/);
  const { people } = await administrator.repository.organisation();
  const kept = people.find(one => one.user === worker.actor.userId)!.roles;
  assert.deepEqual(kept, ['practitioner', 'programme_lead']);
});

test('the last administrator cannot take the role from themselves', async () => {
  const alone = await openHouse();
  const first = alone.administrator;
  const cookie = `walker=${first.userId}`;
  const url = `/organisation/change/roles/${first.userId}`;
  const { body } = await alone.app.inject({ url, headers: { cookie } });
  assert.match(body, /value="administrator"[^>]*checked/);
  const done = await alone.records
    .as(first)
    .decide('organisation', alone.organisation, 'latest', randomUUID(), {
      do: 'change_roles',
      on: day('2026-03-12'),
      user: first.userId,
      roles: ['analyst'],
    });
  assert.ok(!done.ok && done.reason === 'refused' && done.refusal.code === 'last_administrator');
});

test('a team is made, joined and left, and cover that was given up is shown as not covered', async () => {
  await administrator.fill('/organisation/change/make-team/new', { name: 'North' });
  const [joining] = links((await administrator.open('/organisation/teams')).body).filter(url =>
    url.includes('join-team'),
  );
  const [absent, by] = [await house.walker('practitioner'), await house.walker('practitioner')];
  await administrator.fill(joining, { user: absent.actor.userId });
  assert.match((await administrator.open('/organisation/teams')).body, /since <time datetime="2026-03-12"/);
  const cover = {
    absent: absent.actor.userId,
    by: by.actor.userId,
    ...dayBoxes('from', day('2026-03-12')),
    ...dayBoxes('until', day('2026-03-20')),
  };
  const form = (await lead.open('/organisation/change/cover/new')).body;
  for (const box of ['from-day', 'from-month', 'from-year', 'until-day', 'until-month', 'until-year'])
    assert.ok(form.includes(`name="${box}"`), box);
  const soon = await lead.fill('/organisation/change/cover/new', { ...cover, 'until-month': 'soon' });
  assert.match(soon.body, /There is no such date as “20 soon 2026”/);
  assert.equal((await lead.fill('/organisation/change/cover/new', cover)).statusCode, 303);
  const page = (await lead.open('/organisation/cover')).body;
  assert.ok(!page.includes('Not covered'));
  const [ending] = links(page).filter(url => url.includes('end-cover'));
  assert.equal((await lead.fill(ending, {})).statusCode, 303);
  assert.match((await lead.open('/organisation/cover')).body, /Not covered today/);
});

test('a programme’s sessions are written as lines; a line that is none is named', async () => {
  const wrong = await lead.fill('/organisation/change/shape/group', {
    intake: 'open',
    template: 'Beginning, Why we are here, 120\nBeginning; nothing',
  });
  assert.match(wrong.body, /Line 2 needs a module/);
  const right = 'Beginning, Why we are here, and for whom, 120\nBeginning, A talk, 45, one-to-one';
  const done = await lead.fill('/organisation/change/shape/group', { intake: 'open', template: right });
  assert.equal(done.statusCode, 303, done.body);
  assert.match(
    (await lead.open('/organisation/programmes')).body,
    /1, and 1 one-to-one[\s\S]*Why we are here, and for whom, 120 minutes; A talk, 45 minutes/,
  );
  assert.ok((await lead.open('/organisation/change/shape/group')).body.includes(right));
});

test('a setting is changed with a reason, within bounds, and shows who answers for it; hours are set day by day', async () => {
  const url = '/organisation/change/number/chaseAfter';
  const beyond = await administrator.fill(url, { value: '99', reason: 'canary' });
  assert.match(beyond.body, /from 1 to 30 working days\. Nothing was changed/);
  assert.equal((await administrator.fill(url, { value: '3', reason: 'canary' })).statusCode, 303);
  const hours = { day0: '9:00 to 17.30', reason: 'canary' };
  const set = await administrator.fill('/organisation/change/hours/hours', hours);
  assert.equal(set.statusCode, 303, set.body);
  const { body } = await administrator.open('/organisation/settings');
  assert.match(body, /3 working days, since <time/);
  assert.match(body, /Monday<\/dt><dd>09:00 to 17:30[\s\S]*Tuesday<\/dt><dd>closed/);
  assert.ok(!body.includes('canary'));
});

test('every length with which something falls due can be set, and a length that does not exist cannot', async () => {
  const { body } = await administrator.open('/organisation/settings');
  for (const name of Object.keys(numberSettings)) {
    assert.ok(body.includes(`/organisation/change/number/${name}"`), name);
    assert.equal((await administrator.open(`/organisation/change/number/${name}`)).statusCode, 200, name);
  }
  assert.equal((await administrator.open('/organisation/change/number/anything')).statusCode, 404);
});

test('E4: calls that nobody answered are a number a day, and counted again the day is replaced', async () => {
  const worker = await house.walker('helpline_worker');
  const url = '/organisation/change/unanswered/new';
  for (const calls of ['7', '5']) {
    const on = dayBoxes('day', day('2026-03-11'));
    const counted = await worker.fill(url, { ...on, channel: 'phone', calls });
    assert.equal(counted.statusCode, 303, counted.body);
  }
  const { body } = await worker.open('/organisation/unanswered');
  assert.equal([...body.matchAll(/2026-03-11/g)].length, 1);
  assert.match(body, /<td class="n">5<\/td>/);
});

test('E20: pairs kept apart are for leads; an administrator is not told that there are any', async () => {
  const carrying = await house.walker('practitioner');
  await openCase(carrying, 'TC-1');
  await openCase(carrying, 'TC-2');
  const kept = await lead.fill('/organisation/apart', { one: 'tc-1', other: 'TC-2', reason: 'relatives' });
  assert.equal(kept.statusCode, 303, kept.body);
  const { body } = await lead.open('/organisation/apart');
  assert.match(body, /TC-1 and TC-2[\s\S]*They are relatives/);
  assert.equal((await administrator.open('/organisation/apart')).statusCode, 403);
  const unknown = await lead.fill('/organisation/apart', { one: 'TC-1', other: 'TC-none', reason: 'other' });
  assert.match(unknown.body, /no record with that reference that you may open/);
  const [, pair] = /\/organisation\/apart\/([^/]+)\/end/.exec(body)!;
  const ended = await lead.fill('/organisation/apart', {}, `/organisation/apart/${pair}/end`);
  assert.equal(ended.statusCode, 303);
  assert.match((await lead.open('/organisation/apart')).body, /Nobody is kept apart/);
});
