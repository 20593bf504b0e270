import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import { convictedOnly, openCase, planGroup } from '../case.ts';
import { on, openTold } from './told.ts';

const { mine, entryOf, putRight, sentence, notification, condition, prevention, enrol } = await openTold();

test('a sentence is put right in what it says: kind, lengths and requirements, and it stays the same order', async () => {
  const id = await convictedOnly(mine, 'TC-P2', [sentence, condition]);
  const { orders, conditions } = await putRight(id, 'sentenced', {
    disposal: 'community_order',
    months: '24',
    termMonths: '',
    supervisionMonths: '',
    requirements: ['programme', 'unpaid_work'],
    programmeMost: '40',
    workMost: '100',
  });
  const [order] = orders;
  assert.deepEqual([order.id, order.disposal, order.suspended], ['o1', 'community_order', null]);
  assert.equal(order.until, '2027-05-12');
  assert.deepEqual(
    order.requirements.map(one => [one.kind, one.most]),
    [
      ['programme', 40],
      ['unpaid_work', 100],
    ],
  );
  assert.deepEqual(conditions[0].under, { what: 'order', id: 'o1' });
});

test('notification, a prevention order and a condition are put right in their last day and what they say', async () => {
  const id = await convictedOnly(mine, 'TC-P3', [sentence, notification, prevention, condition]);
  assert.equal(
    (await putRight(id, 'notification_began', { until: '2032-05-13' })).clocks[0].until,
    '2032-05-13',
  );
  const { clocks } = await putRight(id, 'prevention_order_made', { kind: 'interim', until: '' });
  assert.deepEqual(
    clocks.map(one => [one.id, one.until]),
    [
      ['n1', '2032-05-13'],
      ['s1', null],
    ],
  );
  const change = {
    under: 'prevention_order#s1',
    kind: 'requirement',
    subject: 'travel',
    words: 'Put right.',
  };
  const { conditions } = await putRight(id, 'condition_set', change);
  assert.deepEqual(
    conditions.map(one => [one.id, one.under, one.kind, one.subject]),
    [['c1', { what: 'prevention_order', id: 's1' }, 'requirement', 'travel']],
  );
  assert.match((await mine.open(`/people/${id}`)).body, /Put right\./);
});

test('a session is put right from the case as well: how it was attended, and not when somebody absent came', async () => {
  const group = await planGroup(mine, ['2026-03-02', '2026-03-12']);
  const id = await openCase(mine, 'TC-P7', [
    enrol,
    { do: 'give_place', on: day('2026-03-01'), enrolment: 'e1', group, startsOn: day('2026-03-02') },
    {
      do: 'record_attendance',
      on,
      enrolment: 'e1',
      session: 1,
      code: 'ATTC',
      how: {
        kind: 'group',
        catchUp: false,
        late: true,
        arrivedAt: '10:20',
        departedAt: null,
      },
    },
  ]);
  const { fields } = await entryOf(id, 'attended');
  assert.deepEqual([fields.code, fields.late], ['ATTC', ['yes']]);
  const { enrolments } = await putRight(id, 'attended', { code: 'AAME' });
  const [{ code, how }] = enrolments[0].attendances;
  assert.deepEqual([code, how.late, how.arrivedAt], ['AAME', false, null]);
});
