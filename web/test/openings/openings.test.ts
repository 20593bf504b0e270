import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day, type OrganisationCommand } from '@throughcare/pathway';
import { openHouse, type Walker } from '../helpline/house.ts';
import { openCase } from '../person/case.ts';

const house = await openHouse();
const carries = await house.walker('practitioner');
const colleague = await house.walker('practitioner');
const lead = await house.walker('safeguarding_lead');
const administrator = house.records.as(house.administrator);
const on = day('2026-03-12');

const asked = { reference: 'TC-81', ground: 'nobody_there', hours: '1', reason: 'as told' };

test('E20: a case that is not theirs is not found, opens at once for an hour, and closes by itself or once it is looked at', async () => {
  const id = await openCase(carries, 'TC-81');
  assert.equal((await colleague.open(`/people/${id}`)).statusCode, 404);
  const opened = await colleague.fill('/openings/new', asked);
  assert.equal(opened.statusCode, 303);
  assert.equal(opened.headers.location, `/people/${id}`);
  const shown = await colleague.open(`/people/${id}`);
  assert.equal(shown.statusCode, 200);
  assert.match(shown.body, /For these hours you can read it; only those who carry it record on it/);
  assert.ok(!shown.body.includes('Record what happened'));

  // Whoever carries it learns nothing of it; the safeguarding lead does at once, and reviews it.
  assert.ok(!(await carries.open('/openings')).body.includes('Nobody has looked'));
  const list = await lead.open('/openings');
  assert.match(list.body, /Nobody has looked at these yet/);
  const [, opening] = /href="(\/openings\/[0-9a-f-]{36})"/.exec(list.body)!;
  assert.match((await lead.open(opening)).body, /as told/);

  // It waits where the lead begins the day, and on nobody else’s list, until somebody has looked at it.
  const other = await house.walker('safeguarding_lead', 'practitioner');
  const waits = async (walker: Walker) => (await walker.open('/today')).body.includes(`href="${opening}"`);
  const lists = () => Promise.all([lead, other, colleague, carries].map(waits));
  assert.deepEqual(await lists(), [true, true, false, false]);
  const kept = { do: 'step_away', on } as const;
  assert.ok((await other.repository.decide('case', id, 'latest', randomUUID(), kept)).ok);
  assert.deepEqual(await lists(), [true, false, false, false], 'nor on that of a lead whom it may concern');
  const own = await colleague.send(opening, { outcome: 'right' });
  assert.equal(own.statusCode, 403);
  // It is read, and nothing is recorded on it.
  const note = { do: 'write_note', on, words: 'as told' } as const;
  const outcome = await colleague.repository.decide('case', id, 'latest', randomUUID(), note);
  assert.deepEqual(outcome, { ok: false, reason: 'not_found', stream: id });
  assert.equal((await colleague.open(`/people/${id}`)).statusCode, 200);

  assert.match((await lead.open(opening)).body, /Saving this closes the case again at once/);
  assert.equal((await lead.fill(opening, { outcome: 'right', words: '' })).statusCode, 303);
  assert.equal(
    (await colleague.open(`/people/${id}`)).statusCode,
    404,
    'nothing is read after somebody has looked',
  );
  assert.match((await lead.open('/openings')).body, /It was right to open it/);
  assert.equal(await waits(lead), false);

  // Where it still cannot wait it is opened anew, which is looked at anew.
  assert.equal((await colleague.fill('/openings/new', asked)).statusCode, 303);
  assert.equal((await colleague.open(`/people/${id}`)).statusCode, 200);
  house.clock.now += 61 * 60_000;
  assert.equal((await colleague.open(`/people/${id}`)).statusCode, 404);
});

test('E20: what is opened in an emergency is only read by somebody of a team too, where the case has none', async () => {
  const ofTeam = await house.walker('practitioner');
  const team = randomUUID();
  const { userId: user } = ofTeam.actor;
  const made: readonly OrganisationCommand[] = [
    { do: 'make_team', on, team, name: 'North' },
    { do: 'join_team', on, team, user },
  ];
  for (const command of made) {
    const outcome = await administrator.decide(
      'organisation',
      house.organisation,
      'latest',
      randomUUID(),
      command,
    );
    assert.ok(outcome.ok);
  }
  const id = await openCase(carries, 'TC-84');
  const later = { do: 'expect_date', on, what: 'hearing', falls: day('2026-03-13') } as const;
  assert.ok((await carries.repository.decide('case', id, 'latest', randomUUID(), later)).ok);
  assert.equal((await ofTeam.fill('/openings/new', { ...asked, reference: 'TC-84' })).statusCode, 303);
  assert.equal((await ofTeam.repository.person(id))!.readOnly, true);
  const shown = (await ofTeam.open(`/people/${id}`)).body;
  assert.match(shown, /For these hours you can read it; only those who carry it record on it/);
  assert.ok(!shown.includes('Record what happened'));
  const prompts = (await ofTeam.repository.welfare()).filter(one => one.case === id);
  assert.deepEqual(
    prompts.map(one => one.readOnly),
    [true],
  );
});

test('E20: kept out by name stays kept out, and cannot tell it from a reference that is not there', async () => {
  const id = await openCase(carries, 'TC-82');
  const leads = await house.walker('programme_lead');
  const exclude = { do: 'exclude_staff', on, staff: [colleague.actor.userId], reason: 'as told' } as const;
  const done = await leads.repository.decide('case', id, 'latest', randomUUID(), exclude);
  assert.ok(done.ok);
  const words = [];
  for (const reference of ['TC-82', 'TC-0']) {
    const answer = await colleague.fill('/openings/new', { ...asked, reference });
    assert.equal(answer.statusCode, 422);
    words.push(/There is no case[^<]*/.exec(answer.body)?.[0]);
  }
  assert.ok(words[0]);
  assert.equal(words[0], words[1]);
});

test('somebody whose role was taken, or who left, is stopped at the next request, page or form, with the session still open', async () => {
  const id = await openCase(carries, 'TC-83');
  const change = async (user: string, command: object) => {
    const outcome = await administrator.decide('organisation', house.organisation, 'latest', randomUUID(), {
      on,
      user,
      ...command,
    } as never);
    assert.ok(outcome.ok);
  };
  const demoted = await house.walker('programme_lead');
  assert.equal((await demoted.open(`/people/${id}`)).statusCode, 200);
  const page = await demoted.open('/openings/new');
  assert.equal(page.statusCode, 200);
  await change(demoted.actor.userId, { do: 'change_roles', roles: ['commissioner'] });
  assert.equal((await demoted.open(`/people/${id}`)).statusCode, 403);
  assert.equal((await demoted.send('/openings/new', asked)).statusCode, 403);
  // The data layer stops them too, whoever still holds a repository of theirs.
  await assert.rejects(demoted.repository.people(), /Your roles do not include/);

  const left = await house.walker('practitioner');
  assert.equal((await left.open('/people')).statusCode, 200);
  await change(left.actor.userId, { do: 'leave' });
  for (const url of ['/people', '/account', '/start', '/openings']) {
    assert.equal((await left.open(url)).statusCode, 403, url);
  }
  assert.equal((await left.send('/openings/new', asked)).statusCode, 403);
});
