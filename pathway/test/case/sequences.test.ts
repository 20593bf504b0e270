import { test } from 'node:test';
import fc from 'fast-check';
import { caseDecider, day } from '../../src/index.ts';
import { by } from '../corrections.ts';
import { holdsForAnySequence } from '../sequences.ts';
import { anyCommand, makes, unseenInCase } from './commands.ts';
import { impossibleInCase } from './impossible-in-case.ts';
import { suspendedSentence, toConviction, underInvestigation } from './legal/pathway.ts';

test('no sequence of commands reaches an impossible state, or is accepted for nothing, of whatever days they are told', () => {
  const known = [...underInvestigation, ...toConviction, suspendedSentence];
  holdsForAnySequence({
    decider: caseDecider,
    commands: fc.array(by(anyCommand, 'w1', 'w2'), { maxLength: 60, size: 'max' }),
    today: day('2026-06-01'),
    begin: [[], known.map(one => [one, 'w1'] as const)],
    impossible: impossibleInCase,
    ...unseenInCase,
    makes,
    numRuns: 3_000,
  });
});
