import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day, type CaseCommand } from '@throughcare/pathway';
import type { Actor } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

const on = day('2026-03-10');
/** After the tests’ today, and before it. */
const later = day('2026-03-20');
const over = day('2026-03-11');

for (const version of postgresVersions) {
  let at: TestRecords;
  let giver: Actor;
  let colleague: Actor;
  let lead: Actor;
  before(async () => {
    at = await testRecords({ version });
    giver = await at.join('practitioner');
    colleague = await at.join('practitioner');
    lead = await at.join('programme_lead');
  });
  after(() => at.close());

  const says = (who: Actor, id: string, command: CaseCommand) =>
    done(at.records.as(who).decide('case', id, 'latest', randomUUID(), command));
  const given = async (who: Actor, id: string) =>
    (await at.records.as(who).today()).given
      .filter(one => one.case === id)
      .map(one => [one.stands, one.mine]);
  const told = async (who: Actor, id: string) =>
    (await at.records.as(who).today()).givenByMe.filter(one => one.case === id);
  const handOver = (talkBy = later) =>
    ({ do: 'hand_over', on, practitioner: colleague.userId, team: null, talkBy }) as const;

  test(`PostgreSQL ${version}: whoever is handed a case is asked, and whoever handed it over learns that it was taken up`, async () => {
    const id = await openCase(at.records, giver, { reference: 'TC-1' });
    await says(giver, id, handOver());
    assert.deepEqual(await given(colleague, id), [['waiting', true]]);
    assert.deepEqual(
      (await told(giver, id)).map(one => [one.reference, one.seen, one.toName, one.stands]),
      [['TC-1', false, colleague.name, 'waiting']],
      'by its reference alone: they do not see the case any longer',
    );
    await says(colleague, id, { do: 'take_up_case', on });
    assert.deepEqual(await given(colleague, id), []);
    assert.equal((await told(giver, id))[0]?.stands, 'taken_up');
  });

  test(`PostgreSQL ${version}: a handover that is handed back, or not taken up in time, comes to a lead`, async () => {
    const late = await openCase(at.records, giver, { reference: 'TC-2' });
    await says(giver, late, handOver(over));
    assert.deepEqual(await given(lead, late), [['waiting', false]]);
    const back = await openCase(at.records, giver, { reference: 'TC-3' });
    await says(giver, back, handOver());
    assert.deepEqual(await given(lead, back), [], 'there is time still');
    await says(colleague, back, { do: 'hand_back_case', on, words: 'as told' });
    assert.equal((await told(giver, back))[0]?.stands, 'handed_back');
    const due = (await at.records.as(lead).today()).due.filter(one => one.case === back);
    assert.ok(due.some(one => one.kind === 'allocate'));
  });

  test(`PostgreSQL ${version}: a task handed back is with whoever carries the case and with a lead until it is given again`, async () => {
    const id = await openCase(at.records, giver, { reference: 'TC-4' });
    const task = { do: 'give_task', on, task: 't', kind: 'call', by: later, words: '' } as const;
    await says(lead, id, { ...task, to: giver.userId });
    assert.deepEqual(await given(giver, id), [['waiting', true]]);
    await says(giver, id, { do: 'take_up_task', on, task: 't' });
    assert.deepEqual(await given(giver, id), [['taken_up', true]]);
    await says(giver, id, { do: 'hand_back_task', on, task: 't', words: 'as told' });
    for (const who of [giver, lead]) assert.deepEqual(await given(who, id), [['handed_back', false]]);
    await says(lead, id, { do: 'reassign_task', on, task: 't', to: lead.userId, by: later });
    assert.deepEqual(await given(giver, id), []);
    await says(lead, id, { do: 'finish_task', on, task: 't' });
    assert.deepEqual(await given(lead, id), []);
  });

  test(`PostgreSQL ${version}: E20: a task never reaches somebody who may not see the case, and whoever is kept out is told nothing of what they gave`, async () => {
    const id = await openCase(at.records, giver, { reference: 'TC-5' });
    const task = { do: 'give_task', on, task: 't', kind: 'call', by: over, words: '' } as const;
    await says(giver, id, { ...task, to: colleague.userId });
    assert.deepEqual(await given(colleague, id), [], 'nobody gave them the case');
    assert.equal((await told(giver, id)).length, 1);
    assert.deepEqual(await given(lead, id), [['waiting', false]], 'so it comes to a lead when it is late');
    const reason = 'as told';
    await says(lead, id, { do: 'exclude_staff', on, staff: [giver.userId], reason });
    assert.deepEqual(await told(giver, id), []);
    await says(lead, id, { do: 'end_exclusion', on, staff: [giver.userId], reason });
    assert.equal((await told(giver, id)).length, 1);
    await says(lead, id, { do: 'restrict_to', on, allowed: [lead.userId], reason, message: '' });
    assert.deepEqual(await told(giver, id), []);
  });
}
