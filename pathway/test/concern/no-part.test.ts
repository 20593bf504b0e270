import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asItHappened, concernDecider, concernDues, day, fold } from '../../src/index.ts';
import type { ConcernCommand, ConcernEvent, ConcernState } from '../../src/index.ts';
import { keep, named, passOn, raised, share } from './commands.ts';

const today = day('2026-11-30');
const on = day('2026-11-24');

/** Each command by its actor, decided as the record decides it: on what was told before, read by its days. */
function told(...steps: readonly (readonly [actor: string, command: ConcernCommand])[]) {
  const events: ConcernEvent[] = [];
  const refused: string[] = [];
  for (const [actor, command] of [['r', raised(false)] as const, ...steps]) {
    const decision = concernDecider.decide(fold(concernDecider, asItHappened(events)), command, {
      actor,
      today,
    });
    if (decision.ok) events.push(...decision.events);
    else refused.push(decision.refusal.code);
  }
  return { state: fold(concernDecider, asItHappened(events)), refused };
}

const two = (first: string, second: string, day = named.on) =>
  ({ ...named, on: day, first, second }) as const;
const whatIsDue = (state: ConcernState) => concernDues(state).map(one => one.what);

test('E7: what somebody decided falls away once the concern is found to be about them, and two others decide', () => {
  const { state } = told(
    ['x', two('a', 'b')],
    ['b', keep],
    ['a', keep],
    ['a', { do: 'name_staff', on, about: ['b'] }],
  );
  assert.deepEqual([state.deciders, state.decisions.map(one => one.by)], [['a'], ['a']]);
  assert.deepEqual(whatIsDue(state), ['name_deciders']);

  const { state: closed, refused } = told(
    ['x', two('a', 'b')],
    ['b', keep],
    ['a', { do: 'name_staff', on, about: ['b'] }],
    ['a', { ...keep, on }],
    ['x', { do: 'close', on, outcome: 'not_shared' }],
    ['x', two('a', 'c', on)],
    ['x', { do: 'close', on, outcome: 'not_shared' }],
    ['c', { ...keep, on }],
    ['x', { do: 'close', on, outcome: 'not_shared' }],
  );
  assert.deepEqual(refused, ['still_due', 'still_due']);
  assert.deepEqual([closed.status, closed.decisions.map(one => one.by)], ['closed', ['a', 'c']]);
});

test('E7, E34: neither a settlement nor a review by somebody it is about stands', () => {
  const settled = told(
    ['x', two('a', 'b')],
    ['a', share],
    ['b', keep],
    ['x', { do: 'name_third', on, third: 'c' }],
    ['c', { ...keep, do: 'settle_sharing', on }],
    ['x', { do: 'name_staff', on, about: ['c'] }],
  ).state;
  assert.deepEqual([settled.third, settled.settled], [null, null]);
  assert.deepEqual(whatIsDue(settled), ['name_third']);

  const reviewed = told(
    ['a', passOn],
    ['b', { do: 'review', on, agreed: true, words: '' }],
    ['x', { do: 'name_staff', on, about: ['b'] }],
  ).state;
  assert.equal(reviewed.review, null);
  assert.ok(whatIsDue(reviewed).includes('review'));
});

test('E34: a review is no second look where whoever gave it acted alone before, whatever day it bears', () => {
  const review: ConcernCommand = { do: 'review', on, agreed: true, words: '' };
  const { refused } = told(['a', passOn], ['b', { ...passOn, passing: 'p2' }], ['b', review]);
  assert.deepEqual(refused, ['same_person']);

  // The same review, put right to a day after what its giver did alone since.
  const events: ConcernEvent[] = [];
  const tell = (actor: string, command: ConcernCommand) => {
    const decision = concernDecider.decide(fold(concernDecider, events), command, { actor, today });
    assert.ok(decision.ok);
    events.push(...decision.events);
  };
  tell('r', raised(false));
  tell('a', passOn);
  tell('b', { ...review, on: day('2026-11-21') });
  tell('b', { ...passOn, on: day('2026-11-23'), passing: 'p2' });
  const moved = events.map(one => (one.type === 'reviewed' ? { ...one, occurredOn: on } : one));
  const after = fold(concernDecider, asItHappened(moved));
  assert.equal(after.review, null);
  assert.equal(concernDecider.impossible(after)?.code, 'not_by_two');
});

test('E7: nothing is told of a concern at a day at which it would change nothing', () => {
  const early = day('2026-11-21');
  const linked = { do: 'link_to_case', on, case: 'k1' } as const;
  const unlinked = { do: 'unlink_from_case', on, case: 'k1' } as const;
  const { state, refused } = told(
    ['x', two('a', 'b', on)],
    ['x', two('a', 'c', early)],
    ['x', { do: 'name_third', on, third: 'd' }],
    ['x', { do: 'name_third', on: early, third: 'e' }],
    ['x', linked],
    ['x', { ...unlinked, on: early }],
    ['x', { do: 'join', on, with: 'o1' }],
    ['x', { do: 'unjoin', on: early, with: 'o1' }],
    ['a', { ...passOn, on }],
    ['b', { do: 'review', on: early, agreed: true, words: '' }],
    ['b', { do: 'review', on, agreed: true, words: '' }],
    ['x', { do: 'chase', on, passing: 'p1', reference: '', result: 'in_hand', chaseBy: null }],
    ['x', { do: 'authority_answered', on, passing: 'p1', outcome: 'other', words: '', chaseBy: null }],
    ['x', { do: 'close', on: early, outcome: 'authority_acts' }],
  );
  assert.deepEqual(
    refused,
    Array.from({ length: 6 }, () => 'too_early'),
  );
  assert.deepEqual([state.deciders, state.third, state.linkedCases], [['a', 'b'], 'd', ['k1']]);
});
