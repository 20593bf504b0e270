import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  concernDecider,
  concernDue,
  concernDues,
  fold,
  type ConcernCommand,
  type ConcernState,
} from '../../src/index.ts';
import { given } from '../given.ts';
import { friday, keep, monday, named, passOn, raised, share } from './commands.ts';

const decideOn = (state: ConcernState, command: ConcernCommand, actor: string) =>
  concernDecider.decide(state, command, { actor, today: monday });

function then(state: ConcernState, command: ConcernCommand, actor: string): ConcernState {
  const decision = decideOn(state, command, actor);
  assert.ok(decision.ok, JSON.stringify(decision));
  return fold({ ...concernDecider, initial: state }, decision.events);
}

function refusal(state: ConcernState, command: ConcernCommand, actor: string): string {
  const decision = decideOn(state, command, actor);
  return decision.ok ? 'accepted' : decision.refusal.code;
}

test('E7: sharing and not sharing both need two named people, each with a ground and a reason', () => {
  const unnamed = given(concernDecider, raised(false));
  assert.equal(concernDue(unnamed.state)!.what, 'name_deciders');
  unnamed.when(keep).refused('not_named');
  unnamed.when({ ...named, second: 'worker-1' }).refused('same_person');

  const history = given(concernDecider, raised(false), named);
  assert.equal(concernDue(history.state)!.what, 'first_decision');
  history.when({ ...keep, reason: ' ' }).refused('no_reason');
  history.when({ ...keep, ground: 'child_at_risk' }).refused('other_ground');
  history.when({ ...share, ground: 'already_known' }).refused('other_ground');
  history.when({ ...keep, told: false }).refused('why_not_told');
  history.when(keep, { actor: 'somebody else' }).refused('not_named');
  history.when({ do: 'close', on: friday, outcome: 'not_shared' }).refused('still_due');

  const once = given(concernDecider, raised(false), named, keep);
  assert.equal(concernDue(once.state)!.what, 'second_decision');
  once.when(keep).refused('already_decided');
  const twice = once.when(keep, { actor: 'lead-1' }).gives('decided');
  assert.equal(concernDue(twice), undefined);
});

test('E7: what two people decided to share is due until it was passed on, and then needs no review', () => {
  const history = given(concernDecider, raised(false), named, share);
  const state = history.when(share, { actor: 'lead-1' }).gives('decided');
  assert.equal(concernDue(state)!.what, 'pass_on');
  const shared = then(state, passOn, 'lead-1');
  assert.deepEqual(
    concernDues(shared).map(due => due.what),
    ['chase'],
  );
});

test('E7: where the two do not agree, a named third settles it, and until then it stays due', () => {
  const history = given(concernDecider, raised(false), named, share);
  const split = history.when(keep, { actor: 'lead-1' }).gives('decided');
  assert.equal(concernDue(split)!.what, 'name_third');
  for (const third of ['worker-1', 'lead-1']) {
    assert.equal(refusal(split, { do: 'name_third', on: monday, third }, 'lead-1'), 'had_a_part');
  }
  const waits = then(split, { do: 'name_third', on: monday, third: 'head' }, 'lead-1');
  assert.equal(concernDue(waits)!.what, 'settle_sharing');
  const settle = { ...share, do: 'settle_sharing', on: monday } as const;
  assert.equal(refusal(waits, settle, 'lead-1'), 'not_third');
  assert.equal(refusal(waits, { ...settle, reason: '' }, 'head'), 'no_reason');
  assert.equal(concernDue(then(waits, settle, 'head'))!.what, 'pass_on');
  const kept = { ...keep, do: 'settle_sharing', on: monday } as const;
  assert.equal(concernDue(then(waits, kept, 'head')), undefined);
});

test('E7: somebody who has decided cannot be replaced by somebody who would decide otherwise', () => {
  const history = given(concernDecider, raised(false), named, keep);
  history.when({ ...named, first: 'somebody else' }).refused('has_decided');
});

test('E7: nobody whom a concern is about is named to decide or to settle it', () => {
  const history = given(concernDecider, raised(false, { about: ['lead-1'] }));
  history.when(named).refused('about_them');
  history.when({ do: 'name_third', on: friday, third: 'lead-1' }).refused('about_them');
});

test('E34: whoever passes it on before two have decided acted alone, and a second person reviews it', () => {
  const history = given(concernDecider, raised(false), named, share, passOn);
  assert.equal(concernDue(history.state)!.what, 'review');
  const disagrees = { do: 'review', on: friday, agreed: false } as const;
  history.when(disagrees, { actor: 'lead-1' }).refused('no_reason');
  const words = 'Tell the police too.';
  const state = history.when({ ...disagrees, words }, { actor: 'lead-1' }).gives('reviewed');
  assert.equal(concernDue(state)!.what, 'name_third');
  const settle = { do: 'settle_review', on: monday, words } as const;
  const early = concernDecider.decide(state, settle, { actor: 'head', today: monday });
  assert.ok(!early.ok && early.refusal.code === 'nobody_named', 'nobody else was named either');
  const waits = then(state, { do: 'name_third', on: monday, third: 'head' }, 'lead-1');
  assert.equal(concernDue(waits)!.what, 'settle_review');
  const settled = then(waits, { do: 'settle_review', on: monday, words }, 'head');
  assert.ok(!concernDues(settled).some(due => due.what === 'settle_review'));
  // Told of a day before, a new disagreement would be settled by what was said of the one before.
  const anew = { ...disagrees, words: 'The school too.' };
  assert.equal(refusal(settled, anew, 'lead-1'), 'too_early');
  assert.equal(concernDue(then(settled, { ...anew, on: monday }, 'lead-1'))!.what, 'settle_review');
});
