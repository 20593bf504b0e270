import fc from 'fast-check';
import { anyCasework, anyRestriction } from './casework-commands.ts';
import {
  ageBands,
  agreedActions,
  asPlanned,
  attendanceOutcomes,
  complaintAnswers,
  contactArrangements,
  contactStages,
  day,
  dayFromNumber,
  dayNumber,
  disabilities,
  enrolmentBases,
  ethnicGroups,
  erasureGrounds,
  holdGrounds,
  leavingReasons,
  lineDecisions,
  letterKinds,
  letterRecipients,
  lifeChanges,
  processingGrounds,
  movesByHand,
  religions,
  rolesWithChildren,
  socialCareStatuses,
  triageOutcomes,
  withdrawalReasons,
  type CaseCommand,
  type Identity,
  type SessionDetail,
} from '../../src/index.ts';
import { anyLegalCommand } from './legal/commands.ts';

const keys = <T extends object>(of: T) => fc.constantFrom(...(Object.keys(of) as (keyof T)[]));

/** Days around the present of the tests, some of them in the future. */
export const anyDay = fc
  .integer({ min: dayNumber(day('2024-01-01')), max: dayNumber(day('2027-01-01')) })
  .map(dayFromNumber);

export const somebody: Identity = {
  surname: 'Marbernford',
  forename: 'Corwo',
  bornOn: day('1980-05-17'),
  sex: 'M',
  postcodeDistrict: 'AB3',
  pnc: null,
};

const check = fc.record({
  atHome: fc.record(Object.fromEntries(ageBands.map(band => [band, fc.integer({ min: -1, max: 4 })]))),
  contact: keys(contactArrangements),
  role: keys(rolesWithChildren),
  socialCare: keys(socialCareStatuses),
}) as fc.Arbitrary<Extract<CaseCommand, { do: 'check_children' }>['check']>;

const c = fc.constant;
const time = fc.option(fc.constantFrom('18:05', '20:00', '25:00'), { freq: 3 });
const anyHow: fc.Arbitrary<SessionDetail> = fc.oneof(
  c(asPlanned),
  fc.record(
    {
      kind: fc.constantFrom('group' as const, 'one_to_one' as const),
      catchUp: fc.boolean(),
      late: fc.boolean(),
      arrivedAt: time,
      departedAt: time,
    },
    // It becomes a fact as it stands, and a fact that was read back has the usual prototype.
    { noNullPrototype: true },
  ),
);

const enrolment = fc.constantFrom('e1', 'e2');

const anyLetter: fc.Arbitrary<CaseCommand> = fc.oneof(
  fc.record({
    do: c('issue_letter' as const),
    // The day of the tests, on which alone one is issued, or another.
    on: fc.oneof(c(day('2026-11-24')), anyDay),
    letter: fc.constantFrom('l1', 'l2'),
    kind: keys(letterKinds),
    to: keys(letterRecipients),
    personAsked: fc.boolean(),
    enrolment,
    name: fc.constantFrom('Corwo Marbernford', ' '),
    until: anyDay,
  }),
  fc.record({
    do: c('withdraw_letter' as const),
    on: anyDay,
    letter: fc.constantFrom('l1', 'l2'),
    reason: keys(withdrawalReasons),
  }),
);

/** What a case accepts and keeps, though its state is the same, and why. */
export const unseenInCase = {
  unseen: {
    write_note: 'its words are sealed',
    tell_characteristics: 'they are sealed (E32), and those told last of all are read',
    bring_slip: 'what was ticked is read where it stands (E6)',
    decide_copy_lines: 'which line it holds for is known to the store alone (E23)',
  },
  again: {
    triage: 'more information is asked for',
    restrict_to: 'the same people, on the same day',
    hand_over: 'to the same team, on the same day',
    set_lawful_basis: 'the same basis, on the same day',
  },
} as const;

/** The ids that a case gives out: the program draws each of them once. */
export function makes(command: CaseCommand): string | null {
  switch (command.do) {
    case 'place_hold':
      return command.hold;
    case 'make_complaint':
      return command.complaint;
    default:
      return null;
  }
}

/** Any command at all, sensible or not. */
export const anyCommand: fc.Arbitrary<CaseCommand> = fc.oneof(
  fc.record({
    do: c('refer' as const),
    on: anyDay,
    reference: c('TC-1'),
    source: c('probation' as const),
    stage: fc.constantFrom('not_known_to_police' as const, 'police_contact' as const, 'convicted' as const),
    identity: c(somebody),
  }),
  fc.record({ do: c('triage' as const), on: anyDay, outcome: keys(triageOutcomes) }),
  fc.record({ do: c('open' as const), on: anyDay, practitioner: fc.constantFrom('w1', 'w2') }),
  { weight: 6, arbitrary: anyLegalCommand },
  fc.record({
    do: c('enrol' as const),
    on: anyDay,
    enrolment,
    programme: c('p1'),
    basis: keys(enrolmentBases),
    assessed: fc.boolean(),
  }),
  fc.record({
    do: c('give_place' as const),
    on: anyDay,
    enrolment,
    group: fc.constantFrom('g1', 'g2'),
    startsOn: anyDay,
  }),
  fc.record({
    do: c('record_attendance' as const),
    on: anyDay,
    enrolment,
    session: fc.integer({ min: 1, max: 4 }),
    code: keys(attendanceOutcomes),
    how: anyHow,
  }),
  fc.record({
    do: c('move_enrolment' as const),
    on: anyDay,
    enrolment,
    to: fc.constantFrom(...movesByHand),
    details: c('as told'),
  }),
  fc.record({
    do: c('tell_beginning_before' as const),
    on: anyDay,
    enrolment,
    from: fc.option(anyDay),
    attended: fc.option(fc.nat(3)),
    of: fc.option(fc.nat(4)),
  }),
  fc.record({ do: c('hold_review' as const), on: anyDay, enrolment }),
  fc.record({ do: c('complete_programme' as const), on: anyDay, enrolment }),
  fc.record({ do: c('leave_programme' as const), on: anyDay, enrolment, reason: keys(leavingReasons) }),
  fc.record({ do: c('check_children' as const), on: anyDay, check }),
  fc.record({ do: c('record_life_change' as const), on: anyDay, what: keys(lifeChanges) }),
  fc.record({
    do: c('bring_slip' as const),
    on: anyDay,
    saidStage: keys(contactStages),
    actions: fc.array(keys(agreedActions), { maxLength: 3 }),
  }),
  fc.record({ do: c('write_note' as const), on: anyDay, words: fc.string() }),
  fc.record({
    do: c('place_hold' as const),
    on: anyDay,
    hold: fc.constantFrom('h1', 'h2'),
    ground: keys(holdGrounds),
    until: fc.option(anyDay),
    reason: fc.string(),
  }),
  fc.record({
    do: c('lift_hold' as const),
    on: anyDay,
    hold: fc.constantFrom('h1', 'h2'),
    reason: c('as told'),
  }),
  fc.record({ do: c('make_complaint' as const), on: anyDay, complaint: c('c1') }),
  fc.record({
    do: c('answer_complaint' as const),
    on: anyDay,
    complaint: c('c1'),
    answer: keys(complaintAnswers),
  }),
  fc.record({ do: c('restrict_processing' as const), on: anyDay, ground: keys(processingGrounds) }),
  fc.record({ do: c('free_processing' as const), on: anyDay }),
  fc.record({ do: c('ask_copy' as const), on: anyDay, request: c('r1') }),
  fc.record({
    do: c('decide_copy_lines' as const),
    on: anyDay,
    request: c('r1'),
    decision: keys(lineDecisions),
    lines: fc.array(
      fc.record({ version: fc.integer({ min: 1, max: 3 }), field: c('words'), exemption: c('third_party') }),
      { maxLength: 3 },
    ),
    reason: fc.string(),
  }),
  fc.record({ do: c('give_copy' as const), on: anyDay, request: c('r1') }),
  fc.record({
    do: c('ask_erasure' as const),
    on: anyDay,
    ground: keys(erasureGrounds),
    personAsked: fc.boolean(),
    reason: fc.string(),
  }),
  fc.record({ do: c('decline_erasure' as const), on: anyDay, reason: c('as told') }),
  fc.record({ do: c('agree_erasure' as const), on: anyDay }),
  anyLetter,
  fc.record({
    do: c('tell_characteristics' as const),
    on: anyDay,
    ethnicGroup: fc.option(keys(ethnicGroups)),
    disability: fc.option(keys(disabilities)),
    religion: fc.option(keys(religions)),
  }),
  anyCasework,
  anyRestriction,
);
