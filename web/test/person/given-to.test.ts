import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day, type CaseCommand, type OrganisationCommand } from '@throughcare/pathway';
import { openHouse, type Walker } from '../helpline/house.ts';
import { offerProgrammes, openCase } from './case.ts';

const house = await openHouse();
await offerProgrammes(house);
const on = day('2026-03-12');
/** Carried it once, and has nothing to do with it now. */
const before = await house.walker('practitioner');
const carrying = await house.walker('practitioner');
const inTeam = await house.walker('practitioner');
const standsIn = await house.walker('practitioner');
const runsGroup = await house.walker('practitioner');
const elsewhere = await house.walker('practitioner');
const lead = await house.walker('programme_lead');
const otherLead = await house.walker('programme_lead');
const safeguarding = await house.walker('safeguarding_lead');
const everybody = [before, carrying, inTeam, standsIn, runsGroup, elsewhere, lead, otherLead, safeguarding];

const team = randomUUID();
const arranged: OrganisationCommand[] = [
  { do: 'make_team', on, team, name: 'North' },
  { do: 'join_team', on, team, user: inTeam.actor.userId },
  { do: 'join_team', on, team, user: elsewhere.actor.userId },
  { do: 'leave_team', on, team, user: elsewhere.actor.userId },
  {
    do: 'arrange_cover',
    on,
    cover: randomUUID(),
    absent: carrying.actor.userId,
    by: standsIn.actor.userId,
    from: on,
    until: day('2026-03-20'),
  },
];
for (const command of arranged) {
  const own = house.records.as(house.administrator);
  assert.ok((await own.decide('organisation', house.organisation, 'latest', randomUUID(), command)).ok);
}

const tell = async (who: Walker, id: string, command: CaseCommand) => {
  const outcome = await who.repository.decide('case', id, 'latest', randomUUID(), command);
  assert.ok(outcome.ok, JSON.stringify(outcome));
};

/** A case of the team, in a group that somebody else leads. */
async function caseOf(reference: string): Promise<string> {
  const id = await openCase(before, reference);
  await tell(before, id, {
    do: 'hand_over',
    on,
    practitioner: carrying.actor.userId,
    team,
    talkBy: day('2026-03-20'),
  });
  const group = randomUUID();
  const planned = await lead.repository.decide('group', group, 0, randomUUID(), {
    do: 'plan',
    on,
    programme: 'group',
    name: 'Spring',
    places: 8,
    sessions: [day('2026-04-01')],
    lead: runsGroup.actor.userId,
  });
  assert.ok(planned.ok);
  await tell(carrying, id, {
    do: 'enrol',
    on,
    enrolment: 'e1',
    programme: 'group',
    basis: 'requirement',
    assessed: true,
  });
  const startsOn = day('2026-04-01');
  const placed = await lead.repository.decideTogether(randomUUID(), [
    {
      kind: 'group',
      stream: group,
      expected: 'latest',
      command: { do: 'take_place', on, case: id, enrolment: 'e1' },
    },
    {
      kind: 'case',
      stream: id,
      expected: 'latest',
      command: { do: 'give_place', on, enrolment: 'e1', group, startsOn },
    },
  ]);
  assert.ok(placed.ok, JSON.stringify(placed));
  return id;
}

/** Accounts that stand on the form, in its order. */
async function offered(who: Walker, id: string): Promise<string[]> {
  const { body, statusCode } = await who.open(`/people/${id}/task`);
  assert.equal(statusCode, 200);
  return [...body.matchAll(/name="to" type="radio" value="([^"]*)"/g)].map(([, user]) => user);
}

/** Whether the record lets somebody be given a task in this case. */
async function taken(who: Walker, id: string, to: string): Promise<boolean> {
  const given = await who.fill(`/people/${id}/task`, {
    kind: 'call',
    to,
    by: '2026-04-01',
    words: '',
    'on-day': '12',
    'on-month': '3',
    'on-year': '2026',
  });
  if (given.statusCode === 303) return true;
  assert.match(given.body, /a task goes to somebody who works on the case/);
  return false;
}

test('a task is offered to exactly those who can be given it: whoever carries the case, its team, its group, who stands in, leads', async () => {
  const id = await caseOf('TC-51');
  const list = await offered(carrying, id);
  assert.equal(new Set(list).size, list.length);
  for (const { actor } of everybody) {
    const { userId } = actor;
    assert.equal(list.includes(userId), await taken(carrying, id, userId), userId);
  }
  for (const one of [before, elsewhere]) assert.ok(!list.includes(one.actor.userId));
  assert.equal(list.length, everybody.length - 2);
});

test('E20: who is kept out by name, is not among those whom a case is open to, or stepped away, the list does not tell', async () => {
  const id = await caseOf('TC-52');
  const first = await offered(carrying, id);
  await tell(lead, id, { do: 'exclude_staff', on, staff: [inTeam.actor.userId], reason: 'as told' });
  await tell(otherLead, id, { do: 'step_away', on });
  assert.deepEqual(await offered(carrying, id), first);
  const allowed = [carrying, lead].map(({ actor }) => actor.userId);
  await tell(lead, id, { do: 'restrict_to', on, allowed, reason: 'as told', message: '' });
  assert.deepEqual(await offered(carrying, id), first);
  // In the same words, whatever keeps them from it.
  for (const kept of [inTeam, otherLead, safeguarding, elsewhere])
    assert.equal(await taken(carrying, id, kept.actor.userId), false);
  assert.equal(await taken(carrying, id, lead.actor.userId), true);
});

test('E20: nor do the lists of whom a case is handed to, restricted to, closed with or kept from', async () => {
  const id = await caseOf('TC-53');
  /** What can be chosen on each form of whoever may open it, with the names beside. */
  const lists = async () => {
    const shown = [];
    for (const [who, form, field] of [
      [carrying, 'hand-over', 'practitioner'],
      [lead, 'hand-over', 'practitioner'],
      [lead, 'restrict', 'allowed'],
      [lead, 'exclude', 'staff'],
      [carrying, 'close', 'watchedBy'],
    ] as const) {
      const { body, statusCode } = await who.open(`/people/${id}/${form}`);
      assert.equal(statusCode, 200, form);
      const chosen = [...body.matchAll(new RegExp(`name="${field}" type="[a-z]+" value="([^"]*)"`, 'g'))];
      shown.push([form, chosen.map(([, user]) => user)]);
    }
    return shown;
  };
  const first = await lists();
  for (const [form, list] of first)
    assert.ok(list.includes(inTeam.actor.userId), `${String(form)} offers nobody`);
  await tell(lead, id, { do: 'exclude_staff', on, staff: [inTeam.actor.userId], reason: 'as told' });
  await tell(otherLead, id, { do: 'step_away', on });
  assert.deepEqual(await lists(), first);
  const allowed = [carrying, lead].map(({ actor }) => actor.userId);
  await tell(lead, id, { do: 'restrict_to', on, allowed, reason: 'as told', message: '' });
  assert.deepEqual(await lists(), first);

  // Whoever is kept from it is not handed the case by being on the list, and the restriction can be widened.
  const date = (name: string) => ({
    [`${name}-day`]: '12',
    [`${name}-month`]: '3',
    [`${name}-year`]: '2026',
  });
  const handed = await carrying.fill(`/people/${id}/hand-over`, {
    practitioner: inTeam.actor.userId,
    team: '',
    ...date('on'),
    talkBy: '2026-03-20',
  });
  assert.equal(handed.statusCode, 422);
  assert.match(handed.body, /They cannot be given this case\. Nothing was saved\. Choose somebody else\./);
  const wider = await lead.fill(`/people/${id}/restrict`, {
    allowed: [...allowed, safeguarding.actor.userId],
    reason: 'as told',
    message: '',
    ...date('on'),
  });
  assert.equal(wider.statusCode, 303);
  assert.ok(await safeguarding.repository.person(id));
});
