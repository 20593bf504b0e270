import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  asItHappened,
  concernDecider,
  concernDues,
  day,
  fold,
  isToBeShared,
  type ConcernCommand,
  type ConcernEvent,
  type ConcernState,
} from '../../src/index.ts';
import { by as anyBy, correctionsEqualNoMistake } from '../corrections.ts';
import { holdsAfterAnyCorrection, holdsForAnySequence } from '../sequences.ts';
import { anyCommand } from './any-command.ts';
import { withoutPlaces } from './without-places.ts';
import { named, passOn, raised, share, keep } from './commands.ts';

const today = day('2026-11-24');
const twoNamed = { ...named, first: 'a', second: 'b' };
const on = today;
const p1 = 'p1';
const by = (actor: string, command: ConcernCommand) => [command, actor] as const;
const third = by('a', { do: 'name_third', on, third: 'c' });
/** Ways in, so that chance begins where it seldom comes by itself. */
const beginnings: readonly (readonly (readonly [ConcernCommand, string])[])[] = [
  [],
  [by('a', twoNamed), by('a', share), by('b', keep), third],
  [by('a', twoNamed), by('a', share), by('b', keep), third, by('c', { ...keep, do: 'settle_sharing', on })],
  [by('a', twoNamed), by('a', keep), by('b', keep), by('b', { do: 'close', on, outcome: 'not_shared' })],
  [by('a', passOn), by('b', { do: 'review', on, agreed: false, words: 'w' }), third],
  [
    by('a', passOn),
    by('b', { do: 'review', on, agreed: false, words: 'w' }),
    third,
    by('c', { do: 'settle_review', on, words: 'w' }),
  ],
  [
    by('a', passOn),
    by('a', { do: 'escalate', on, passing: p1, level: 'their_manager', reason: 'w' }),
    by('a', { do: 'escalation_answered', on, passing: p1, result: 'not_settled', words: '' }),
  ],
  [by('a', { do: 'join', on, with: 'o1' }), by('a', { do: 'unjoin', on, with: 'o1' })],
];
const script = fc.record({
  immediateDanger: fc.boolean(),
  about: fc.subarray(['d']),
  beginning: fc.constantFrom(...beginnings),
  steps: fc.array(fc.tuple(anyCommand, fc.constantFrom('a', 'b', 'c', 'd')), { maxLength: 40 }),
});

const twice = (list: readonly string[]) => new Set(list).size < list.length;
/** States that must not be, each with what says so. */
const impossible: readonly [what: string, is: (state: ConcernState) => boolean][] = [
  ['E7: one person decided twice', ({ decisions }) => twice(decisions.map(one => one.by))],
  ['E7: more than two decided', ({ decisions }) => decisions.length > 2],
  ['E7: somebody decided who was not named', s => s.decisions.some(one => !s.deciders.includes(one.by))],
  ['E7: one person is both who decide', ({ deciders }) => twice(deciders)],
  ['E7: the third is one of the two', s => s.third !== null && s.deciders.includes(s.third)],
  ['E7: settled without two who differ', s => s.settled !== null && s.decisions.length < 2],
  ['E34: reviewed by whoever raised it', s => s.review !== null && s.review.by === s.raisedBy],
  [
    'E34: reviewed by whoever acted alone',
    s => s.review !== null && s.passings.some(one => one.alone && one.by === s.review!.by),
  ],
  [
    'E7: whoever it is about decides, settles or reviews',
    s =>
      [...s.deciders, s.third, s.settled?.by, s.review?.by, ...s.decisions.map(one => one.by)].some(
        one => one != null && s.about.includes(one),
      ),
  ],
  [
    'E34: in danger, told nobody, and closed',
    s => s.status === 'closed' && s.immediateDanger && s.passings.length === 0,
  ],
  [
    'E7: closed while fewer than two had decided and nobody was told, or against what was decided',
    s => s.status === 'closed' && s.passings.length === 0 && (s.decisions.length < 2 || isToBeShared(s)),
  ],
  [
    'E34: closed while nobody had reviewed what one person did alone',
    s => s.status === 'closed' && s.passings.some(one => one.alone) && s.review === null,
  ],
  ['a case linked twice', ({ linkedCases }) => twice(linkedCases)],
  ['joined twice', ({ joinedWith }) => twice(joinedWith)],
];

test('no commands lead where a concern must not be; each refusal says in whole sentences what is the matter; replay gives the same', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(script, ({ immediateDanger, about, beginning, steps }) => {
      const events: ConcernEvent[] = [];
      // As the record reads it: by day, and of one day as it was told.
      let state = concernDecider.initial;
      const first = [raised(immediateDanger, { about }), 'a'] as const;
      for (const [command, actor] of [first, ...beginning, ...steps]) {
        const decision = concernDecider.decide(state, command, { actor, today });
        if (!decision.ok) {
          const { words, code } = decision.refusal;
          assert.match(words, /^[A-Z“].*[.]$/);
          assert.ok(!words.includes(code) || !code.includes('_'), 'a code stands in the words');
          continue;
        }
        events.push(...decision.events);
        for (const event of decision.events) reached.add(event.type);
        state = fold(concernDecider, asItHappened(events));
        for (const [what, is] of impossible) assert.ok(!is(state), what);
        const due = concernDues(state);
        if (state.status === 'closed') assert.deepEqual(due, []);
        for (const one of due) assert.match(one.words, /[.]$/);
      }
    }),
    { numRuns: 1500 },
  );
  for (const type of [
    'sharing_settled',
    'review_settled',
    'escalation_answered',
    'unjoined',
    'concern_closed',
  ])
    assert.ok(reached.has(type), `no script reached “${type}”, so nothing was shown of it`);
});

test('E34: whatever day is given, a closed concern that is passed on is open again when it is read by its days, its clock runs, and what one person did alone waits for a review', () => {
  const reached = { closed: 0, earlier: 0, reviewed: 0 };
  const last = anyCommand.filter(one => one.do === 'pass_on').map(one => ({ ...one, passing: 'p9' }));
  fc.assert(
    fc.property(script, last, ({ immediateDanger, about, beginning, steps }, urgent) => {
      const events: ConcernEvent[] = [];
      // As the record reads it: by day, and of one day as it was told.
      const read = () => fold(concernDecider, asItHappened(events));
      const first = [raised(immediateDanger, { about }), 'a'] as const;
      for (const [command, actor] of [first, ...beginning, ...steps]) {
        const decision = concernDecider.decide(read(), command, { actor, today });
        if (decision.ok) events.push(...decision.events);
      }
      const before = read();
      const told = concernDecider.decide(before, urgent, { actor: 'd', today });
      assert.ok(told.ok);
      events.push(...told.events);
      const after = read();
      assert.equal(after.status, 'open');
      if (before.status === 'closed') {
        reached.closed++;
        if (urgent.on < before.closedOn!) reached.earlier++;
      }
      if (before.review !== null) reached.reviewed++;
      const passing = after.passings.find(one => one.id === urgent.passing)!;
      if (passing.alone) assert.equal(after.review, null, 'nobody has looked at it yet');
      const [event] = told.events;
      assert.ok(event.type === 'passed_on');
      assert.equal(event.facts.dayGiven === null ? event.occurredOn : event.facts.dayGiven, urgent.on);
      assert.ok(concernDues(after).some(one => one.passing === urgent.passing && one.what === 'chase'));
    }),
    { numRuns: 800 },
  );
  for (const [what, times] of Object.entries(reached)) assert.ok(times > 0, `no script came to: ${what}`);
});

test('E34: whatever day is given, and whatever day it is corrected to, a closed concern to which words are added is open again', () => {
  const reached = { earlier: 0, corrected: 0 };
  const words = anyCommand.filter(one => one.do === 'add_words');
  fc.assert(
    fc.property(script, words, fc.integer({ min: -40, max: 40 }), (told, urgent, moved) => {
      const { immediateDanger, about, beginning, steps } = told;
      const events: ConcernEvent[] = [];
      const read = (also: readonly ConcernEvent[] = []) =>
        fold(concernDecider, asItHappened([...events, ...also]));
      const first = [raised(immediateDanger, { about }), 'a'] as const;
      for (const [command, actor] of [first, ...beginning, ...steps]) {
        const decision = concernDecider.decide(read(), command, { actor, today });
        if (decision.ok) events.push(...decision.events);
      }
      const before = read();
      if (before.status !== 'closed') return;
      // As it was told, and as a correction puts another day in its place: decided on what had been told before it.
      for (const on of [urgent.on, addDays(urgent.on, moved)]) {
        const decision = concernDecider.decide(before, { ...urgent, on }, { actor: 'd', today });
        if (!decision.ok) return;
        assert.equal(read(decision.events).status, 'open');
        const [event] = decision.events;
        assert.ok(event.type === 'words_added');
        assert.equal(event.facts.dayGiven ?? event.occurredOn, on);
        if (on < before.closedOn!) reached[on === urgent.on ? 'earlier' : 'corrected']++;
      }
    }),
    { numRuns: 800 },
  );
  for (const [what, times] of Object.entries(reached)) assert.ok(times > 0, `no script came to: ${what}`);
});

test('E7, E34: no correction leaves a concern decided by one, or closed too early, whatever is said to stand', () => {
  holdsAfterAnyCorrection({
    decider: concernDecider,
    command: anyBy(anyCommand, 'a', 'b', 'c', 'd'),
    today,
    begin: beginnings.map(beginning => [by('a', raised(false)), ...beginning]),
    impossible: state =>
      impossible.filter(([what, is]) => what.startsWith('E') && is(state)).map(([what]) => what),
    refused: ['not_by_two', 'closed_too_early'],
  });
});

test('E7: whatever was told wrongly of a concern and put right, it stands as if it had never been wrong', () => {
  correctionsEqualNoMistake({
    decider: concernDecider,
    command: anyBy(anyCommand, 'a', 'b', 'c', 'd'),
    begin: beginnings.flatMap(beginning => [
      [by('a', raised(false)), ...beginning],
      [by('d', raised(true)), ...beginning],
    ]),
    today,
    reaches: [
      'raised',
      'words_added',
      'about_staff',
      'passed_on',
      'reference_added',
      'reviewed',
      'review_settled',
      'deciders_named',
      'third_named',
      'decided',
      'sharing_settled',
      'chased',
      'authority_answered',
      'escalated',
      'escalation_answered',
      'linked_to_case',
      'joined',
      'unjoined',
      'concern_closed',
    ],
    numRuns: 3000,
  });
});

test('E7: nothing is accepted of a concern for nothing, of whatever day it is told', () => {
  holdsForAnySequence({
    decider: concernDecider,
    commands: fc.array(anyBy(anyCommand, 'a', 'b', 'c', 'd'), { maxLength: 30, size: 'max' }),
    today,
    begin: beginnings.flatMap(beginning => [
      [by('a', raised(false)), ...beginning],
      [by('d', raised(true)), ...beginning],
    ]),
    impossible: state =>
      impossible.filter(([what, is]) => what.startsWith('E') && is(state)).map(([what]) => what),
    unseen: {
      add_words: 'they are sealed',
      add_reference: 'it is kept, and the reference of the later day counts',
      chase: 'it is kept, and what was asked last says when to ask again',
      authority_answered: 'it is kept, and the last answer counts',
    },
    again: {
      name_deciders: 'the same two, named twice',
      name_third: 'the same third, named twice',
      review: 'the same review, given twice',
      escalate: 'the same disagreement, in other words',
    },
    makes: command => (command.do === 'pass_on' ? (command.passing ?? null) : null),
    seen: withoutPlaces,
  });
});
