import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  agreesStill,
  asItHappened,
  asPlanned,
  attendanceOutcomes,
  caseDecider,
  day,
  fold,
  lettersToSettle,
  type AttendanceCode,
  type CaseCommand,
  type CaseEvent,
  type EnrolmentBasis,
} from '../../src/index.ts';
import { given } from '../given.ts';
import { due, on, opened, sentenced } from './opened-case.ts';
import { communityOrder } from '../community-order.ts';

const today = day('2026-11-24');
const order: CaseCommand = {
  do: 'record_sentence',
  on,
  sentence: { ...communityOrder, months: 24 },
};
const onProgramme = (basis: EnrolmentBasis = 'requirement'): CaseCommand[] => [
  ...(basis === 'voluntary_before_charge' ? opened : [...sentenced, order]),
  { do: 'enrol', on, enrolment: 'e1', programme: 'p1', basis, assessed: true },
  { do: 'give_place', on, enrolment: 'e1', group: 'g1', startsOn: on },
];
const mark = (session: number, code: AttendanceCode, date: string, catchUp = false): CaseCommand => ({
  do: 'record_attendance',
  on: day(date),
  enrolment: 'e1',
  session,
  code,
  how: { ...asPlanned, catchUp },
});
const letter = (change: Partial<Extract<CaseCommand, { do: 'issue_letter' }>> = {}): CaseCommand => ({
  do: 'issue_letter',
  on: today,
  letter: 'l1',
  kind: 'attendance',
  to: 'court',
  personAsked: false,
  enrolment: 'e1',
  name: 'Corwo Marbernford',
  until: today,
  ...change,
});
const withdraw = { do: 'withdraw_letter', on: today, letter: 'l1', reason: 'record_corrected' } as const;

// Counted by hand: two attended (one of them to catch up, one without doing what was asked), one absence of each kind,
// one session moved by the service, one mark that leaves it open, and one session after the last day that counts.
const marks = [
  mark(1, 'ATTC', '2026-03-05'),
  mark(2, 'UAAB', '2026-03-12'),
  mark(3, 'AAME', '2026-03-19'),
  mark(2, 'AFTC', '2026-04-02', true),
  mark(4, 'RSSR', '2026-04-09'),
  mark(5, 'CO10', '2026-04-16'),
  mark(6, 'ATTC', '2026-05-07'),
];

test('E38: a letter holds counts and months of what the record shows up to a day, and who issued it', () => {
  const state = given(caseDecider, ...onProgramme(), ...marks)
    .when(letter({ until: day('2026-04-30') }), { actor: 'w7' })
    .gives('letter_issued');
  const [issued] = state.letters;
  assert.deepEqual(issued.shows, {
    status: 'on_programme',
    attended: 2,
    attendedBefore: null,
    caughtUp: 1,
    didNotComply: 1,
    absentAccepted: 1,
    absentNotAccepted: 1,
    rearranged: 1,
    leftOpen: 1,
    firstIn: '2026-03',
    lastIn: '2026-04',
    completedIn: null,
    reviewedIn: null,
  });
  assert.equal(issued.by, 'w7');
});

test('E36: no day of a session stands in what a letter holds', () => {
  const state = given(caseDecider, ...onProgramme(), ...marks)
    .when(letter())
    .gives('letter_issued');
  const said = JSON.stringify(state.letters[0].shows);
  for (const { on: held } of marks) assert.ok(!said.includes(held), `${held} is in the letter`);
});

test('every mark is counted once, whatever its code', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...(Object.keys(attendanceOutcomes) as AttendanceCode[])), { maxLength: 12 }),
      codes => {
        const history = codes.map((code, index) => mark(index + 1, code, `2026-04-${10 + index}`));
        const { shows } = given(caseDecider, ...onProgramme(), ...history)
          .when(letter())
          .gives('letter_issued').letters[0];
        const { attended, absentAccepted, absentNotAccepted, rearranged, leftOpen } = shows;
        assert.equal(attended + absentAccepted + absentNotAccepted + rearranged + leftOpen, codes.length);
      },
    ),
  );
});

test('E31: of somebody who takes part by choice a letter goes to themselves, where they asked for it, and to nobody else', () => {
  for (const basis of ['voluntary_before_charge', 'voluntary_after_sentence'] as const) {
    const open = given(caseDecider, ...onProgramme(basis));
    for (const to of ['court', 'supervising'] as const) {
      open.when(letter({ to, personAsked: true })).refused('by_choice');
    }
    open.when(letter({ to: 'person', personAsked: false })).refused('not_asked');
    open.when(letter({ to: 'person', personAsked: true })).gives('letter_issued');
  }
});

test('a letter bears the day on which it is issued, counts no day to come, and is about an enrolment on record', () => {
  const open = given(caseDecider, ...onProgramme());
  open.when(letter({ on: day('2026-11-23'), until: on })).refused('not_today');
  open.when(letter({ until: day('2026-11-25') })).refused('in_the_future');
  open.when(letter({ until: day('2026-03-01') })).refused('too_early');
  open.when(letter({ enrolment: 'e9' })).refused('no_such_enrolment');
  open.when(letter({ name: ' ' })).refused('no_name');
  given(caseDecider, ...onProgramme(), letter())
    .when(letter())
    .refused('already_issued');
});

test('a record that is only kept gives a letter to the person who asks for it, and to nobody else', () => {
  const kept = given(caseDecider, ...onProgramme(), {
    do: 'restrict_processing',
    on: today,
    ground: 'accuracy_disputed',
  });
  kept.when(letter({ to: 'court', personAsked: true })).refused('only_kept');
  kept.when(letter({ to: 'person' })).refused('only_kept');
  kept.when(letter({ to: 'person', personAsked: true })).gives('letter_issued');
});

test('a letter can be issued and withdrawn after the case is closed, and withdrawn once', () => {
  const closed = given(
    caseDecider,
    ...onProgramme(),
    { do: 'leave_programme', on, enrolment: 'e1', reason: 'moved' },
    { do: 'close', on, reason: 'own_choice', watchedBy: 'w1', transfer: null },
    letter(),
  );
  closed.when({ ...withdraw, letter: 'l9' }).refused('no_such_letter');
  closed.when({ ...withdraw, on }).refused('too_early');
  const after = closed.when(withdraw).gives('letter_withdrawn');
  assert.deepEqual(after.letters[0].withdrawn, { on: today, by: 'worker-1', reason: 'record_corrected' });
  given(caseDecider, ...onProgramme(), letter(), withdraw)
    .when(withdraw)
    .refused('already_withdrawn');
});

/** The events of commands, decided one after another. */
function eventsOf(commands: readonly CaseCommand[]): CaseEvent[] {
  const events: CaseEvent[] = [];
  for (const command of commands) {
    const state = fold(caseDecider, asItHappened(events));
    const decision = caseDecider.decide(state, command, { actor: 'w1', today });
    assert.ok(decision.ok);
    events.push(...decision.events);
  }
  return events;
}

test('E38: what is put right after a letter went out leaves the letter as it was said, and makes it somebody’s to withdraw', () => {
  const told = eventsOf([...onProgramme(), ...marks, letter({ until: day('2026-04-30') })]);
  const asTold = fold(caseDecider, asItHappened(told));
  assert.equal(due(asTold, 'letter'), undefined);

  const corrected = told.map(event =>
    event.type === 'attended' && event.facts.session === 1
      ? { ...event, facts: { ...event.facts, code: 'UAAB' as const } }
      : event,
  );
  const now = fold(caseDecider, asItHappened(corrected));
  assert.deepEqual(now.letters, asTold.letters);
  assert.equal(agreesStill(now, now.letters[0]), false);
  assert.equal(due(now, 'letter')?.by, '2026-11-25');

  const withdrawal = caseDecider.decide(now, withdraw, { actor: 'w1', today });
  assert.ok(withdrawal.ok);
  const settled = fold({ ...caseDecider, initial: now }, withdrawal.events);
  assert.deepEqual(lettersToSettle(settled), []);
  assert.equal(due(settled, 'letter'), undefined);
});

test('what happens after the last day that a letter counts does not make it wrong', () => {
  const state = given(
    caseDecider,
    ...onProgramme(),
    ...marks,
    letter({ until: day('2026-04-30'), kind: 'progress' }),
    mark(7, 'ATTC', '2026-06-04'),
    { do: 'complete_programme', on: day('2026-06-05'), enrolment: 'e1' },
    { do: 'hold_review', on: day('2026-06-06'), enrolment: 'e1' },
  ).state;
  assert.equal(agreesStill(state, state.letters[0]), true);
});

test('a letter about an enrolment that was taken out agrees no longer', () => {
  const told = eventsOf([...onProgramme(), letter()]);
  const state = fold(
    caseDecider,
    told.filter(event => event.type !== 'enrolled' && event.type !== 'place_given'),
  );
  assert.equal(agreesStill(state, state.letters[0]), false);
});
