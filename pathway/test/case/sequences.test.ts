import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { caseDecider, day, fold, type CaseEvent } from '../../src/index.ts';
import { anyCommand } from './commands.ts';
import { impossibleInCase } from './impossible-in-case.ts';
import { suspendedSentence, toConviction, underInvestigation } from './legal/pathway.ts';
import { isInWords } from '../sequences.ts';

test('no sequence of commands reaches an impossible state, and every refusal has words', () => {
  const today = day('2026-06-01');
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 60, size: 'max' }), fc.boolean(), (commands, inOrder) => {
      let state = caseDecider.initial;
      const history: CaseEvent[] = [];
      const lead = inOrder ? [...underInvestigation, ...toConviction, suspendedSentence] : [];
      for (const command of [...lead, ...commands]) {
        const decision = caseDecider.decide(state, command, { actor: 'w1', today });
        if (decision.ok) {
          history.push(...decision.events);
          for (const event of decision.events) {
            assert.ok(event.occurredOn <= today);
            state = caseDecider.evolve(state, event);
          }
        } else {
          isInWords(decision.refusal);
        }
        assert.deepEqual(impossibleInCase(state), []);
      }
      assert.deepEqual(fold(caseDecider, JSON.parse(JSON.stringify(history)) as CaseEvent[]), state);
    }),
    { numRuns: 5_000 },
  );
});
