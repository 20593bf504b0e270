import { test } from 'node:test';
import fc from 'fast-check';
import { isLifetimeCommand } from '../../src/case/decide-lifetime.ts';
import { caseDecider, day, type CaseCommand, type CaseEvent } from '../../src/index.ts';
import { by, correctionsEqualNoMistake, type Given } from '../corrections.ts';
import { anyCasework, anyRestriction } from './casework-commands.ts';
import { anyCommand } from './commands.ts';
import { anyLegalCommand } from './legal/commands.ts';
import { beside, throughCustody, toConviction, underInvestigation } from './legal/pathway.ts';
import { closing, on, opened, sentenced, task } from './opened-case.ts';

const told = (commands: readonly CaseCommand[]): Given<CaseCommand>[] => commands.map(one => [one, 'w1']);
const enrolled: CaseCommand[] = [
  { do: 'enrol', on, enrolment: 'e1', programme: 'p1', basis: 'voluntary_before_charge', assessed: true },
  { do: 'give_place', on, enrolment: 'e1', group: 'g1', startsOn: on },
];
const carried: CaseCommand[] = [
  task,
  { do: 'reassign_task', on, task: 't1', to: 'w3', by: day('2026-03-10') },
  { do: 'finish_task', on, task: 't1' },
  { do: 'hand_over', on, practitioner: 'w2', team: null, talkBy: day('2026-03-09') },
  { do: 'hold_handover', on },
];
const kept: CaseCommand[] = [
  { do: 'exclude_staff', on, staff: ['w2'], reason: 'as told' },
  { do: 'end_exclusion', on, staff: ['w2'], reason: 'as told' },
  { do: 'restrict_to', on, allowed: ['w1', 'w3'], reason: 'as told', message: '' },
  { do: 'lift_restriction', on, reason: 'as told' },
];
const begin = [
  [...opened, ...enrolled],
  [...opened, ...carried],
  [...opened, ...kept],
  [
    ...opened,
    {
      ...closing,
      reason: 'transferred',
      transfer: { to: 'probation', receiptBy: day('2026-03-09') },
    } as CaseCommand,
  ],
  sentenced,
].map(told);

/** What happens to the record itself is not corrected (E22), so nothing of it is told here. */
const corrected = <Command extends CaseCommand>(command: fc.Arbitrary<Command>) =>
  by(
    command.filter(one => !isLifetimeCommand(one)),
    'w1',
    'w2',
  ) as fc.Arbitrary<Given<CaseCommand>>;

function holds(
  command: fc.Arbitrary<CaseCommand>,
  ways: readonly Given<CaseCommand>[][],
  reaches: readonly CaseEvent['type'][],
): void {
  const today = day('2026-11-20');
  const asked = { decider: caseDecider, command: corrected(command), begin: ways, today };
  correctionsEqualNoMistake({ ...asked, reaches, numRuns: 1000 });
}

test('whatever was told wrongly of the work with a person and put right, the case stands as if it had never been wrong', () => {
  holds(anyCasework, begin, [
    'task_given',
    'task_reassigned',
    'task_done',
    'handed_over',
    'handover_held',
    'lawful_basis_set',
    'welfare_asked',
    'date_expected',
    'measure_taken',
    'closed',
    'receipt_given',
  ]);
});

test('E20: whatever was told wrongly of who may see a case and put right, it stands as if it had never been wrong', () => {
  holds(fc.oneof(anyRestriction, anyCasework), begin, [
    'restricted_to',
    'restriction_lifted',
    'staff_excluded',
    'exclusion_ended',
    'stepped_away',
  ]);
});

test('whatever was told wrongly of a case at all and put right, it stands as if it had never been wrong', () => {
  holds(anyCommand, begin, [
    'referred',
    'triaged',
    'opened',
    'enrolled',
    'place_given',
    'children_checked',
    'life_changed',
    'note_written',
    'slip_brought',
  ]);
});

test('whatever was told wrongly of the law and put right, the case stands as if it had never been wrong', () => {
  const ways = [throughCustody, beside].map(last => told([...underInvestigation, ...toConviction, ...last]));
  holds(anyLegalCommand, ways, ['legal_step', 'sentenced', 'condition_set', 'requirement_progressed']);
});
