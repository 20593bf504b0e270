import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { day, MOST_HOURS, openingDecider, openingDue, type OpeningCommand } from '../src/index.ts';
import { given } from './given.ts';

// Tuesday 24 November 2026 is the today of these tests.
const on = day('2026-11-24');
const open: OpeningCommand = {
  do: 'open',
  on,
  case: 'c1',
  ground: 'nobody_there',
  hours: 4,
  reason: 'as told',
};
const review: OpeningCommand = { do: 'review', on, outcome: 'right', words: '' };

test('E20: a case is opened in an emergency at once and by one person, and looked at within a working day', () => {
  const history = given(openingDecider, open);
  assert.equal(openingDue(history.state), '2026-11-25');
  const reviewed = history.when(review, { actor: 'lead-1' }).gives('opening_ended', 'opening_reviewed');
  assert.equal(openingDue(reviewed), null);
});

test('E20: a review ends it at once, by whoever reviews it; one that was closed before is ended once', () => {
  const decided = (...before: OpeningCommand[]) => {
    const { state } = given(openingDecider, open, ...before);
    const decision = openingDecider.decide(state, review, { actor: 'lead-1', today: on });
    assert.ok(decision.ok);
    return decision.events;
  };
  const whole = decided();
  assert.deepEqual(
    whole.map(event => [event.type, event.facts.by]),
    [
      ['opening_ended', 'lead-1'],
      ['opening_reviewed', 'lead-1'],
    ],
  );
  const after = whole.reduce(
    (state, event) => openingDecider.evolve(state, event),
    given(openingDecider, open).state,
  );
  assert.equal(after.status, 'ended');
  const again = openingDecider.decide(after, { do: 'end', on }, { actor: 'u', today: on });
  assert.ok(!again.ok && again.refusal.code === 'already_ended');
  assert.deepEqual(
    decided({ do: 'end', on }).map(event => event.type),
    ['opening_reviewed'],
  );
});

test('E20: whoever opened it does not review it, and it is reviewed once', () => {
  const history = given(openingDecider, open);
  history.when(review).refused('same_person');
  const again = history.when(review, { actor: 'lead-1' }).gives('opening_ended', 'opening_reviewed');
  const decision = openingDecider.decide(again, review, { actor: 'lead-2', today: on });
  assert.ok(!decision.ok && decision.refusal.code === 'already_reviewed');
});

test('E20: it needs a reason, and no number of hours but a whole one within a day is taken', () => {
  given(openingDecider)
    .when({ ...open, reason: '  ' })
    .refused('no_reason');
  const wrong = fc.oneof(fc.integer({ max: 0 }), fc.integer({ min: MOST_HOURS + 1 }), fc.constant(1.5));
  fc.assert(
    fc.property(fc.oneof(wrong, fc.double()), hours => {
      const decision = openingDecider.decide(
        openingDecider.initial,
        { ...open, hours },
        { actor: 'u', today: on },
      );
      assert.equal(decision.ok, Number.isInteger(hours) && hours >= 1 && hours <= MOST_HOURS);
    }),
  );
});

test('nobody opens a case for a day that is past or to come, or a second time under the same form', () => {
  given(openingDecider)
    .when({ ...open, on: day('2026-11-23') })
    .refused('not_today');
  given(openingDecider)
    .when({ ...open, on: day('2026-11-25') })
    .refused('not_today');
  given(openingDecider, open).when(open).refused('already_open');
});

test('it can be closed before its time, once; a follow-up says what it is', () => {
  const history = given(openingDecider, open, { do: 'end', on });
  history.when({ do: 'end', on }).refused('already_ended');
  history.when({ ...review, outcome: 'to_follow_up' }, { actor: 'lead-1' }).refused('no_words');
  given(openingDecider).when(review).refused('nothing_there');
});
