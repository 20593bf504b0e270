import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import { asItStands } from '../../as-it-stands.ts';
import { convictedOnly, openCase } from '../case.ts';
import { on, why, openTold } from './told.ts';

const { check, enrol, entryOf, house, measure, mine, other, putRight, sentence, state, task } =
  await openTold();

test('E33: a check on the children is put right, and whoever checked stays who they were', async () => {
  const { by: _by, ...byMyself } = check;
  const id = await openCase(mine, 'TC-P4', [byMyself]);
  const { url, body, fields } = await entryOf(id, 'children_checked');
  assert.match(body, /Whoever recorded it/);
  const sent = await other.send(url, {
    ...asItStands((await other.open(url)).body, url),
    ...why,
    'band-1': '3',
    socialCare: 'assessment',
  });
  assert.equal(sent.statusCode, 303, sent.body);
  const { childrenCheck } = await state(id);
  assert.equal(childrenCheck!.check.atHome['5 to 10'], 3);
  assert.equal(childrenCheck!.check.atHome['11 to 15'], 2);
  assert.equal(fields['band-2'], '2');
  const { events } = (await mine.repository.person(id))!;
  assert.equal(events.find(one => one.type === 'children_checked')!.facts.by, mine.actor.userId);
});

test('a referral to a programme, a change of life, a task and a measure are put right in what they say', async () => {
  const id = await openCase(mine, 'TC-P5', [
    enrol,
    { do: 'record_life_change', on, what: 'address' },
    task,
    measure,
  ]);
  const { enrolments } = await putRight(id, 'enrolled', {
    programme: 'course',
    basis: 'licence',
    assessed: 'no',
  });
  assert.deepEqual(
    enrolments.map(one => [one.id, one.programme, one.basis, one.status]),
    [['e1', 'course', 'licence', 'awaiting_assessment']],
  );
  const { tasks } = await putRight(id, 'task_given', {
    to: mine.actor.userId,
    by: '2026-03-28',
    words: 'Write.',
  });
  assert.deepEqual(
    tasks.map(one => [one.id, one.to, one.by]),
    [['t1', mine.actor.userId, '2026-03-28']],
  );
  await putRight(id, 'life_changed', { what: 'partner' });
  await putRight(id, 'measure_taken', { 'item-4': '2', moment: 'after' });
  const { events } = (await mine.repository.person(id))!;
  const factsOf = (type: string) => events.find(one => one.type === type)!.facts;
  assert.equal(factsOf('life_changed').what, 'partner');
  const { answers, moment, measure: name } = factsOf('measure_taken');
  assert.deepEqual([answers, moment, name], [[1, 2, 0, 2, 1, 1, 0, 2, 0], 'after', 'm1']);
});

test('a task that was given to somebody who has left since can be put right and stays theirs', async () => {
  const leaver = await house.walker('programme_lead');
  const id = await openCase(mine, 'TC-P6', [{ ...task, to: leaver.actor.userId }]);
  const left = await house.records
    .as(house.administrator)
    .decide('organisation', house.organisation, 'latest', randomUUID(), {
      do: 'leave',
      on: day('2026-03-12'),
      user: leaver.actor.userId,
    });
  assert.ok(left.ok, JSON.stringify(left));
  const { tasks } = await putRight(id, 'task_given', { by: '2026-03-28' });
  assert.deepEqual(
    tasks.map(one => [one.to, one.by]),
    [[leaver.actor.userId, '2026-03-28']],
  );
});

test('where a programme stood and why somebody left it are put right in what they say; that somebody completed it, on its day', async () => {
  const id = await convictedOnly(mine, 'TC-P6', [
    sentence,
    { ...enrol, on },
    { do: 'move_enrolment', on, enrolment: 'e1', to: 'deprioritised', details: 'As heard.' },
    { do: 'leave_programme', on, enrolment: 'e1', reason: 'work' },
  ]);
  await putRight(id, 'programme_left', { how: 'illness' });
  const why = async () =>
    (await mine.repository.person(id))!.events.find(one => one.type === 'programme_left')!;
  assert.deepEqual((await why()).facts, { enrolment: 'e1', reason: 'illness' });
  const { body, fields } = await entryOf(id, 'enrolment_moved');
  assert.equal(fields.to, 'deprioritised');
  assert.doesNotMatch(body, /value="breach_non_attendance"/, 'whoever keeps their place has it still');
  await putRight(id, 'enrolment_moved', { details: 'As told by them.' });
  const moved = (await mine.repository.person(id))!.events.find(one => one.type === 'enrolment_moved')!;
  assert.deepEqual(moved.sealed, { details: 'As told by them.' });
  assert.equal((await state(id)).enrolments[0].status, 'withdrawn');
});
