import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  caseDecider,
  closingReasons,
  day,
  fold,
  leavingReasons,
  receivingBodies,
  type CaseState,
} from '@throughcare/pathway';
import { sheets, type Field, type SheetName } from '../../src/arriving/fields.ts';
import { readArrivingMap } from '../../src/arriving/map.ts';
import { caseOf } from '../../src/arriving/read-case.ts';
import { readRow } from '../../src/arriving/read-row.ts';
import { stepsOf } from '../../src/arriving/steps.ts';
import { many } from './several.ts';
import type { Row } from './sheet.ts';

const map = readArrivingMap('');
const today = day('2026-03-12');
const keys = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  fc.constantFrom(...(Object.keys(table) as Key[]));
const gap = fc.nat(40);

/** One who was on a programme before the record: how it stands, and what of it was counted. */
const anyEnrolment = fc.record({
  since: gap,
  first: fc.option(gap),
  sum: fc.option(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(10))),
  until: gap,
  end: fc.oneof(fc.constant('completed' as const), fc.constant('running' as const), keys(leavingReasons)),
});
const anyClosing = fc.record({
  after: gap,
  reason: keys(closingReasons),
  to: keys(receivingBodies),
  receipt: gap,
  received: fc.option(gap),
});

/** The state that the rows of one person come to, or the first thing that was refused. */
function arrived(people: Row, enrolments: readonly Row[]): CaseState | string {
  const read = (name: SheetName, row: Row, line: number) => {
    const fields = [...sheets[name].needed, ...sheets[name].more] as Field[];
    const cells = Object.fromEntries(fields.map(field => [field, row[field] ?? '']));
    const place = { sheet: name, line, at: 0, length: 0, key: 'M-1' };
    return { place, read: readRow({ name, fields }, { cells }, map, today) };
  };
  const rows = [read('people', people, 2), ...enrolments.map((one, n) => read('enrolments', one, n + 2))];
  const joined = caseOf(rows, sheet => sheet);
  if (!joined.ok) return JSON.stringify([...joined.faults.values()]);
  let state = caseDecider.initial;
  for (const { command } of stepsOf(joined.arriving, (...by) => by.join(' '))) {
    const decision = caseDecider.decide(state, command, { actor: 'a', today });
    if (!decision.ok) return decision.refusal.words;
    state = fold({ ...caseDecider, initial: state }, decision.events);
  }
  return state;
}

const began = day('2019-01-07');

test('E43: what a row tells of a closed case and of a programme before the record is what the record then says', () => {
  fc.assert(
    fc.property(anyEnrolment, fc.option(anyClosing), (course, closing) => {
      const isOver = course.end !== 'running';
      // Nobody is closed while they are on a programme, unless they died; that is what the decider is asked elsewhere.
      fc.pre(isOver || closing === null);
      const since = addDays(began, course.since);
      const first = course.first === null ? null : addDays(since, course.first);
      const until = addDays(first ?? since, course.until);
      const [of, missed] = course.sum ?? [null, null];
      const attended = of === null ? null : Math.max(1, of - missed);
      const tells = of !== null || first !== null || course.end === 'completed';
      const enrolment: Row = {
        reference: 'M-1',
        programme: 'p1',
        basis: 'voluntary_before_charge',
        since,
        assessed: 'yes',
        ...(first !== null && { firstOn: first }),
        ...(of !== null && { attended: String(attended), ofSessions: String(of) }),
        ...(course.end === 'completed' && { completedOn: until }),
        ...(course.end === 'running' && tells && { countedOn: until }),
        ...(course.end !== 'completed' && isOver && { leftOn: until, leftFor: course.end }),
      };
      const on = closing && addDays(until, closing.after);
      const receiptBy = closing && addDays(on!, closing.receipt);
      const receivedOn = closing?.received == null ? null : addDays(on!, closing.received);
      const isTransfer = closing?.reason === 'transferred';
      const person: Row = {
        ...many('M-1').people[0],
        stage: 'police_contact',
        referredOn: began,
        acceptedOn: began,
        openedOn: began,
        ...(closing && { status: 'closed', closedOn: on!, closedFor: closing.reason }),
        ...(isTransfer && { closedTo: closing.to, receiptBy: receiptBy!, receivedOn: receivedOn ?? '' }),
      };
      const state = arrived(person, [enrolment]);
      if (typeof state === 'string') assert.fail(state);
      const [one] = state.enrolments;
      const standing = { completed: 'programme_complete', running: 'awaiting_allocation' } as const;
      assert.deepEqual(
        [one.since, one.status, one.endedOn, one.before, one.attendances],
        [
          since,
          course.end in standing ? standing[course.end as keyof typeof standing] : 'withdrawn',
          isOver ? until : null,
          tells ? { from: first, attended, of, until } : null,
          [],
        ],
      );
      assert.deepEqual(
        state.closed && [state.closed.on, state.closed.reason, state.closed.transfer],
        closing && [on, closing.reason, isTransfer ? { to: closing.to, receiptBy, receivedOn } : null],
      );
    }),
  );
});
