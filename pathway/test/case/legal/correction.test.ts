import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  asItHappened,
  caseDecider,
  day,
  fold,
  noLongerAllowed,
  type CaseCommand,
  type CaseEvent,
} from '../../../src/index.ts';
import { anyLegalCommand } from './commands.ts';
import { beside, throughCustody, toConviction, underInvestigation } from './pathway.ts';

const circumstances = { actor: 'w1', today: day('2026-11-20') };

/** What these commands record, in the order in which they were told; what is refused is left out. */
function told(commands: readonly CaseCommand[]): CaseEvent[] {
  let state = caseDecider.initial;
  const events: CaseEvent[] = [];
  for (const command of commands) {
    const decision = caseDecider.decide(state, command, circumstances);
    if (!decision.ok) continue;
    events.push(...decision.events);
    state = fold(caseDecider, asItHappened(events));
  }
  return events;
}

const walks = [
  [...underInvestigation, ...toConviction, ...throughCustody],
  [...underInvestigation, ...toConviction, ...beside],
];
const stateOf = (events: readonly CaseEvent[]) => fold(caseDecider, asItHappened(events));
const later = (before: readonly CaseEvent[], after: readonly (CaseEvent | null)[]) =>
  noLongerAllowed(caseDecider, before, after, () => circumstances);

test('every entry of the pathway answers to the command that gave it', () => {
  for (const commands of walks) {
    for (const [at, event] of told(commands).entries())
      assert.deepEqual(caseDecider.commandOf(event), commands[at]);
  }
});

test('a correction in the middle equals a history without the mistake', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...walks),
      fc.nat(),
      fc.integer({ min: 1, max: 400 }),
      (commands, pick, days) => {
        const right = told(commands);
        const at = pick % right.length;
        // The mistake: the same entry, on a day that was wrong. It was told in this place, and put right at the end.
        const wrong = { ...right[at], occurredOn: addDays(right[at].occurredOn, -days) };
        const standing = right.map((event, index) => (index === at ? wrong : event));
        const corrected = standing.map((event, index) => (index === at ? right[at] : event));
        assert.deepEqual(stateOf(corrected), stateOf(right));
      },
    ),
  );
});

test('nothing is named when nothing that came later depends on what was corrected', () => {
  fc.assert(
    fc.property(fc.constantFrom(...walks), fc.array(anyLegalCommand, { maxLength: 20 }), (commands, more) => {
      const events = told([...commands, ...more]);
      const changes: CaseCommand = { do: 'record_life_change', on: day('2024-02-01'), what: 'work' };
      const withChange = told([...commands.slice(0, 3), changes, ...commands.slice(3), ...more]);
      assert.equal(withChange.length, events.length + 1);
      const without = withChange.map((event, at) => (at === 3 ? null : event));
      assert.deepEqual(later(withChange, without), []);
    }),
    { numRuns: 50 },
  );
});

test('what a correction names would be refused in a history without the mistake, and all else would be accepted', () => {
  fc.assert(
    fc.property(fc.constantFrom(...walks), fc.nat(), (commands, pick) => {
      const before = told(commands);
      const out = 3 + (pick % (before.length - 3));
      const after = before.map((event, at) => (at === out ? null : event));
      const named = new Set(later(before, after).map(one => one.at));
      for (let at = out + 1; at < before.length; at++) {
        const state = stateOf(after.slice(0, at).filter(event => event !== null));
        assert.equal(caseDecider.decide(state, commands[at], circumstances).ok, !named.has(at));
      }
    }),
  );
});

test('a conviction taken out names the sentence, and says why it would not have been allowed', () => {
  const before = told([...underInvestigation, ...toConviction, throughCustody[0]]);
  const at = before.findIndex(event => event.type === 'legal_step' && event.facts.step === 'convicted');
  const named = later(
    before,
    before.map((event, index) => (index === at ? null : event)),
  );
  assert.deepEqual(
    named.map(one => one.event.type),
    ['legal_step', 'sentenced'],
  );
  assert.match(named[1].refusal.words, /A sentence needs a conviction first/);
});
