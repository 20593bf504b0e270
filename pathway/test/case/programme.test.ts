import { test } from 'node:test';
import assert from 'node:assert/strict';
import {
  asPlanned,
  attendanceOutcomes,
  canMove,
  caseDecider,
  completionOf,
  day,
  enrolmentStatuses,
  enrolmentTransitions,
  fold,
  isContinuing,
  movesByHand,
  upcast,
  type AttendanceCode,
  type CaseCommand,
  type CaseEvent,
  type DecidedEvent,
  type EnrolmentBasis,
  type EnrolmentStatus,
  type MoveByHand,
} from '../../src/index.ts';
import { given } from '../given.ts';
import { somebody } from './commands.ts';
import { communityOrder } from '../community-order.ts';

const on = day('2026-03-02');
const sentenced: CaseCommand[] = [
  { do: 'refer', on, reference: 'TC-8', source: 'probation', stage: 'before_the_court', identity: somebody },
  { do: 'triage', on, outcome: 'accepted' },
  { do: 'open', on, practitioner: 'w1' },
  { do: 'record_legal_step', proceedings: 'first', on, step: 'convicted' },
  {
    do: 'record_sentence',
    on,
    sentence: { ...communityOrder, months: 24 },
  },
];
const enrol = (assessed = true, basis: EnrolmentBasis = 'requirement'): CaseCommand => ({
  do: 'enrol',
  on,
  enrolment: 'e1',
  programme: 'p1',
  basis,
  assessed,
});
const place = (group = 'g1'): CaseCommand => ({ do: 'give_place', on, enrolment: 'e1', group, startsOn: on });
const move = (to: MoveByHand): CaseCommand => ({
  do: 'move_enrolment',
  on,
  enrolment: 'e1',
  to,
  details: '',
});
const mark = (session: number, code: AttendanceCode, how = asPlanned): CaseCommand => ({
  do: 'record_attendance',
  on,
  enrolment: 'e1',
  session,
  code,
  how,
});
const begun = [...sentenced, enrol(), place(), mark(1, 'ATTC')];

// Counted in the migrations of HMPPS accredited-programmes-manage-and-deliver-api at 9b5fa0f: V29 inserts 32, V47 four.
test('there are the twelve statuses and 36 transitions of the probation service’s own programmes', () => {
  assert.equal(Object.keys(enrolmentStatuses).length, 12);
  assert.equal(Object.values(enrolmentTransitions).flat().length, 36);
});

// V85, without the deleted record `IAPSD`: attended and complied, attended and not, not attended and not; the rest were
// not there and complied, but for CO10, where the source leaves open whether they were there.
test('the attendance codes are those of probation, with whether the person was there and whether they complied', () => {
  const by = (attended: boolean | null, complied: boolean) =>
    Object.entries(attendanceOutcomes)
      .filter(([, one]) => one.attended === attended && one.complied === complied)
      .map(([code]) => code)
      .sort();
  assert.deepEqual(by(true, true), ['ATSS', 'ATTC']);
  assert.deepEqual(by(true, false), ['AFTC', 'ATSH']);
  assert.deepEqual(by(false, false), ['UAAB']);
  assert.deepEqual(by(null, true), ['CO10']);
  const excused = 'AAAA AACL AAEM AAFC AAHO AAME AARC AARE AASD CO05 RSOF RSSR';
  assert.deepEqual(by(false, true), excused.split(' '));
});

/** The shortest way by commands to each status that is not over. */
const ways: Record<Exclude<EnrolmentStatus, 'programme_complete' | 'withdrawn'>, CaseCommand[]> = {
  awaiting_assessment: [enrol(false)],
  awaiting_allocation: [enrol()],
  suitable_not_ready: [enrol(false), move('suitable_not_ready')],
  deprioritised: [enrol(), move('deprioritised')],
  recall: [enrol(), move('recall')],
  return_to_court: [enrol(), move('return_to_court')],
  scheduled: [enrol(), place()],
  on_programme: [enrol(), place(), mark(1, 'ATTC')],
  breach_non_attendance: [enrol(), place(), mark(1, 'ATTC'), move('breach_non_attendance')],
  deferred: [enrol(), move('return_to_court'), move('deferred')],
};

test('from each status, exactly the moves that the field knows are accepted, and each stands in the history', () => {
  for (const [from, way] of Object.entries(ways) as [keyof typeof ways, CaseCommand[]][]) {
    const history = given(caseDecider, ...sentenced, ...way);
    assert.equal(history.state.enrolments[0].status, from);
    for (const to of movesByHand) {
      if (!canMove(from, to)) {
        history.when(move(to)).refused('move_impossible');
        continue;
      }
      const [after] = history.when(move(to)).gives('enrolment_moved').enrolments;
      assert.deepEqual(after.statuses.at(-1), { status: to, on, continuing: isContinuing(from, to) });
      assert.equal(after.statuses.length, history.state.enrolments[0].statuses.length + 1);
    }
  }
});

test('a place is given to somebody who awaits allocation, and to nobody whose referral rests', () => {
  for (const status of ['awaiting_assessment', 'suitable_not_ready', 'deprioritised', 'recall'] as const) {
    given(caseDecider, ...sentenced, ...ways[status])
      .when(place())
      .refused('not_allocable');
  }
  given(caseDecider, ...sentenced, enrol())
    .when(place())
    .gives('place_given');
});

test('E40: what is by choice is never taken back to court or breached', () => {
  const byChoice = [...sentenced, enrol(true, 'voluntary_after_sentence')];
  given(caseDecider, ...byChoice)
    .when(move('return_to_court'))
    .refused('by_choice');
  given(caseDecider, ...byChoice, place(), mark(1, 'ATTC'))
    .when(move('breach_non_attendance'))
    .refused('by_choice');
});

test('E40: another basis for the same programme is another enrolment, and the first keeps its own', () => {
  const state = given(caseDecider, ...begun)
    .when({ ...enrol(true, 'voluntary_after_sentence'), enrolment: 'e2' } as CaseCommand)
    .gives('enrolled');
  assert.deepEqual(
    state.enrolments.map(one => [one.id, one.basis]),
    [
      ['e1', 'requirement'],
      ['e2', 'voluntary_after_sentence'],
    ],
  );
});

test('a missed session can be caught up, alone or in another group, and counts as attended then', () => {
  const missed = given(caseDecider, ...begun, mark(2, 'AAME'));
  assert.deepEqual(completionOf(missed.state.enrolments[0], 3).core, { of: 3, attended: 1, missing: [2, 3] });
  const caughtUp = missed.when(mark(2, 'ATTC', { ...asPlanned, catchUp: true })).gives('attended');
  assert.deepEqual(completionOf(caughtUp.enrolments[0], 3).core.missing, [3]);
  missed.when(mark(1, 'ATTC', { ...asPlanned, catchUp: true })).refused('was_there');
  missed.when(mark(3, 'ATTC', { ...asPlanned, catchUp: true })).refused('nothing_missed');
});

test('a one-to-one session is counted by itself and is no core session', () => {
  const [one] = given(caseDecider, ...begun, mark(2, 'ATTC', { ...asPlanned, kind: 'one_to_one' })).state
    .enrolments;
  assert.deepEqual(completionOf(one, 2).core.missing, [2]);
});

test('somebody who goes on in another group keeps what they attended', () => {
  const moved = [...begun, move('awaiting_allocation'), place('g2'), mark(2, 'ATTC')];
  const [one] = given(caseDecider, ...moved).state.enrolments;
  assert.equal(one.status, 'on_programme');
  assert.deepEqual(completionOf(one, 2).core.missing, []);
});

test('coming late and leaving early are kept, and not of somebody who was not there', () => {
  const how = { ...asPlanned, late: true, arrivedAt: '18:20', departedAt: '19:10' };
  const history = given(caseDecider, ...begun);
  assert.deepEqual(
    history.when(mark(2, 'ATTC', how)).gives('attended').enrolments[0].attendances[1].how,
    how,
  );
  history.when(mark(2, 'UAAB', how)).refused('detail');
  history.when(mark(2, 'ATTC', { ...how, departedAt: '18:00' })).refused('detail');
  history.when(mark(2, 'ATTC', { ...how, arrivedAt: '6 pm' })).refused('detail');
});

test('completing, the core sessions and the review are three facts, none of which stands for another', () => {
  const done = given(caseDecider, ...begun, { do: 'complete_programme', on, enrolment: 'e1' });
  const [one] = done.state.enrolments;
  assert.deepEqual(completionOf(one, 3), {
    core: { of: 3, attended: 1, missing: [2, 3] },
    reviewOn: null,
    completedOn: on,
  });
  const [after] = done.when({ do: 'hold_review', on, enrolment: 'e1' }).gives('review_held').enrolments;
  assert.equal(completionOf(after, 3).reviewOn, on);
  assert.equal(after.status, 'programme_complete');
});

test('an enrolment and a mark of the first schema are read as what they meant when they were recorded', () => {
  const old: { type: string; schema: number; facts: DecidedEvent['facts'] }[] = [
    { type: 'enrolled', schema: 1, facts: { enrolment: 'e9', programme: 'p1', basis: 'licence' } },
    { type: 'place_given', schema: 1, facts: { enrolment: 'e9', group: 'g1', startsOn: on } },
    { type: 'attended', schema: 1, facts: { enrolment: 'e9', session: 1, code: 'ATTC' } },
  ];
  const read = old.map(
    event => ({ ...upcast(caseDecider.upcasts, event), occurredOn: on }) as unknown as CaseEvent,
  );
  const { state } = given(caseDecider, ...sentenced);
  assert.equal(caseDecider.evolve(state, read[0]).enrolments[0].status, 'awaiting_allocation');
  const [one] = fold({ ...caseDecider, initial: state }, read).enrolments;
  assert.equal(one.status, 'on_programme');
  assert.deepEqual(one.attendances[0].how, asPlanned);
});

test('a mark corrected in the middle leads to the state of a history without the mistake', () => {
  const told = (code: AttendanceCode) => {
    const events: CaseEvent[] = [];
    let state = caseDecider.initial;
    for (const command of [...begun, mark(2, code), mark(3, 'ATTC')]) {
      const decision = caseDecider.decide(state, command, { actor: 'w1', today: on });
      assert.ok(decision.ok);
      events.push(...decision.events);
      state = fold({ ...caseDecider, initial: state }, decision.events);
    }
    return events;
  };
  const [wrong, right] = [told('UAAB'), told('ATTC')];
  const at = wrong.findIndex(event => event.type === 'attended' && event.facts.code === 'UAAB');
  assert.notDeepEqual(fold(caseDecider, wrong), fold(caseDecider, right));
  assert.deepEqual(fold(caseDecider, wrong.with(at, right[at])), fold(caseDecider, right));
});
