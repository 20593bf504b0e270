import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  caseDecider,
  day,
  fold,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
} from '../../../src/index.ts';
import { by } from '../../corrections.ts';
import { holdsForAnySequence } from '../../sequences.ts';
import { anyLegalCommand } from './commands.ts';
import { impossibleIn, impossibles } from './impossible.ts';
import { beside, suspendedSentence, throughCustody, toConviction, underInvestigation } from './pathway.ts';

const circumstances = { actor: 'w1', today: day('2026-11-20') };

/** Beginnings from which any commands may follow: what chance alone would seldom reach is reached before. */
const beginnings: readonly (readonly CaseCommand[])[] = [
  underInvestigation,
  [...underInvestigation, ...toConviction],
  [...underInvestigation, ...toConviction, suspendedSentence],
  [...underInvestigation, ...toConviction, ...throughCustody.slice(0, 6)],
  [...underInvestigation, ...toConviction, ...throughCustody.slice(0, 15)],
  [...underInvestigation, ...toConviction, ...throughCustody.slice(0, 17)],
  [...underInvestigation, ...toConviction, ...beside.slice(0, 3)],
];
const beginning = fc.constantFrom(...beginnings);

/** Walks commands as they come; what is refused changes nothing. */
function walk(commands: readonly CaseCommand[], each: (state: CaseState) => void = () => {}) {
  let state = caseDecider.initial;
  const events: CaseEvent[] = [];
  for (const command of commands) {
    const decision = caseDecider.decide(state, command, circumstances);
    if (decision.ok) {
      events.push(...decision.events);
      state = fold({ ...caseDecider, initial: state }, decision.events);
    } else {
      const { words } = decision.refusal;
      assert.match(words, /^[A-Z“].*[.]$/s, 'a refusal is in whole sentences');
      assert.match(words, /Nothing was saved\./, 'a refusal says what is safe');
      assert.doesNotMatch(
        words,
        /[a-z]_[a-z]|undefined|null|NaN|\[object/,
        'a refusal has no name of code in it',
      );
    }
    each(state);
  }
  return { state, events };
}

test('the whole pathway of domain 2.1 can be walked: bail to sentence, breach, custody, recall, supervision', () => {
  for (const end of [throughCustody, beside]) {
    const commands = [...underInvestigation, ...toConviction, ...end];
    const { events } = walk(commands);
    assert.equal(events.length, commands.length, 'a step of the pathway was refused');
  }
});

test('no sequence of commands reaches a state that the field calls impossible, or is accepted for nothing, of whatever days', () => {
  holdsForAnySequence({
    decider: caseDecider,
    commands: fc.array(by(anyLegalCommand, 'w1'), { maxLength: 50, size: 'max' }),
    today: circumstances.today,
    begin: beginnings.map(first => first.map(one => [one, 'w1'] as const)),
    impossible: impossibleIn,
    unseen: {},
    again: { change_clock_end: 'the same end, on the same day' },
    numRuns: 1500,
  });
});

test('replaying what the commands gave leads to the state that they led to, also through JSON', () => {
  fc.assert(
    fc.property(beginning, fc.array(anyLegalCommand, { maxLength: 50 }), (first, then) => {
      const { state, events } = walk([...first, ...then]);
      assert.deepEqual(fold(caseDecider, JSON.parse(JSON.stringify(events)) as CaseEvent[]), state);
    }),
    { numRuns: 200 },
  );
});

test('every kind of legal command is both accepted and refused somewhere in these walks', () => {
  const accepted = new Set<string>();
  const refused = new Set<string>();
  const whole = [
    [...underInvestigation, ...toConviction, ...throughCustody],
    [...underInvestigation, ...toConviction, ...beside],
  ];
  const random = fc.sample(fc.tuple(beginning, fc.array(anyLegalCommand, { minLength: 40, maxLength: 60 })), {
    numRuns: 300,
    seed: 4,
  });
  for (const commands of [...whole, ...random.map(([first, then]) => [...first, ...then])]) {
    let state = caseDecider.initial;
    for (const command of commands) {
      const decision = caseDecider.decide(state, command, circumstances);
      (decision.ok ? accepted : refused).add(command.do);
      if (decision.ok) state = fold({ ...caseDecider, initial: state }, decision.events);
    }
  }
  const legal = new Set(fc.sample(anyLegalCommand, { numRuns: 2000, seed: 4 }).map(one => one.do));
  assert.ok(legal.size >= 25);
  assert.deepEqual(
    [...legal].filter(one => !accepted.has(one)),
    [],
  );
  assert.deepEqual(
    [...legal].filter(one => !refused.has(one)),
    [],
  );
});

test('each impossible state names where the field says so', () => {
  assert.ok(impossibles.length >= 25);
  for (const { what, source } of impossibles) assert.match(source, /2\.\d|E\d/, what);
});
