import { test } from 'node:test';
import assert from 'node:assert/strict';
import {
  addDays,
  asPlanned,
  concernDue,
  contactGroups,
  dueInCase,
  freePlaces,
  openingDue,
  parseDay,
  usualDueSettings,
  waitingList,
  welfareBoard,
} from '@throughcare/pathway';
import type { Attendance, Day, OrganisationState } from '@throughcare/pathway';
import type { OpenGroup, Waiting } from '@throughcare/pathway';
import { DEMONSTRATION_TODAY, USUAL_PEOPLE } from '../../src/index.ts';
import { decideHistory } from '../../src/service/decide-history.ts';
import { tell } from './states.ts';

const today = DEMONSTRATION_TODAY;
const told = tell(1, USUAL_PEOPLE, today);
const { tour, staff } = told.history;
const [practitioner] = staff.practitioners;
const open = [...told.cases.entries()].filter(([, state]) => state.status === 'open');

function groupWaitingList(): { waiting: Waiting[]; groups: OpenGroup[] } {
  const waiting = open.flatMap(([id, state]) =>
    state.enrolments
      .filter(one => one.programme === 'group-programme' && one.place === null && one.endedOn === null)
      .map(one => ({
        case: id,
        enrolment: one.id,
        programme: one.programme,
        since: one.since,
        status: 'awaiting_allocation' as const,
        orderEnds: state.orders[0]?.until ?? null,
      })),
  );
  const groups = [...told.groups.entries()].map(([group, state]) => ({
    group,
    programme: state.programme,
    startsOn: state.sessions[0].on,
    freePlaces: freePlaces(state),
  }));
  return { waiting, groups };
}

test('the tour’s first person has an order and a course by choice that end on different days', () => {
  const state = told.cases.get(tour.twoClocks)!;
  const [order] = state.orders;
  assert.ok(order.requirements.some(requirement => requirement.kind === 'programme'));
  const course = state.enrolments.find(one => one.basis === 'voluntary_after_sentence')!;
  assert.equal(course.status, 'on_programme');
  const sessions = told.groups.get(course.place!.group)!.sessions.map(session => session.on);
  assert.ok(sessions.includes(today));
  const ends = sessions[sessions.length - 1];
  assert.ok(order.until! > addDays(today, 30) && order.until! < addDays(today, 95), order.until!);
  assert.notEqual(ends, order.until);
  assert.equal(state.practitioner, practitioner.user);
});

test('two on the tour wait for a place that comes after their order ends; giving both one makes warnings fewer', () => {
  const { waiting, groups } = groupWaitingList();
  const warnings = (list: Waiting[], places: OpenGroup[]) =>
    waitingList(list, places, today).filter(one => one.warning !== null);
  const before = warnings(waiting, groups);
  for (const id of [tour.twoClocks, tour.orderEndsFirst]) {
    assert.match(before.find(one => one.case === id)!.warning!, /^Order ends .*, earliest place /);
  }
  const next = groups
    .filter(group => group.programme === 'group-programme' && group.startsOn > today && group.freePlaces >= 2)
    .sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))[0];
  const rest = waiting.filter(one => ![tour.twoClocks, tour.orderEndsFirst].includes(one.case));
  const filled = groups.map(group =>
    group === next ? { ...group, freePlaces: group.freePlaces - 2 } : group,
  );
  assert.ok(warnings(rest, filled).length < before.length);
});

test('the first practitioner’s Today has a register, a check on children, and somebody to ask how they are', () => {
  const mine = open.filter(([, state]) => state.practitioner === practitioner.user);
  assert.ok(mine.length >= 15 && mine.length <= 60, String(mine.length));
  const due = mine.flatMap(([id, state]) => dueInCase(state, usualDueSettings).map(one => ({ id, ...one })));
  const soon = addDays(today, 4);
  assert.ok(due.some(one => one.id === tour.twoClocks && one.kind === 'children_check' && one.by <= soon));
  assert.ok(due.some(one => one.id === tour.chargedYesterday && one.kind === 'welfare' && one.by < today));
  const registers = [...told.groups.values()].filter(
    group =>
      group.lead === practitioner.user &&
      group.sessions.some(session => session.on === today && session.status === 'planned') &&
      group.members.length >= 4,
  );
  assert.ok(registers.length >= 1);
});

/** Work that comes again and again, with the most open cases of a hundred in which it may be late. */
const mostLate = { children_check: 6, notify: 3, failure_decision: 3, keeping_review: 3 } as const;

for (const day of ['2026-11-02', '2025-04-09'] as const) {
  test(`what comes again by a date is kept up: a small share is late, and none for long, when today is ${day}`, () => {
    const { cases, concerns, streams } = day === today ? told : tell(1, USUAL_PEOPLE, parseDay(day)!);
    const due = [...cases.values()].flatMap(state => dueInCase(state, usualDueSettings));
    const ofOpen = [...cases.values()].filter(state => state.status === 'open').length / 100;
    for (const [kind, most] of Object.entries(mostLate)) {
      const late = due.filter(one => one.kind === kind && one.by < day);
      assert.ok(late.length <= most * ofOpen, `${kind}: ${late.length} late`);
      for (const { by } of late) assert.ok(by > addDays(parseDay(day)!, -60), `${kind} due since ${by}`);
    }
    for (const state of concerns.values()) {
      const due = concernDue(state);
      assert.ok(
        due === undefined || due.by >= addDays(parseDay(day)!, -3),
        `a concern waits since ${due?.by}`,
      );
    }
    // Kept up by somebody who did it, and not because nothing fell due.
    const did = streams.flatMap(({ kind, steps }) =>
      kind === 'case' ? steps.map(({ command }) => command) : [],
    );
    assert.ok(did.filter(one => one.do === 'record_notified' && one.what === 'change').length > 50);
    assert.ok(did.filter(one => one.do === 'review_keeping').length > 20);
    const judged = did.flatMap(one => (one.do === 'judge_failure' ? [one.judged] : []));
    assert.deepEqual([...new Set(judged)].sort(), ['excused', 'referred', 'warned']);
    assert.ok(did.some(one => one.do === 'hear_breach'));
  });
}

test('referrals wait for triage and callers for an answer', () => {
  assert.ok([...told.cases.values()].some(state => state.status === 'referred'));
  const waiting = [...told.contacts.values()].filter(state => state.status === 'waiting');
  assert.ok(waiting.length >= 3, String(waiting.length));
  const groups = new Set([...told.contacts.values()].map(state => state.group));
  assert.deepEqual([...groups].sort(), Object.keys(contactGroups).sort());
});

test('E34: the safeguarding board shows a passed-on danger whose review is due, and every other kind of wait', () => {
  const waits = [...told.concerns.values()].flatMap(state => concernDue(state) ?? []);
  assert.deepEqual([...new Set(waits.map(due => due.what))].sort(), [
    'chase',
    'name_deciders',
    'pass_on',
    'review',
    'second_decision',
  ]);
  const danger = [...told.concerns.values()].find(state => state.immediateDanger && !state.review)!;
  assert.equal(danger.passings[0].by, danger.raisedBy);
});

function attendanceAt(id: string, group: string, session: number): Attendance | undefined {
  const enrolments = told.cases.get(id)!.enrolments.filter(one => one.place?.group === group);
  return enrolments.flatMap(one => one.attendances).find(one => one.session === session);
}

test('a register and the cases of its members say the same', () => {
  let marks = 0;
  for (const stream of told.streams) {
    if (stream.kind !== 'group') continue;
    for (const { command } of stream.steps) {
      if (command.do !== 'take_register') continue;
      for (const mark of command.marks) {
        const attended = attendanceAt(mark.case, stream.id, command.session);
        assert.deepEqual(attended, {
          session: command.session,
          group: stream.id,
          on: command.on,
          code: mark.code,
          how: asPlanned,
        });
        marks++;
      }
    }
  }
  assert.ok(marks > 3000);
});

test('people begin in groups of 7 to 10, as the programmes do', () => {
  for (const stream of told.streams) {
    if (stream.kind !== 'group') continue;
    const begun = stream.steps.some(({ command }) => command.do === 'take_register');
    const taken = stream.steps.filter(({ command }) => command.do === 'take_place').length;
    assert.ok(taken <= 10);
    const [plan] = stream.steps;
    const latest = plan.command.do === 'plan' && plan.command.sessions[0] > addDays(today, -90);
    if (begun && !latest) assert.ok(taken >= 7, String(taken));
  }
});

test('E8: the made-up service has said when somebody is there, so that what is due is never shown as nobody’s by mistake', () => {
  const organisation = told.streams.find(one => one.kind === 'organisation')!;
  const { settings } = decideHistory(organisation).state as OrganisationState;
  const { value: hours } = settings.staffedHours!;
  const board = (day: Day, time: string) => welfareBoard([], hours, [], { day, time });
  assert.equal(board(today, '10:00').staffed, true);
  assert.equal(board(today, '20:00').staffed, false);
  assert.deepEqual(board(today, '20:00').nextOpening, { day: addDays(today, 1), time: '09:00' });
});

test('E20: one emergency opening waits for a second person today; the others were looked at, and nobody opened their own case', () => {
  const waits = [...told.openings.values()].filter(({ review }) => review === null);
  assert.deepEqual(waits.map(openingDue), [today]);
  assert.equal(told.openings.size, 3);
  for (const { case: id, by, review } of told.openings.values()) {
    const { practitioner: carries, referredOn } = told.cases.get(id)!;
    assert.notEqual(by, carries);
    assert.notEqual(by, review?.by);
    assert.ok(referredOn! < addDays(today, -66));
  }
});
