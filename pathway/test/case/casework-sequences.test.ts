import { test } from 'node:test';
import fc from 'fast-check';
import { isLifetimeCommand } from '../../src/case/decide-lifetime.ts';
import {
  asPlanned,
  caseDecider,
  day,
  enrolmentStatuses,
  instrument,
  mayCarry,
  type CaseCommand,
  type CaseState,
} from '../../src/index.ts';
import { by } from '../corrections.ts';
import { anyCasework, anyRestriction, givenAndAnswered } from './casework-commands.ts';
import { anyCommand, makes, unseenInCase } from './commands.ts';
import { impossibleInCase } from './impossible-in-case.ts';
import { due, on, opened } from './opened-case.ts';
import { holdsForAnySequence, type Given } from '../sequences.ts';

/** What the field, and safety.md, call impossible in this half of a case. */
function impossible(state: CaseState): string[] {
  const faults: string[] = [];
  const { practitioner, status, closed } = state;
  if ((status === 'closed') !== (closed !== null)) faults.push('closed, and not closed');
  if (practitioner !== null && (status === 'referred' || status === 'accepted'))
    faults.push('carried, and not open');
  if (state.enrolments.some(one => (one.endedOn !== null) !== enrolmentStatuses[one.status].over))
    faults.push('over, and running');
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

test('no sequence of commands reaches an impossible state, or is accepted for nothing, of whatever days they are told', () => {
  const any: fc.Arbitrary<CaseCommand> = fc.oneof(
    { weight: 4, arbitrary: anyCasework },
    { weight: 2, arbitrary: anyRestriction },
    { weight: 2, arbitrary: anyCommand },
  );
  const single = by(any, 'w1', 'w2', 'w3').map(one => [one]);
  const steps: fc.Arbitrary<readonly Given<CaseCommand>[]> = fc.oneof(
    { weight: 20, arbitrary: single },
    { weight: 1, arbitrary: givenAndAnswered },
  );
  holdsForAnySequence({
    decider: caseDecider,
    commands: fc.array(steps, { maxLength: 80, size: 'max' }).map(each => each.flat()),
    today: day('2026-06-01'),
    begin: [day('2024-01-02'), day('2025-03-02')].map(on =>
      opened.map(one => [{ ...one, on }, 'w1'] as const),
    ),
    impossible,
    ...unseenInCase,
    makes,
    reaches: [
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
    ],
    numRuns: 3_000,
  });
});

const anyOf = (...named: readonly CaseCommand['do'][]) => anyCommand.filter(one => named.includes(one.do));
const closings = anyCasework.filter(one => one.do === 'close' || one.do === 'reopen');
const told = (commands: readonly CaseCommand[]) =>
  commands.map(one => [{ ...one, on: day('2025-03-02') }, 'w1'] as const);
const placed: CaseCommand[] = [
  { do: 'enrol', on, enrolment: 'e1', programme: 'p1', basis: 'voluntary_before_charge', assessed: true },
  { do: 'give_place', on, enrolment: 'e1', group: 'g1', startsOn: day('2025-03-02') },
];
const came: CaseCommand = {
  do: 'record_attendance',
  on,
  enrolment: 'e1',
  session: 1,
  code: 'ATTC',
  how: asPlanned,
};
const closedCase: CaseCommand[] = [
  ...opened,
  { do: 'close', on, reason: 'completed', watchedBy: null, transfer: null },
];

test('E22, E23: nothing that is told of the record itself is accepted for nothing, of whatever days it is told', () => {
  const lifetime = anyCommand.filter(one => isLifetimeCommand(one));
  holdsForAnySequence({
    decider: caseDecider,
    commands: fc.array(by(fc.oneof(lifetime, closings), 'w1', 'w2'), { maxLength: 40, size: 'max' }),
    today: day('2026-06-01'),
    begin: [told(opened), told(closedCase)],
    impossible,
    ...unseenInCase,
    makes,
    reaches: ['erasure_declined', 'erased', 'processing_freed', 'complaint_answered', 'hold_lifted'],
  });
});

test('nobody is on a programme that they left, of whatever days it is told', () => {
  const programme = anyOf(
    ...(['enrol', 'give_place', 'record_attendance', 'move_enrolment', 'tell_beginning_before'] as const),
    ...(['hold_review', 'complete_programme', 'leave_programme', 'triage', 'open'] as const),
  );
  holdsForAnySequence({
    decider: caseDecider,
    commands: fc.array(by(fc.oneof({ weight: 5, arbitrary: programme }, closings), 'w1'), {
      maxLength: 60,
      size: 'max',
    }),
    today: day('2026-06-01'),
    begin: [
      told(opened),
      told(opened.slice(0, 1)),
      told([...opened, ...placed]),
      // Drawn singly, what is told of somebody who comes seldom meets an enrolment that goes on so far.
      told([...opened, ...placed, came]),
    ],
    impossible: state => [...impossible(state), ...impossibleInCase(state)],
    ...unseenInCase,
    makes,
    reaches: ['programme_left', 'programme_completed', 'review_held', 'attended'],
  });
});
