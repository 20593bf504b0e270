import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  authorities,
  concernDecider,
  concernDue,
  concernDues,
  concernSources,
  day,
  fold,
  type ConcernCommand,
  type ConcernState,
  type Day,
} from '../../src/index.ts';
import { given } from '../given.ts';
import { anyCommand } from './any-command.ts';
import { friday, passOn, raised } from './commands.ts';

test('E34: in immediate danger one person passes it on in one step, with nobody else', () => {
  const history = given(concernDecider, raised(true));
  assert.equal(concernDue(history.state)!.what, 'pass_on');
  const [passing] = history.when(passOn).gives('passed_on').passings;
  assert.equal(passing.by, 'worker-1');
  assert.equal(passing.reference, 'DD-77');
  assert.equal(passing.alone, true);
});

test('E34: a second person reviews within one working day, never the first', () => {
  const history = given(concernDecider, raised(true), passOn);
  assert.deepEqual(concernDue(history.state), {
    what: 'review',
    by: '2026-11-23', // the Monday after a Friday
    words: 'A second person reviews it by 23 November 2026.',
    passing: null,
  });
  history.when({ do: 'review', on: friday, agreed: true }).refused('same_person');
  const review = { do: 'review', on: friday, agreed: true } as const;
  const state = history.when(review, { actor: 'lead-1' }).gives('reviewed');
  assert.deepEqual(
    concernDues(state).map(due => due.what),
    ['chase'],
  );
});

test('E34: no reference and no words still let a concern be raised and passed on, and the reference falls due', () => {
  const history = given(concernDecider, raised(true, { said: '', child: '' }), { ...passOn, reference: '' });
  const missing = concernDues(history.state).find(due => due.what === 'reference')!;
  assert.equal(missing.by, '2026-11-23');
  assert.equal(missing.passing, 'p1');
  const add = { do: 'add_reference', on: friday, passing: 'p1', reference: ' DD-9 ' } as const;
  const state = history.when(add, { actor: 'lead-1' }).gives('reference_added');
  assert.equal(state.passings[0].reference, 'DD-9');
  assert.ok(!concernDues(state).some(due => due.what === 'reference'));
});

test('E34: a day that cannot be right is kept as it was given, and the entry stands at the day it was told', () => {
  for (const on of ['2031-01-01', '2026-11-01', '1066-10-14', '2026-02-31', 'yesterday', '']) {
    const { decision } = given(concernDecider, raised(true)).when({ ...passOn, on: on as Day });
    assert.ok(decision.ok);
    const [event] = decision.events;
    assert.equal(event.occurredOn, '2026-11-24', on);
    assert.equal((event.facts as { dayGiven: string }).dayGiven, on);
  }
  const { state } = given(concernDecider, raised(true, { on: day('2031-01-01') }), passOn);
  assert.equal(state.raisedOn, '2026-11-24');
  assert.equal(state.passings[0].on, '2026-11-24');
});

test('E34: a concern that was closed is passed on like any other, and is open again', () => {
  const on = day('2026-11-24');
  const then = (state: ConcernState, command: ConcernCommand, actor = 'lead-1') => {
    const decision = concernDecider.decide(state, command, { actor, today: on });
    assert.ok(decision.ok, JSON.stringify(decision));
    return fold({ ...concernDecider, initial: state }, decision.events);
  };
  let state = given(concernDecider, raised(true), passOn).state;
  state = then(state, { do: 'review', on, agreed: true });
  const outcome = 'assessment';
  state = then(state, { do: 'authority_answered', on, passing: 'p1', outcome, words: '', chaseBy: null });
  state = then(state, { do: 'close', on, outcome: 'authority_acts' });
  assert.equal(state.status, 'closed');
  state = then(state, { ...passOn, passing: 'p2', to: 'police' });
  assert.equal(state.status, 'open');
  assert.equal(concernDue(state)!.what, 'review', 'what one person did alone is reviewed anew');
});

/** Any text, lone halves of pairs and signs that end a C string included. */
const anyText = fc.string({ unit: 'binary', maxLength: 40 });
const anyDay = fc.oneof(
  anyText.map(text => text as Day),
  fc.constantFrom('0000-01-01', '9999-12-31', '2026-11-20', '2026-11-24').map(text => text as Day),
);
const urgentRaise = fc.record({
  do: fc.constant('raise' as const),
  on: anyDay,
  source: fc.constantFrom(...(Object.keys(concernSources) as (keyof typeof concernSources)[])),
  immediateDanger: fc.boolean(),
  about: fc.array(anyText, { maxLength: 3 }),
  said: anyText,
  child: anyText,
  from: anyText,
});
const urgentPassing = fc.record({
  do: fc.constant('pass_on' as const),
  on: anyDay,
  passing: anyText,
  to: fc.constantFrom(...(Object.keys(authorities) as (keyof typeof authorities)[])),
  reference: fc.oneof(anyText, fc.constant('x'.repeat(100_000))),
  shared: anyText,
  ownDuty: fc.boolean(),
});
const anyToday = fc.constantFrom(...['2026-11-24', '1999-12-31', '2040-02-29'].map(day));

test('E34, E35: whatever is typed and whatever came before, nothing refuses to raise a concern and to pass it on', () => {
  fc.assert(
    fc.property(
      urgentRaise,
      fc.array(fc.tuple(anyCommand, fc.constantFrom('a', 'b', 'c')), { maxLength: 12 }),
      urgentPassing,
      anyText,
      anyToday,
      (raise, others, passing, actor, today) => {
        const first = concernDecider.decide(concernDecider.initial, raise, { actor, today });
        assert.ok(first.ok, 'raising was refused');
        let state = fold(concernDecider, first.events);
        for (const [command, by] of others) {
          const decision = concernDecider.decide(state, command, { actor: by, today });
          if (decision.ok) state = fold({ ...concernDecider, initial: state }, decision.events);
        }
        const told = concernDecider.decide(state, passing, { actor, today });
        assert.ok(told.ok, 'passing on was refused');
        const [event] = told.events;
        assert.equal(event.type, 'passed_on');
        const after = fold({ ...concernDecider, initial: state }, told.events);
        assert.equal(after.status, 'open');
        assert.ok(after.passings.some(one => one.id === passing.passing && one.by === actor));
      },
    ),
    { numRuns: 400 },
  );
});
