import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import { openHouse } from '../helpline/house.ts';
import { offerProgrammes } from '../person/case.ts';

const house = await openHouse();
const lead = await house.walker('programme_lead');
const days = { 'session-1': '2026-03-10', 'session-2': '2026-03-24', 'session-3': '2026-04-07' };
const group = { name: 'Tuesday evenings', places: '8', lead: lead.actor.userId };

test('where no programme is offered, the page says who offers one', async () => {
  const { statusCode, body } = await lead.open('/groups/plan');
  assert.equal(statusCode, 200);
  assert.match(body, /An administrator offers programmes/);
  await offerProgrammes(house);
});

test('a group is planned on pages: programme and rhythm, then every session with its day', async () => {
  assert.match((await lead.open('/groups')).body, /href="\/groups\/plan"/);
  const asked = { programme: 'group', first: '2026-03-10', every: '2' };
  const laid = await lead.fill('/groups/plan', asked);
  assert.equal(laid.statusCode, 303, laid.body);
  const url = laid.headers.location!;
  const { body } = await lead.open(url);
  for (const on of Object.values(days)) assert.ok(body.includes(`value="${on}"`), on);
  assert.match(body, /name="places"[^>]*value="8"/);
  // A day on which it does not meet is changed before anything is saved.
  const planned = await lead.fill(url, { ...group, ...days, 'session-3': '2026-04-14' });
  assert.equal(planned.statusCode, 303, planned.body);
  const page = await lead.open(planned.headers.location!);
  assert.match(page.body, /Tuesday evenings/);
  for (const on of ['2026-03-10', '2026-03-24', '2026-04-14'])
    assert.ok(page.body.includes(`datetime="${on}"`), on);
  assert.match((await lead.open('/groups')).body, /Tuesday evenings/);
});

test('a run keeps the names that its sessions have in the template, and leaves out talks with one person', async () => {
  const shaped = await house.records
    .as(house.administrator)
    .decide('organisation', house.organisation, 'latest', randomUUID(), {
      do: 'shape_programme',
      on: day('2026-01-05'),
      programme: 'course',
      intake: 'open',
      modules: [
        {
          name: 'Beginning',
          sessions: [
            { title: 'Getting to know', kind: 'group', minutes: 120 },
            { title: 'A talk', kind: 'one_to_one', minutes: 45 },
          ],
        },
        { name: 'Going on', sessions: [{ title: 'Looking ahead', kind: 'group', minutes: 120 }] },
      ],
    });
  assert.ok(shaped.ok);
  const url = '/groups/plan/course?first=2026-05-05&every=1';
  const two = { 'session-1': '2026-05-05', 'session-2': '2026-05-12' };
  const planned = await lead.fill(url, { ...group, ...two });
  assert.equal(planned.statusCode, 303, planned.body);
  const { state } = (await lead.repository.group(planned.headers.location!.split('/').at(-1)!))!;
  const said = state.sessions.map(({ on, module, title }) => `${on} ${module}: ${title}`);
  assert.deepEqual(said, ['2026-05-05 Beginning: Getting to know', '2026-05-12 Going on: Looking ahead']);
});

test('what is missing or out of order is said beside its field, nothing is saved, and nothing typed is lost', async () => {
  const before = (await lead.repository.groups()).length;
  const none = await lead.fill('/groups/plan', { first: 'soon' });
  assert.equal(none.statusCode, 422);
  assert.match(none.body, /Choose the programme.*Choose how often it meets/s);
  assert.match(none.body, /value="soon"/);
  const url = '/groups/plan/group?first=2026-03-10&every=1';
  const wrong = await lead.fill(url, {
    ...group,
    ...days,
    'session-2': '2026-03-30',
    'session-3': '2026-03-29',
  });
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /href="#session-3">Session 3 has to come after session 2/);
  assert.match(wrong.body, /value="2026-03-29"/);
  const stranger = await lead.fill(url, { ...group, ...days, lead: 'nobody-here' });
  assert.equal(stranger.statusCode, 422);
  assert.equal((await lead.repository.groups()).length, before);
});

test('sent twice, it is one group', async () => {
  const before = (await lead.repository.groups()).length;
  const url = '/groups/plan/group?first=2026-03-10&every=1';
  const { body } = await lead.open(url);
  const hidden = [...body.matchAll(/name="(_[a-z]+)" value="([^"]*)"/g)].map(([, name, value]) => [
    name,
    value,
  ]);
  const sent = { ...group, ...days, ...Object.fromEntries(hidden) };
  const answers = [await lead.send('/groups/plan/group', sent), await lead.send('/groups/plan/group', sent)];
  assert.deepEqual(
    answers.map(one => one.statusCode),
    [303, 303],
  );
  assert.equal((await lead.repository.groups()).length, before + 1);
});

test('nobody else is offered it or may plan one, and an address that is made up is not found', async () => {
  const practitioner = await house.walker('practitioner');
  assert.doesNotMatch((await practitioner.open('/groups')).body, /groups\/plan/);
  assert.equal((await practitioner.open('/groups/plan')).statusCode, 403);
  for (const made of ['/groups/plan/none?first=2026-03-10&every=1', '/groups/plan/group?first=x&every=1'])
    assert.equal((await lead.open(made)).statusCode, 404, made);
});
