import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { asItHappened, concernDecider, concernDues, day, fold, isToBeShared } from '../../src/index.ts';
import type { ConcernCommand, ConcernEvent, ConcernState } from '../../src/index.ts';
import { anyCommand } from './any-command.ts';
import { friday, keep, monday, named, passOn, raised, share } from './commands.ts';

const today = day('2026-11-30');
const added: ConcernCommand = { do: 'add_words', on: monday, said: 'More was said.', child: '' };
const close: ConcernCommand = { do: 'close', on: monday, outcome: 'not_shared' };

type Step = readonly [actor: string, command: ConcernCommand];

/** Each command by its actor, decided as the record decides it: on what was told before, read by its days. */
function told(first: ConcernCommand, ...steps: readonly Step[]) {
  const events: ConcernEvent[] = [];
  const refused: string[] = [];
  for (const [actor, command] of [['r', first] as const, ...steps]) {
    const decision = concernDecider.decide(read(events), command, { actor, today });
    if (decision.ok) events.push(...decision.events);
    else refused.push(`${command.do}: ${decision.refusal.code}`);
  }
  return { events, state: read(events), refused };
}

const read = (events: readonly ConcernEvent[]) => fold(concernDecider, asItHappened(events));
const dues = (state: ConcernState) => concernDues(state).map(({ what, by }) => `${what} ${by}`);
const two = { ...named, first: 'a', second: 'b' };
const notShared: readonly Step[] = [
  ['l', two],
  ['a', keep],
  ['b', keep],
];

test('E7: more is told of a child after two decided not to share it: they decide anew, by a day, and may decide otherwise', () => {
  for (const closed of [[], [['l', close]]] as const) {
    const after = told(raised(false), ...notShared, ...closed, ['r', added]);
    assert.deepEqual(dues(after.state), ['first_decision 2026-11-24']);
    const again = told(
      raised(false),
      ...notShared,
      ...closed,
      ['r', added],
      ['l', close],
      ['a', { ...share, on: monday }],
      ['b', { ...share, on: monday }],
    );
    assert.deepEqual(again.refused, ['close: still_due']);
    assert.deepEqual(dues(again.state), ['pass_on 2026-11-24']);
  }
  const { state } = told(raised(false), ...notShared, ['r', added], ['a', keep], ['b', keep], ['l', close]);
  assert.equal(state.status, 'closed', 'decided anew, on all of it');
});

test('E7: what was told late, of a day before they decided, they did not know either', () => {
  const { state } = told(
    raised(false),
    ['l', two],
    ['a', { ...keep, on: monday }],
    ['b', { ...keep, on: monday }],
    ['r', { ...added, on: friday }],
  );
  assert.deepEqual(state.decisions, []);
  assert.deepEqual(dues(state), ['first_decision 2026-11-23']);
});

test('E7: words put right after they decided say what nobody knew; what was added before they decided they knew', () => {
  const { events } = told(raised(false), ['r', { ...added, on: friday }], ...notShared);
  assert.equal(read(events).decisions.length, 2);
  const places = events.map((event, at) => ({ ...event, told: { first: at + 1, last: at + 1 } }));
  for (const at of [0, 1]) {
    const right = places.map((one, index) =>
      index === at ? { ...one, told: { first: at + 1, last: places.length + 1 } } : one,
    );
    assert.deepEqual(read(right as ConcernEvent[]).decisions, [], places[at].type);
  }
});

test('E7: that it is shared stands when more is told, by two and by a third; a third who said no decides anew', () => {
  const both = told(raised(false), ['l', two], ['a', share], ['b', share], ['r', added]).state;
  assert.ok(isToBeShared(both));
  const disputed: readonly Step[] = [
    ['l', two],
    ['a', share],
    ['b', keep],
    ['l', { do: 'name_third', on: friday, third: 'c' }],
  ];
  const yes = told(raised(false), ...disputed, ['c', { ...share, do: 'settle_sharing' }], ['r', added]);
  assert.ok(isToBeShared(yes.state));
  const no = told(raised(false), ...disputed, ['c', { ...keep, do: 'settle_sharing' }], ['r', added]).state;
  assert.equal(no.settled, null);
  assert.deepEqual(dues(no), ['second_decision 2026-11-24']);
});

test('E7: where a third settled on sharing it after one of two had decided anew, the two stand as two when more is told', () => {
  const { state } = told(
    raised(false),
    ['l', two],
    ['a', share],
    ['b', keep],
    ['r', added],
    ['b', { ...keep, on: monday }],
    ['l', { do: 'name_third', on: monday, third: 'c' }],
    ['c', { ...share, do: 'settle_sharing', on: monday }],
    ['r', added],
  );
  assert.ok(isToBeShared(state));
  assert.deepEqual(
    state.decisions.map(one => [one.by, one.share]),
    [
      ['a', true],
      ['b', false],
    ],
  );
});

test('E7: what is settled anew is not told of a day before it was settled last, where it would be read first and hidden', () => {
  const settle = { ...keep, do: 'settle_sharing' } as const;
  const steps: readonly Step[] = [
    ['l', two],
    ['a', share],
    ['b', keep],
    ['l', { do: 'name_third', on: friday, third: 'c' }],
    ['c', { ...settle, on: monday }],
    ['r', added],
    ['b', { ...keep, on: monday }],
  ];
  const early = told(raised(false), ...steps, ['c', { ...settle, on: friday }]);
  assert.deepEqual(early.refused, ['settle_sharing: too_early']);
  const { state, refused } = told(raised(false), ...steps, ['c', { ...settle, on: monday }]);
  assert.deepEqual([refused, state.settled?.by], [[], 'c']);
});

test('E34: what is told after an authority was told is due to be told to them, until somebody spoke with them or looked at it all', () => {
  const tell = 'tell_added 2026-11-24';
  const before: readonly Step[] = [
    ['w', passOn],
    ['v', { do: 'review', on: friday, agreed: true }],
  ];
  const waits = told(raised(true), ...before, ['w', added]);
  assert.ok(dues(waits.state).includes(tell));
  const passing = 'p1';
  const on = monday;
  const answers: readonly Step[] = [
    ['w', { ...passOn, on, passing: 'p2' }],
    ['w', { do: 'chase', on, passing, reference: '', result: 'in_hand' }],
    ['w', { do: 'authority_answered', on, passing, outcome: 'assessment', words: '', chaseBy: null }],
    ['v', { do: 'review', on, agreed: true }],
  ];
  for (const answer of answers) {
    const { state, refused } = told(raised(true), ...before, ['w', added], answer);
    assert.deepEqual(refused, []);
    assert.ok(!dues(state).includes(tell), answer[1].do);
  }
  const closed = told(raised(true), ...before, ['w', added], answers[2], ['l', close]);
  assert.equal(closed.state.status, 'closed');
  const late = told(raised(true), ...before, answers[2], ['l', close], ['w', added], ['l', close]);
  assert.deepEqual(late.refused, ['close: still_due']);
  assert.ok(dues(late.state).includes(tell), 'the authority had answered, and did not know of it');
});

test('E7, E34: whatever was done before, and of whatever day it is told, what is added to a concern makes something due', () => {
  const words = anyCommand.filter(one => one.do === 'add_words' && one.said !== '');
  const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), anyCommand), { maxLength: 30 });
  const begin = fc.constantFrom<readonly Step[]>(
    [],
    notShared,
    [...notShared, ['l', close]],
    [['a', passOn]],
  );
  fc.assert(
    fc.property(fc.boolean(), begin, steps, words, (danger, first, more, last) => {
      const { events } = told(raised(danger), ...first, ...more);
      const decision = concernDecider.decide(read(events), last, { actor: 'd', today });
      assert.ok(decision.ok);
      const after = read([...events, ...decision.events]);
      assert.ok(concernDues(after).length > 0);
    }),
    { numRuns: 1000 },
  );
});
