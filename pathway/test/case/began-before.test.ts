import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  asPlanned,
  caseDecider,
  day,
  letterShows,
  sessionsAttended,
  startedOn,
  type AttendanceCode,
  type CaseCommand,
} from '../../src/index.ts';
import { given } from '../given.ts';
import { on, sentenced } from './opened-case.ts';

const today = day('2026-11-24');
const enrolled: CaseCommand[] = [
  ...sentenced,
  {
    do: 'record_sentence',
    on,
    sentence: {
      order: 'o1',
      proceedings: 'first',
      disposal: 'community_order',
      months: 24,
      suspended: null,
      requirements: [],
    },
  },
  { do: 'enrol', on, enrolment: 'e1', programme: 'p1', basis: 'requirement', assessed: true },
];
const counted = day('2026-05-04');
const before = (change: Partial<Extract<CaseCommand, { do: 'tell_beginning_before' }>> = {}) =>
  ({
    do: 'tell_beginning_before',
    on: counted,
    enrolment: 'e1',
    from: day('2026-04-06'),
    attended: 4,
    of: 5,
    ...change,
  }) as const;
const place: CaseCommand = { do: 'give_place', on: counted, enrolment: 'e1', group: 'g1', startsOn: counted };
const mark = (session: number, code: AttendanceCode): CaseCommand => ({
  do: 'record_attendance',
  on: day('2026-06-01'),
  enrolment: 'e1',
  session,
  code,
  how: asPlanned,
});
const complete = (date: string): CaseCommand => ({
  do: 'complete_programme',
  on: day(date),
  enrolment: 'e1',
});
const after = (...commands: CaseCommand[]) => given(caseDecider, ...enrolled, ...commands);
const stateAfter = (...commands: CaseCommand[]) => after(...commands).state;
const refusal = (command: CaseCommand, ...earlier: CaseCommand[]) => {
  const { decision } = after(...earlier).when(command);
  return decision.ok ? null : decision.refusal.code;
};

test('what was attended before the record is a sum beside what is marked here, and no session of it is made up', () => {
  const [one] = stateAfter(before(), place, mark(6, 'ATTC'), mark(7, 'UAAB')).enrolments;
  assert.deepEqual([one.attendances.length, one.status], [2, 'on_programme']);
  assert.deepEqual([sessionsAttended(one), startedOn(one)], [5, '2026-04-06']);
  const shows = letterShows(one, today);
  assert.deepEqual([shows.attended, shows.attendedBefore, shows.firstIn], [1, 4, '2026-06']);
  assert.equal(letterShows(one, day('2026-05-03')).attendedBefore, null);
});

test('where nobody counted, how many sessions they came to stays unknown and is no nought', () => {
  const [one] = stateAfter(
    before({ from: null, attended: null, of: null }),
    place,
    mark(6, 'ATTC'),
  ).enrolments;
  assert.deepEqual([sessionsAttended(one), startedOn(one)], [null, null]);
});

test('who began before the record can have completed there, on the last counted day or later, and waits until then', () => {
  const waiting = stateAfter(before()).enrolments[0];
  assert.equal(waiting.status, 'awaiting_allocation');
  const [one] = stateAfter(before(), complete('2026-05-04')).enrolments;
  assert.deepEqual(
    [one.status, one.endedOn, one.statuses.at(-1)!.continuing],
    ['programme_complete', '2026-05-04', true],
  );
  assert.equal(refusal(complete('2026-05-03'), before()), 'too_early');
  assert.equal(refusal(complete('2026-05-04')), 'never_began');
  assert.equal(refusal(complete('2026-05-04'), before({ attended: 0, from: null })), 'never_began');
});

test('a sum that cannot be, or that would count a session twice, is refused', () => {
  assert.equal(refusal(before({ attended: 6 })), 'sum');
  assert.equal(refusal(before({ attended: null })), 'sum');
  assert.equal(refusal(before({ attended: 0, of: 0, from: null })), 'sum');
  assert.equal(refusal(before({ from: day('2026-05-05') })), 'first_later');
  assert.equal(refusal(before({ attended: 0 })), 'first_later');
  assert.equal(refusal(before(), before()), 'already_told');
  assert.equal(refusal(before({ on: day('2026-06-02') }), place, mark(1, 'ATTC')), 'already_marked');
});
