import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { caseDecider, day, fold, mayCarry, type CaseCommand, type CaseState } from '../../src/index.ts';
import { given } from '../given.ts';
import { somebody } from './commands.ts';

const on = day('2026-03-02');
const reason = 'as told';
const opened: CaseCommand[] = [
  { do: 'refer', on, reference: 'TC-7', source: 'self', stage: 'police_contact', identity: somebody },
  { do: 'triage', on, outcome: 'accepted' },
  { do: 'open', on, practitioner: 'w1' },
];

test('E20: whoever steps away gives no reason, sees the case no longer, and nobody can give it to them', () => {
  const after = given(caseDecider, ...opened)
    .when({ do: 'step_away', on }, { actor: 'w2' })
    .gives('stepped_away');
  assert.deepEqual(after.steppedAway, ['w2']);
  assert.equal(after.practitioner, 'w1');
  const handed = caseDecider.decide(
    after,
    { do: 'change_practitioner', on, practitioner: 'w2' },
    { actor: 'lead', today: on },
  );
  assert.ok(!handed.ok);
  assert.equal(
    handed.refusal.words,
    'They cannot be given this case. Nothing was saved. Choose somebody else.',
  );
});

test('E20: an exclusion takes effect at once, also for whoever carries the case, which then waits for somebody', () => {
  const state = given(caseDecider, ...opened)
    .when({ do: 'exclude_staff', on, staff: ['w1'], reason })
    .gives('staff_excluded');
  assert.equal(state.status, 'open');
  assert.equal(state.practitioner, null);
});

test('an exclusion and a restriction need a reason, which is sealed and not among the facts', () => {
  const history = given(caseDecider, ...opened);
  history.when({ do: 'exclude_staff', on, staff: ['w2'], reason: ' ' }).refused('empty');
  history.when({ do: 'restrict_to', on, allowed: ['w1'], reason: '', message: '' }).refused('empty');
  const { decision } = history.when({
    do: 'restrict_to',
    on,
    allowed: ['w1'],
    reason: 'canary',
    message: '',
  });
  assert.ok(decision.ok);
  assert.doesNotMatch(JSON.stringify(decision.events[0].facts), /canary/);
  assert.deepEqual(decision.events[0].sealed, { reason: 'canary', message: '' });
});

test('a case is never restricted to nobody, nor to those alone who are kept out of it', () => {
  const history = given(caseDecider, ...opened, { do: 'exclude_staff', on, staff: ['w2'], reason });
  history.when({ do: 'restrict_to', on, allowed: [], reason, message: '' }).refused('nobody');
  history.when({ do: 'restrict_to', on, allowed: ['w2'], reason, message: '' }).refused('nobody');
});

test('a case from before reasons were asked keeps out whom it kept out', () => {
  const state = given(caseDecider, ...opened).state;
  const event = { type: 'restricted', schema: 1, occurredOn: on, facts: { excluded: ['w2'] } } as const;
  assert.deepEqual(caseDecider.evolve(state, event).excludedStaff, ['w2']);
});

const user = fc.constantFrom('w1', 'w2', 'w3');
const users = fc.array(user, { maxLength: 3 });
const c = fc.constant;
const anyStep: fc.Arbitrary<[CaseCommand, string]> = fc.tuple(
  fc.oneof(
    fc.record({
      do: c('restrict_to' as const),
      on: c(on),
      allowed: users,
      reason: c(reason),
      message: c(''),
    }),
    fc.record({ do: c('lift_restriction' as const), on: c(on), reason: c(reason) }),
    fc.record({ do: c('exclude_staff' as const), on: c(on), staff: users, reason: c(reason) }),
    fc.record({ do: c('end_exclusion' as const), on: c(on), staff: users, reason: c(reason) }),
    fc.record({ do: c('step_away' as const), on: c(on) }),
    fc.record({ do: c('change_practitioner' as const), on: c(on), practitioner: user }),
  ),
  user,
);

test('E20: whatever is restricted, excluded or handed over, nobody carries a case that they may not see', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 30 }), steps => {
      let state: CaseState = given(caseDecider, ...opened).state;
      const away = new Set<string>();
      for (const [command, actor] of steps) {
        const decision = caseDecider.decide(state, command, { actor, today: on });
        if (!decision.ok) continue;
        state = fold({ ...caseDecider, initial: state }, decision.events);
        if (command.do === 'step_away') away.add(actor);
        assert.ok(state.practitioner === null || mayCarry(state, state.practitioner));
        for (const one of away) assert.notEqual(state.practitioner, one);
        assert.notDeepEqual(state.restrictedTo, [], 'restricted to nobody');
      }
    }),
    { numRuns: 300 },
  );
});

test('E20: no change of who may see a case is told of a day before the last one, where it would let in whom that keeps out', () => {
  const later = day('2026-03-09');
  const history = given(
    caseDecider,
    ...opened,
    { do: 'restrict_to', on: later, allowed: ['w1', 'w2'], reason, message: '' },
    { do: 'exclude_staff', on: later, staff: ['w3'], reason },
  );
  for (const command of [
    { do: 'restrict_to', on, allowed: ['w1'], reason, message: '' },
    { do: 'lift_restriction', on, reason },
    { do: 'exclude_staff', on, staff: ['w4'], reason },
    { do: 'end_exclusion', on, staff: ['w3'], reason },
  ] satisfies CaseCommand[]) {
    assert.match(history.when(command).refused('too_early').words, /on 9 March 2026\. Nothing was saved\./);
  }
  // Who is kept out by name and who alone may open it do not touch each other.
  const apart = given(caseDecider, ...opened, { do: 'exclude_staff', on: later, staff: ['w3'], reason });
  apart.when({ do: 'restrict_to', on, allowed: ['w1'], reason, message: '' }).gives('restricted_to');
});

test('a triage that is put right to “not suitable” does not leave a case open and closed at once', () => {
  const { state } = given(caseDecider, opened[0]);
  const not = { type: 'triaged', schema: 1, occurredOn: on, facts: { outcome: 'not_suitable' } } as const;
  const open = { type: 'opened', schema: 1, occurredOn: on, facts: { practitioner: 'w1' } } as const;
  const fault = caseDecider.impossible(fold({ ...caseDecider, initial: state }, [not, open]));
  assert.equal(fault?.code, 'open_and_closed');
});
