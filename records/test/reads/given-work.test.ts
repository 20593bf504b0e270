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

  const task = { do: 'give_task', on, task: 't', kind: 'call', by: later, words: '' } as const;
  const reason = 'as told';

  test(`PostgreSQL ${version}: E20: a task is not given to somebody who does not work on the case, in the same words whatever keeps them from it`, async () => {
    const id = await openCase(at.records, giver, { reference: 'TC-6' });
    const away = await at.join('programme_lead');
    const out = await at.join('programme_lead');
    const elsewhere = await at.join('programme_lead');
    await says(lead, id, { do: 'exclude_staff', on, staff: [out.userId], reason });
    await says(away, id, { do: 'step_away', on });
    const giving = async (command: CaseCommand) => {
      const outcome = await at.records.as(giver).decide('case', id, 'latest', randomUUID(), command);
      assert.ok(!outcome.ok && outcome.reason === 'refused', JSON.stringify(command));
      return outcome.refusal;
    };
    const refusal = await giving({ ...task, to: colleague.userId });
    assert.match(refusal.words, /Nothing was saved\. Choose whoever carries it/);
    assert.equal(refusal.field, 'to');
    for (const { userId: to } of [out, away]) assert.deepEqual(await giving({ ...task, to }), refusal);
    await says(giver, id, { ...task, to: elsewhere.userId });
    const again = { do: 'reassign_task', on, task: 't', by: later } as const;
    for (const { userId: to } of [colleague, out, away])
      assert.deepEqual(await giving({ ...again, to }), refusal);
    const allowed = [giver.userId, lead.userId];
    await says(lead, id, { do: 'restrict_to', on, allowed, reason, message: '' });
    assert.deepEqual(await giving({ ...again, to: elsewhere.userId }), refusal);
    await says(giver, id, { ...again, to: lead.userId });
  });

  test(`PostgreSQL ${version}: E20: a task never reaches somebody who may not see the case, and whoever is kept out is told nothing of what they gave`, async () => {
    const id = await openCase(at.records, giver, { reference: 'TC-5' });
    const other = await at.join('programme_lead');
    await says(giver, id, { ...task, by: over, to: other.userId });
    const roles = { do: 'change_roles', on, user: other.userId, roles: ['practitioner'] } as const;
    const admin = at.records.as(at.administrator);
    await done(admin.decide('organisation', at.organisation, 'latest', randomUUID(), roles));
    assert.deepEqual(await given(other, id), [], 'they work on other cases by now');
    assert.equal((await told(giver, id)).length, 1);
    assert.deepEqual(await given(lead, id), [['waiting', false]], 'so it comes to a lead when it is late');
    await says(lead, id, { do: 'exclude_staff', on, staff: [giver.userId], reason });
    assert.deepEqual(await told(giver, id), []);
    await says(lead, id, { do: 'end_exclusion', on, staff: [giver.userId], reason });
    assert.equal((await told(giver, id)).length, 1);
    await says(lead, id, { do: 'restrict_to', on, allowed: [lead.userId], reason, message: '' });
    assert.deepEqual(await told(giver, id), []);
  });
}
