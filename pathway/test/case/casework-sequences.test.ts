import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  caseDecider,
  day,
  fold,
  instrument,
  mayCarry,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
} from '../../src/index.ts';
import { given } from '../given.ts';
import { anyCasework, anyRestriction, givenAndAnswered } from './casework-commands.ts';
import { anyCommand } from './commands.ts';
import { due, opened } from './opened-case.ts';
import { isInWords } from '../sequences.ts';

/** What the field, and safety.md, call impossible in this half of a case. */
function impossible(state: CaseState): string[] {
  const faults: string[] = [];
  const { practitioner, status, closed } = state;
  if ((status === 'closed') !== (closed !== null)) faults.push('closed, and not closed');
  // E20: whoever may not see a case does not carry it.
  if (practitioner !== null && status !== 'closed' && !mayCarry(state, practitioner))
    faults.push('carried unseen');
  // An open case has somebody, or it is due that somebody has it.
  if (status === 'open' && practitioner === null && !due(state, 'allocate'))
    faults.push('nobody, and not due');
  if (status !== 'open' && due(state, 'allocate')) faults.push('to be shared out, and not open');
  // Domain 2.1: nobody is still enrolled when the work has ended.
  if (closed && state.enrolments.some(one => one.endedOn === null)) faults.push('closed, and enrolled');
  if (closed && closed.reason !== 'transferred' && closed.transfer)
    faults.push('not transferred, but to somebody');
  if (closed?.reason === 'died' && due(state, 'welfare')) faults.push('asked after their death');
  for (const one of state.tasks) if (one.by < one.givenOn) faults.push('due before it was given');
  const tasks = state.tasks.map(one => one.id);
  if (new Set(tasks).size !== tasks.length) faults.push('a task given twice');
  // Domain 6: nothing is kept of an instrument that may not be kept.
  for (const one of state.measures) {
    const { keeps, items: range } = instrument(one.instrument);
    if (keeps === 'band') faults.push('a band, filled in here');
    if (one.answers !== null && keeps !== 'items') faults.push('items that may not be entered');
    if (one.total !== null && range && one.total > range.count * range.most)
      faults.push('more than the most');
  }
  // E11: a band came from elsewhere.
  for (const one of state.bands) {
    if (instrument(one.instrument).keeps === 'items') faults.push('a band of a questionnaire');
    if (one.expiresOn !== null && one.expiresOn <= one.assessedOn)
      faults.push('expired before it was assessed');
  }
  const bases = state.lawfulBases.map(one => one.purpose);
  if (new Set(bases).size !== bases.length) faults.push('two bases for one purpose');
  return faults;
}

test('no sequence of commands reaches an impossible state, every refusal has words, and replay is the same', () => {
  const today = day('2026-06-01');
  const any: fc.Arbitrary<CaseCommand> = fc.oneof(
    { weight: 4, arbitrary: anyCasework },
    { weight: 2, arbitrary: anyRestriction },
    { weight: 2, arbitrary: anyCommand },
  );
  const single = fc.tuple(any, fc.constantFrom('w1', 'w2', 'w3')).map(one => [one]);
  const steps: fc.Arbitrary<readonly (readonly [CaseCommand, string])[]> = fc.oneof(
    { weight: 20, arbitrary: single },
    { weight: 1, arbitrary: givenAndAnswered },
  );
  const reached = new Set<string>();
  fc.assert(
    fc.property(
      fc.array(steps, { maxLength: 80, size: 'max' }).map(each => each.flat()),
      commands => {
        let state = given(caseDecider, ...opened.map(one => ({ ...one, on: day('2024-01-02') }))).state;
        const history: CaseEvent[] = [];
        const begun = state;
        for (const [command, actor] of commands) {
          const decision = caseDecider.decide(state, command, { actor, today });
          if (!decision.ok) {
            isInWords(decision.refusal);
            continue;
          }
          history.push(...decision.events);
          for (const event of decision.events) {
            state = caseDecider.evolve(state, event);
            reached.add(event.type);
          }
          assert.deepEqual(impossible(state), []);
        }
        const again = JSON.parse(JSON.stringify(history)) as CaseEvent[];
        assert.deepEqual(fold({ ...caseDecider, initial: begun }, again), state);
      },
    ),
    { numRuns: 3_000 },
  );
  for (const type of [
    'task_done',
    'handover_held',
    'task_taken_up',
    'task_handed_back',
    'case_taken_up',
    'case_handed_back',
    'band_imported',
    'measure_taken',
    'receipt_given',
    'reopened',
  ])
    assert.ok(reached.has(type), `no sequence came as far as ${type}`);
});
