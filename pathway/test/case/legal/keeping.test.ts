import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, caseDecider, day, type CaseCommand, type Day } from '../../../src/index.ts';
import { given } from '../../given.ts';
import { toConviction, underInvestigation } from './pathway.ts';
import { due, sentenced } from './sentenced.ts';

test('E24: no further action, discontinuance, acquittal and a quashed conviction each start a review of what is kept', () => {
  const before = (stage: 'police_contact' | 'charged' | 'before_the_court'): CaseCommand[] =>
    underInvestigation.map(one => (one.do === 'refer' ? { ...one, stage } : one));
  const step = (named: 'no_further_action' | 'discontinued' | 'acquitted'): CaseCommand => ({
    do: 'record_legal_step',
    on: day('2024-03-04'),
    proceedings: 'first',
    step: named,
  });
  const quashed: CaseCommand[] = [
    ...underInvestigation,
    ...toConviction,
    { do: 'record_appeal', on: day('2025-05-05'), proceedings: 'first', against: 'conviction' },
    { do: 'decide_appeal', on: day('2025-06-02'), proceedings: 'first', outcome: 'conviction_quashed' },
  ];
  const cases: readonly (readonly [CaseCommand[], Day])[] = [
    [[...before('police_contact'), step('no_further_action')], day('2024-04-01')],
    [[...before('charged'), step('discontinued')], day('2024-04-01')],
    [[...before('before_the_court'), step('acquitted')], day('2024-04-01')],
    [quashed, day('2025-06-30')],
  ];
  for (const [commands, by] of cases) {
    const { state } = given(caseDecider, ...commands);
    assert.equal(state.stage, 'ended_without_conviction');
    assert.equal(state.convictedOn, null);
    assert.equal(due('keeping_review', ...commands)!.by, by);
    const review: CaseCommand = {
      do: 'review_keeping',
      on: by,
      proceedings: 'first',
      outcome: 'keep',
      ground: 'safeguarding',
      reviewOn: addDays(by, 365),
    };
    assert.equal(due('keeping_review', ...commands, review)!.by, addDays(by, 365));
    const deleted: CaseCommand = { ...review, outcome: 'delete', ground: 'none', reviewOn: null };
    assert.equal(due('keeping_review', ...commands, deleted), undefined);
    // Nothing is kept without a ground, and what is kept is looked at again.
    given(caseDecider, ...commands)
      .when({ ...review, ground: 'none' })
      .refused('ground_does_not_fit');
    given(caseDecider, ...commands)
      .when({ ...review, reviewOn: null })
      .refused('review_date');
  }
});

test('E24: nobody notifies the police without a conviction or a caution', () => {
  given(caseDecider, ...underInvestigation)
    .when({ do: 'begin_notification', on: day('2024-02-01'), clock: 'n1', until: null })
    .refused('not_convicted');
});

test('notification falls due within three days, and again within three days of a move', () => {
  const began: CaseCommand[] = [
    ...sentenced,
    { do: 'begin_notification', on: day('2025-05-12'), clock: 'n1', until: null },
  ];
  assert.equal(due('notify', ...began)!.by, '2025-05-15');
  const first: CaseCommand = { do: 'record_notified', on: day('2025-05-14'), clock: 'n1', what: 'first' };
  assert.equal(due('notify', ...began, first), undefined);
  const moved: CaseCommand = { do: 'record_life_change', on: day('2025-08-01'), what: 'address' };
  assert.equal(due('notify', ...began, first, moved)!.by, '2025-08-04');
  const told: CaseCommand = { do: 'record_notified', on: day('2025-08-02'), clock: 'n1', what: 'change' };
  assert.equal(due('notify', ...began, first, moved, told), undefined);
});
