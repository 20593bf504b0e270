import { test } from 'node:test';
import assert from 'node:assert/strict';
import { concernDecider, concernDue, day, type ConcernCommand } from '../src/index.ts';
import { given } from './given.ts';

const friday = day('2026-11-20');
const raised = (immediateDanger: boolean): ConcernCommand => ({
  do: 'raise',
  on: friday,
  source: 'contact',
  immediateDanger,
  said: 'neutral words',
  child: '',
});
const passOn: ConcernCommand = { do: 'pass_on', on: friday, to: 'duty_desk', reference: 'DD-77' };

test('E34: in immediate danger one person passes it on in one step, with nobody else', () => {
  const history = given(concernDecider, raised(true));
  assert.equal(concernDue(history.state)!.what, 'pass_on');
  const state = history.when(passOn).gives('passed_on');
  assert.deepEqual(state.passedOn, { by: 'worker-1', to: 'duty_desk', reference: 'DD-77', on: friday });
});

test('E34: a second person reviews within one working day, never the first', () => {
  const history = given(concernDecider, raised(true), passOn);
  assert.deepEqual(concernDue(history.state), {
    what: 'review',
    by: '2026-11-23', // the Monday after a Friday
    words: 'A second person reviews it by 23 November 2026.',
  });
  history.when({ do: 'review', on: friday, agreed: true }).refused('same_person');
  const state = history
    .when({ do: 'review', on: friday, agreed: true }, { actor: 'lead-1' })
    .gives('reviewed');
  assert.equal(concernDue(state), undefined);
});

test('E34: no reference and no words still let a concern be raised and passed on', () => {
  given(concernDecider, { ...raised(true), said: '', child: '' } as ConcernCommand)
    .when({ ...passOn, reference: '' })
    .gives('passed_on');
});

test('E7: sharing and not sharing both need two named people, each with a ground and a reason', () => {
  const decide: ConcernCommand = {
    do: 'decide',
    on: friday,
    share: false,
    ground: 'no_risk_described',
    reason: 'Nothing said points to a child.',
    told: false,
  };
  const history = given(concernDecider, raised(false));
  history.when({ ...decide, reason: ' ' }).refused('no_reason');
  history.when({ do: 'close', on: friday }).refused('still_due');
  const once = given(concernDecider, raised(false), decide);
  assert.equal(concernDue(once.state)!.what, 'second_decision');
  once.when(decide).refused('already_decided');
  const twice = once.when(decide, { actor: 'lead-1' }).gives('decided');
  assert.equal(concernDue(twice), undefined);
});

test('E7: what two people decided to share is still due until it was passed on', () => {
  const decide: ConcernCommand = {
    do: 'decide',
    on: friday,
    share: true,
    ground: 'child_at_risk',
    reason: 'A child may be at risk.',
    told: true,
  };
  const history = given(concernDecider, raised(false), decide);
  const state = history.when(decide, { actor: 'lead-1' }).gives('decided');
  assert.equal(concernDue(state)!.what, 'pass_on');
});
