import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day, type GroupCommand } from '@throughcare/pathway';
import { formFields } from '../post.ts';
import { openHouse } from '../helpline/house.ts';
import { offerProgrammes, openCase, planGroup, waits } from '../person/case.ts';

const house = await openHouse();
await offerProgrammes(house);
const lead = await house.walker('programme_lead');
const practitioner = await house.walker('practitioner');
const on = day('2026-03-12');
const boxes = (date: string, month: string, year = '2026') => ({
  'on-day': date,
  'on-month': month,
  'on-year': year,
});

/** A group of two sessions, with what is told of it; gives its page. */
async function grouped(...commands: GroupCommand[]): Promise<{ url: string; id: string }> {
  const id = await planGroup(lead, ['2026-03-05', '2026-03-26']);
  for (const command of commands) {
    const outcome = await lead.repository.decide('group', id, 'latest', randomUUID(), command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
  }
  return { url: `/groups/${id}`, id };
}

const move: GroupCommand = { do: 'move_session', on, session: 2, to: day('2026-03-30') };

test('an entry of a group is put right from its page: it begins with what it says, and both versions are shown after', async () => {
  const { url, id } = await grouped(move);
  assert.match((await lead.open(url)).body, new RegExp(`href="${url}/entries/2">Put this right`));
  const { body } = await lead.open(`${url}/entries/2`);
  assert.match(body, /<h1>Put right: Session 2<\/h1>\s*<p><time datetime="2026-03-12">/);
  assert.match(body, /name="to"[^>]*value="2026-03-30"/);
  const answer = {
    wrong: 'put_right',
    because: 'learnt_later',
    session: '2',
    to: '2026-03-31',
    ...boxes('11', '3'),
  };
  const sent = await lead.fill(`${url}/entries/2`, answer);
  assert.equal(sent.statusCode, 303, sent.body);
  const group = (await lead.repository.group(id))!;
  assert.deepEqual(
    group.state.sessions.map(one => one.on),
    ['2026-03-05', '2026-03-31'],
  );
  const [happened, asFirstTold] = (await lead.open(url)).body.split('As first told, before it was corrected');
  assert.ok(happened.includes('Moved to 31 March 2026.') && !happened.includes('Moved to 30 March 2026.'));
  assert.ok(asFirstTold.includes('Moved to 30 March 2026.'));
  const why = new RegExp(
    `Corrected by ${lead.actor.name}, 12 March 2026[^<]*\\. We learnt later what was right\\.`,
  );
  assert.match(happened, why);
  assert.match(asFirstTold, why);
});

test('E23: an entry is put right or taken out by nobody who does not say why', async () => {
  const { url, id } = await grouped(move);
  const answers = { session: '2', to: '2026-03-31', ...boxes('11', '3') };
  for (const wrong of ['put_right', 'take_out']) {
    for (const because of [[], ['because', ''], ['because', 'another']]) {
      const sent = await lead.fill(`${url}/entries/2`, {
        wrong,
        ...answers,
        ...(because.length > 0 && { because: because[1] }),
      });
      assert.equal(sent.statusCode, 422);
      assert.match(sent.body, /href="#because">Choose why it is corrected\./);
    }
  }
  assert.deepEqual((await lead.repository.group(id))!.corrections, []);
});

test('what did not happen is taken out, and the group is as it was', async () => {
  const { url, id } = await grouped({ do: 'cancel_session', on, session: 2, reason: 'room' });
  const sent = await lead.fill(`${url}/entries/2`, { wrong: 'take_out', because: 'entered_wrongly' });
  assert.equal(sent.statusCode, 303, sent.body);
  assert.equal((await lead.repository.group(id))!.state.sessions[1].status, 'planned');
});

test('what came later and would not have been allowed is named; it stands when somebody says so, and can be looked at again', async () => {
  const { url } = await grouped(move, { ...move, to: day('2026-03-31') });
  const answer = {
    wrong: 'put_right',
    because: 'learnt_later',
    session: '2',
    to: '2026-03-31',
    ...boxes('12', '3'),
  };
  const refused = await lead.fill(`${url}/entries/2`, answer);
  assert.equal(refused.statusCode, 422);
  assert.match(refused.body, /One later entry would not have been allowed after this\. 12 March 2026/);
  const stands = await lead.fill(`${url}/entries/2`, { ...answer, laterStand: 'yes' });
  assert.equal(stands.statusCode, 303);
  const { body } = await lead.open(url);
  assert.match(body, /Stands, although it would be refused now/);
  assert.ok(body.includes(`href="${url}/entries/3">Look at it again`));
});

test('a group that could not be is refused in words, also when somebody says that what came later stands', async () => {
  const { url, id } = await grouped({ do: 'change_places', on, places: 2 });
  const people = await Promise.all(
    ['TC-G1', 'TC-G2'].map(reference => openCase(practitioner, reference, [waits('e1')])),
  );
  for (const one of people) {
    const command = { do: 'take_place', on, case: one, enrolment: 'e1' } as const;
    const outcome = await lead.repository.decide('group', id, 'latest', randomUUID(), command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
  }
  const answer = {
    wrong: 'put_right',
    because: 'learnt_later',
    places: '1',
    ...boxes('12', '3'),
    laterStand: 'yes',
  };
  const refused = await lead.fill(`${url}/entries/2`, answer);
  assert.equal(refused.statusCode, 422);
  assert.match(refused.body, /More people would have a place than there are places\. Nothing was saved\./);
  assert.equal((await lead.repository.group(id))!.state.places, 2);
});

test('two people at once: both changes are shown, and what was typed is kept', async () => {
  const { url, id } = await grouped(move);
  const page = await lead.open(`${url}/entries/2`);
  const meanwhile = { do: 'change_places', on, places: 5 } as const;
  assert.ok((await lead.repository.decide('group', id, 'latest', randomUUID(), meanwhile)).ok);
  const answer = {
    wrong: 'put_right',
    because: 'learnt_later',
    session: '2',
    to: '2026-03-31',
    ...boxes('12', '3'),
  };
  const sent = await lead.send(`${url}/entries/2`, {
    ...formFields(page.body, `${url}/entries/2`),
    ...answer,
  });
  assert.equal(sent.statusCode, 409);
  assert.match(sent.body, /Somebody else changed this[\s\S]*Places[\s\S]*Moved to 31 March 2026\./);
  assert.match(sent.body, /name="to"[^>]*value="2026-03-31"/);
  assert.equal((await lead.fill(`${url}/entries/2`, answer)).statusCode, 303);
});

test('a day to come, one before the group was planned and an answer that is missing are said beside the field', async () => {
  const { url } = await grouped(move);
  const answer = { wrong: 'put_right', because: 'learnt_later', session: '2', to: '2026-03-31' };
  for (const [fields, words] of [
    [{ ...answer, ...boxes('13', '3') }, '13 March 2026 is still to come. Nothing was saved.'],
    [
      { ...answer, ...boxes('1', '5', '2025') },
      'That is before the group was planned on 1 June 2025. Nothing was saved.',
    ],
    [{ ...answer, to: '31 March', ...boxes('12', '3') }, 'There is no such day'],
    [{ how: '', ...boxes('12', '3') }, 'Choose what was wrong.'],
  ] as const) {
    const { statusCode, body } = await lead.fill(`${url}/entries/2`, fields);
    assert.equal(statusCode, 422, words);
    assert.ok(body.includes(words), words);
  }
});

test('that a group was planned is put right and never taken out; what stands in people’s own records is not put right here', async () => {
  const { url, id } = await grouped();
  const person = await openCase(practitioner, 'TC-G3', [waits('e1')]);
  const place = { do: 'take_place', on, case: person, enrolment: 'e1' } as const;
  assert.ok((await lead.repository.decide('group', id, 'latest', randomUUID(), place)).ok);
  const { body } = await lead.open(`${url}/entries/1`);
  assert.match(body, /name="name"[^>]*value="Spring group"/);
  assert.ok(!body.includes('take_out'));
  const out = await lead.fill(`${url}/entries/1`, { wrong: 'take_out', because: 'entered_wrongly' });
  assert.equal(out.statusCode, 422);
  const answer = {
    wrong: 'put_right',
    because: 'learnt_later',
    name: 'Summer group',
    places: '8',
    ...boxes('1', '6', '2025'),
  };
  assert.equal((await lead.fill(`${url}/entries/1`, answer)).statusCode, 303);
  assert.match((await lead.open(url)).body, /<h1>Summer group<\/h1>/);
  assert.equal((await lead.open(`${url}/entries/2`)).statusCode, 404);
  assert.ok(!(await lead.open(url)).body.includes(`${url}/entries/2`));
  const direct = await lead.repository.correct(
    'group',
    id,
    3,
    randomUUID(),
    1,
    null,
    'entered_wrongly',
    true,
  );
  assert.ok(!direct.ok && direct.reason === 'refused' && direct.refusal.code === 'planning_stays');
});

test('E20: somebody is offered to put right what they may record, and no other entry is there for them', async () => {
  const { url } = await grouped({ do: 'change_places', on, places: 5 }, move);
  const { body } = await practitioner.open(url);
  assert.deepEqual(
    [...body.matchAll(/\/entries\/(\d+)"/g)].map(found => found[1]),
    ['3'],
  );
  assert.equal((await practitioner.open(`${url}/entries/2`)).statusCode, 404);
  assert.equal((await practitioner.open(`${url}/entries/99`)).statusCode, 404);
});

test('E20: a list of people that somebody sees in part is not theirs to put right', async () => {
  const person = await openCase(practitioner, 'TC-G4', [waits('e1')]);
  const { url } = await grouped(
    { do: 'take_place', on, case: person, enrolment: 'e1' },
    { do: 'add_session', on, kind: 'catch_up', day: day('2026-03-28'), title: 'As told', for: [person] },
  );
  assert.equal((await practitioner.open(`${url}/entries/3`)).statusCode, 200);
  const other = await house.walker('practitioner');
  assert.equal((await other.open(url)).statusCode, 200);
  assert.equal((await other.open(`${url}/entries/3`)).statusCode, 404);
});
