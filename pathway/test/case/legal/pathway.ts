import { day, type CaseCommand, type LegalCommand } from '../../../src/index.ts';
import { somebody } from '../commands.ts';

/** Somebody referred while under investigation, whose case is open. */
export const underInvestigation: readonly CaseCommand[] = [
  {
    do: 'refer',
    on: day('2024-01-08'),
    reference: 'TC-3001',
    source: 'solicitor',
    stage: 'police_contact',
    identity: somebody,
  },
  { do: 'triage', on: day('2024-01-09'), outcome: 'accepted' },
  { do: 'open', on: day('2024-01-10'), practitioner: 'w1' },
];

const at = { proceedings: 'first' } as const;
const law = { on: day('2026-04-30'), trigger: 'decision', source: 'SI 2026/402' } as const;

/** From bail to conviction, by every stage between. */
export const toConviction: readonly LegalCommand[] = [
  {
    do: 'record_legal_step',
    on: day('2024-01-11'),
    ...at,
    step: 'bailed',
    detail: { until: day('2024-04-11') },
  },
  {
    do: 'set_condition',
    on: day('2024-01-11'),
    condition: 'bail-1',
    under: { what: 'bail', id: 'first' },
    kind: 'requirement',
    subject: 'residence',
    until: null,
    words: 'As told.',
  },
  {
    do: 'record_legal_step',
    on: day('2024-04-10'),
    ...at,
    step: 'bail_extended',
    detail: { until: day('2024-07-11') },
  },
  { do: 'record_legal_step', on: day('2024-05-01'), ...at, step: 'bail_varied' },
  { do: 'record_legal_step', on: day('2024-07-11'), ...at, step: 'released_under_investigation' },
  { do: 'record_legal_step', on: day('2025-02-03'), ...at, step: 'postal_requisition' },
  {
    do: 'record_legal_step',
    on: day('2025-03-03'),
    ...at,
    step: 'first_hearing',
    detail: { held: 'bail', plea: 'no_indication' },
  },
  { do: 'record_legal_step', on: day('2025-03-03'), ...at, step: 'allocated', detail: { court: 'crown' } },
  { do: 'record_legal_step', on: day('2025-04-07'), ...at, step: 'plea_entered', detail: { plea: 'guilty' } },
  { do: 'record_legal_step', on: day('2025-04-07'), ...at, step: 'convicted' },
  { do: 'record_legal_step', on: day('2025-04-07'), ...at, step: 'report_ordered' },
];

export const suspendedSentence: LegalCommand = {
  do: 'record_sentence',
  on: day('2025-05-12'),
  sentence: {
    order: 'o1',
    ...at,
    disposal: 'suspended_sentence_order',
    months: 24,
    suspended: { termMonths: 9, supervisionMonths: 18 },
    requirements: [
      { kind: 'programme', most: null },
      { kind: 'rehabilitation_activity', most: 20 },
      { kind: 'unpaid_work', most: 100 },
    ],
  },
};

const warning = { whatFailed: true, unacceptable: true, courtNext: true };

/** A sentence with every clock beside it, enforced, activated, released, recalled and released again. */
export const throughCustody: readonly LegalCommand[] = [
  suspendedSentence,
  { do: 'begin_notification', on: day('2025-05-12'), clock: 'n1', until: day('2035-05-12') },
  { do: 'record_notified', on: day('2025-05-14'), clock: 'n1', what: 'first' },
  {
    do: 'make_prevention_order',
    on: day('2025-05-12'),
    clock: 's1',
    until: day('2030-05-12'),
    interim: false,
  },
  {
    do: 'set_condition',
    on: day('2025-05-12'),
    condition: 'shpo-1',
    under: { what: 'prevention_order', id: 's1' },
    kind: 'prohibition',
    subject: 'devices',
    until: null,
    words: 'As told.',
  },
  { do: 'record_barring', on: day('2025-06-02'), status: 'asked', reviewOn: day('2025-09-02') },
  { do: 'record_mappa', on: day('2025-06-02'), under: 1, level: 1, reviewOn: day('2025-12-02') },
  {
    do: 'set_rehabilitation',
    on: day('2025-06-03'),
    clock: 'r1',
    order: 'o1',
    until: day('2030-02-12'),
    source: 'solicitor',
  },
  { do: 'change_clock_end', on: day('2025-06-10'), clock: 'r1', until: day('2030-03-12') },
  { do: 'record_progress', on: day('2025-06-20'), order: 'o1', requirement: 2, amount: 4 },
  { do: 'end_requirement', on: day('2025-07-01'), order: 'o1', requirement: 1, how: 'completed' },
  {
    do: 'judge_failure',
    on: day('2025-07-10'),
    order: 'o1',
    failure: { kind: 'unpaid_work', on: day('2025-07-08') },
    judged: 'warned',
    warning,
    words: 'As told.',
    why: '',
  },
  {
    do: 'judge_failure',
    on: day('2025-09-10'),
    order: 'o1',
    failure: { kind: 'unpaid_work', on: day('2025-09-08') },
    judged: 'referred',
    warning: null,
    words: 'As told.',
    why: '',
  },
  {
    do: 'hear_breach',
    on: day('2025-10-13'),
    order: 'o1',
    found: { outcome: 'activated_reduced', months: 6 },
  },
  { do: 'record_release', on: day('2025-12-01'), order: 'o1:activated', licenceUntil: day('2026-04-12') },
  {
    do: 'set_condition',
    on: day('2025-12-01'),
    condition: 'licence-1',
    under: { what: 'licence', id: 'o1:activated' },
    kind: 'requirement',
    subject: 'reporting',
    until: null,
    words: 'As told.',
  },
  { do: 'record_recall', on: day('2026-01-05'), order: 'o1:activated', days: 28 },
  { do: 'record_release', on: day('2026-02-02'), order: 'o1:activated', licenceUntil: day('2026-04-12') },
  { do: 'end_condition', on: day('2026-02-10'), condition: 'shpo-1', why: 'varied' },
  {
    do: 'begin_post_sentence_supervision',
    on: day('2026-04-12'),
    order: 'o1:activated',
    until: day('2026-10-12'),
    repealed: { ...law, trigger: 'conviction' },
  },
  { do: 'end_order', on: day('2026-10-12'), order: 'o1:activated', how: 'supervision_ended', early: null },
  { do: 'end_clock', on: day('2026-10-20'), clock: 's1', why: 'court' },
];

/** Other proceedings, quashed on appeal; and supervision that ends early. */
export const beside: readonly LegalCommand[] = [
  { do: 'begin_proceedings', on: day('2025-06-01'), proceedings: 'second', stage: 'before_the_court' },
  { do: 'record_legal_step', on: day('2025-06-02'), proceedings: 'second', step: 'convicted' },
  { do: 'record_appeal', on: day('2025-06-20'), proceedings: 'second', against: 'conviction' },
  { do: 'decide_appeal', on: day('2025-11-03'), proceedings: 'second', outcome: 'conviction_quashed' },
  {
    do: 'review_keeping',
    on: day('2025-11-10'),
    proceedings: 'second',
    outcome: 'keep_part',
    ground: 'other_proceedings',
    reviewOn: day('2026-11-10'),
  },
  suspendedSentence,
  {
    do: 'end_supervision',
    on: day('2026-05-11'),
    order: 'o1',
    how: 'terminated_early',
    early: { requirementsMet: true, objectivesMet: true, inForce: law },
  },
];
