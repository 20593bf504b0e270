import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day, type ConcernCommand } from '@throughcare/pathway';
import { asItStands } from '../as-it-stands.ts';
import { formFields } from '../post.ts';
import { openHouse, type Walker } from '../helpline/house.ts';

const house = await openHouse();
const lead = await house.walker('safeguarding_lead');
const second = await house.walker('safeguarding_lead');
const practitioner = await house.walker('practitioner');
const on = day('2026-03-12');
const today = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };
const raise: ConcernCommand = {
  do: 'raise',
  on,
  source: 'staff',
  immediateDanger: false,
  said: 'as first told',
  child: 'canary child',
};
const decide = { do: 'decide', on, ground: 'child_at_risk', reason: 'as told', told: true } as const;

type Step = readonly [who: Walker, command: ConcernCommand];

/** A concern in which one after another recorded something; gives its page. */
async function concerned(...steps: readonly Step[]): Promise<{ id: string; url: string }> {
  const id = randomUUID();
  for (const [who, command] of [[practitioner, raise] as Step, ...steps]) {
    const outcome = await who.repository.decide('concern', id, 'latest', randomUUID(), command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
  }
  return { id, url: `/concerns/${id}` };
}

const two = (): Step => [
  lead,
  { do: 'name_deciders', on, first: lead.actor.userId, second: second.actor.userId },
];
const passed: Step = [
  practitioner,
  { do: 'pass_on', on, passing: 'p1', to: 'police', reference: 'P1', shared: 'canary shared' },
];

test('E33: what was said in a concern is put right by whoever sees it, and what was first told stays beside it', async () => {
  const { id, url } = await concerned();
  assert.match((await practitioner.open(url)).body, new RegExp(`href="${url}/entries/1">Put this right`));
  const page = await practitioner.open(`${url}/entries/1`);
  assert.match(page.body, /as first told<\/textarea>/);
  assert.ok(!page.body.includes('take_out'), 'that it was raised is never taken out');
  const answer = {
    wrong: 'put_right',
    because: 'learnt_later',
    danger: 'no',
    said: 'as they said it',
    child: 'canary child',
    ...today,
  };
  const sent = await practitioner.fill(`${url}/entries/1`, answer);
  assert.equal(sent.statusCode, 303, sent.body);
  const { state, said } = (await practitioner.repository.concern(id))!;
  assert.deepEqual(
    [said, state.source, state.raisedBy],
    ['as they said it', 'staff', practitioner.actor.userId],
  );
  const [now, before] = (await practitioner.open(url)).body.split('As first told, before it was corrected');
  assert.ok(now.includes('as they said it') && !now.includes('as first told'));
  assert.ok(before.includes('as first told'));
});

test('E7: what one of two decided is put right by them alone; for the other there is no such page', async () => {
  const { id, url } = await concerned(two(), [lead, { ...decide, share: true }]);
  assert.equal((await second.open(`${url}/entries/3`)).statusCode, 404);
  assert.ok(!(await second.open(url)).body.includes('/entries/3"'));
  const page = await lead.open(`${url}/entries/3`);
  assert.match(page.body, /name="share"[^>]*value="yes" checked/);
  const not = {
    wrong: 'put_right',
    because: 'learnt_later',
    share: 'no',
    ground: 'no_risk_described',
    reason: 'as told',
    told: 'yes',
    ...today,
  };
  assert.equal((await lead.fill(`${url}/entries/3`, not)).statusCode, 303);
  const { state } = (await lead.repository.concern(id))!;
  assert.deepEqual(
    state.decisions.map(one => [one.by, one.share]),
    [[lead.actor.userId, false]],
  );
});

test('E7: a correction by which fewer than two named people would have decided is refused in words, whatever is let stand', async () => {
  const { id, url } = await concerned(
    two(),
    [lead, { ...decide, share: true }],
    [second, { ...decide, share: true }],
  );
  const third = await house.walker('safeguarding_lead');
  const answer = {
    wrong: 'put_right',
    because: 'learnt_later',
    first: lead.actor.userId,
    second: third.actor.userId,
    laterStand: 'yes',
    ...today,
  };
  const refused = await lead.fill(`${url}/entries/2`, answer);
  assert.equal(refused.statusCode, 422);
  assert.match(refused.body, /would not have been decided by two different people[\s\S]*Nothing was saved/);
  assert.equal((await lead.repository.concern(id))!.state.decisions.length, 2);
});

test('E34: the time that it was passed on is put right, and its reference, its chase and whose duty it was stay with it', async () => {
  const { id, url } = await concerned(passed);
  const before = (await practitioner.repository.concern(id))!.state.passings[0];
  const page = await practitioner.open(`${url}/entries/2`);
  assert.match(page.body, /name="reference"[^>]*value="P1"/);
  assert.equal(page.body.split('name="on-day"').length, 2, 'the day is asked once');
  const answer = {
    wrong: 'put_right',
    because: 'learnt_later',
    to: 'duty_desk',
    reference: 'P2',
    shared: '',
    ...today,
  };
  assert.equal((await practitioner.fill(`${url}/entries/2`, answer)).statusCode, 303);
  const { passings } = (await practitioner.repository.concern(id))!.state;
  assert.deepEqual(passings, [{ ...before, to: 'duty_desk', reference: 'P2' }]);
});

test('every kind of entry of a concern has a page on which it is put right, and sent as it stands it changes nothing but itself', async () => {
  const third = await house.walker('practitioner');
  const { id, url } = await concerned(
    two(),
    [lead, { ...decide, share: true }],
    [
      second,
      {
        do: 'decide',
        on,
        share: false,
        ground: 'no_risk_described',
        reason: 'w',
        told: false,
        notTold: 'not_yet',
      },
    ],
    [lead, { do: 'name_third', on, third: third.actor.userId }],
    [third, { ...decide, do: 'settle_sharing', share: true }],
    passed,
    [lead, { do: 'chase', on, passing: 'p1', reference: '', result: 'in_hand', chaseBy: day('2026-03-20') }],
    [
      lead,
      {
        do: 'authority_answered',
        on,
        passing: 'p1',
        outcome: 'assessment',
        words: 'w',
        chaseBy: day('2026-03-20'),
      },
    ],
    [lead, { do: 'escalate', on, passing: 'p1', level: 'their_manager', reason: 'w' }],
    [lead, { do: 'escalation_answered', on, passing: 'p1', result: 'explained', words: 'w' }],
    [lead, { do: 'add_reference', on, passing: 'p1', reference: 'P9' }],
    [lead, { do: 'add_words', on, said: 'w', child: '' }],
    [lead, { do: 'name_staff', on, about: [(await house.walker('practitioner')).actor.userId] }],
  );
  // That something was put right is told last, and says nothing else.
  const state = async () => {
    const { toldUpTo: _, learned: __, ...stands } = (await lead.repository.concern(id))!.state;
    return stands;
  };
  const before = await state();
  const byWhom = new Map([
    [4, second],
    [6, third],
  ]);
  for (let version = 1; version <= 14; version++) {
    const who = byWhom.get(version) ?? lead;
    const page = await who.open(`${url}/entries/${version}`);
    assert.equal(page.statusCode, 200, `entry ${version}`);
    const fields = {
      ...asItStands(page.body, `${url}/entries/${version}`),
      wrong: 'put_right',
      because: 'learnt_later',
      // What was settled rests on what was said: whoever puts that right says that it stands (E7).
      ...(version === 1 && { laterStand: 'yes' }),
    };
    const sent = await who.send(`${url}/entries/${version}`, fields);
    assert.equal(
      sent.statusCode,
      303,
      `entry ${version}: ${/govuk-error-summary[\s\S]{0,900}/.exec(sent.body)?.[0] ?? ''}`,
    );
    assert.deepEqual(await state(), before, `entry ${version}`);
  }
});

test('two people at once: both changes are shown, and what was typed is kept', async () => {
  const { id, url } = await concerned(passed);
  const page = await lead.open(`${url}/entries/2`);
  const words = { do: 'add_words', on, said: 'as added', child: '' } as const;
  assert.ok((await practitioner.repository.decide('concern', id, 'latest', randomUUID(), words)).ok);
  const sent = await lead.send(`${url}/entries/2`, {
    ...formFields(page.body, `${url}/entries/2`),
    wrong: 'put_right',
    because: 'learnt_later',
    to: 'duty_desk',
    reference: 'P7',
    shared: '',
    ...today,
  });
  assert.equal(sent.statusCode, 409);
  assert.match(sent.body, /Somebody else changed this[\s\S]*Words added/);
  assert.match(sent.body, /name="reference"[^>]*value="P7"/);
});

test('E7, E20: whoever does not decide about a concern, or whom it is about, finds no entry of it', async () => {
  const about = await house.walker('safeguarding_lead', 'practitioner');
  const { url } = await concerned([lead, { do: 'name_staff', on, about: [about.actor.userId] }]);
  const outsider = await house.walker('practitioner');
  for (const who of [about, outsider]) {
    assert.equal((await who.open(`${url}/entries/1`)).statusCode, 404);
    const sent = await who.send(`${url}/entries/2`, { wrong: 'take_out', because: 'entered_wrongly' });
    assert.equal(sent.statusCode, 404);
  }
  assert.equal(
    (await practitioner.open(`${url}/entries/2`)).statusCode,
    404,
    'a lead puts right whom it is about',
  );
  assert.equal(
    (await lead.fill(`${url}/entries/2`, { wrong: 'take_out', because: 'entered_wrongly' })).statusCode,
    303,
  );
  assert.equal((await about.open(url)).statusCode, 200);
});

test('E20: whom a concern was raised about is put right by those who lead on concerns, and stays as it was for others', async () => {
  const wrongly = await house.walker('practitioner');
  const id = randomUUID();
  const about = [wrongly.actor.userId];
  assert.ok((await practitioner.repository.decide('concern', id, 0, randomUUID(), { ...raise, about })).ok);
  const url = `/concerns/${id}/entries/1`;
  const answer = {
    wrong: 'put_right',
    because: 'learnt_later',
    danger: 'no',
    said: 'as told',
    child: '',
    ...today,
  };
  assert.ok(!(await practitioner.open(url)).body.includes('name="about"'));
  assert.equal((await practitioner.fill(url, answer)).statusCode, 303);
  assert.deepEqual((await lead.repository.concern(id))!.state.about, about);
  assert.match((await lead.open(url)).body, new RegExp(`name="about"[^>]*value="${about[0]}" checked`));
  assert.equal((await lead.fill(url, answer)).statusCode, 303);
  assert.deepEqual((await lead.repository.concern(id))!.state.about, []);
});
