import { test } from 'node:test';
import fc from 'fast-check';
import {
  attendanceOutcomes,
  cancelReasons,
  day,
  groupDecider,
  type AttendanceCode,
  type GroupCommand,
  type GroupState,
} from '../../src/index.ts';
import { anyDay } from '../case/commands.ts';
import { by, correctionsEqualNoMistake } from '../corrections.ts';
import { correctionEqualsNoMistake, holdsAfterAnyCorrection, holdsForAnySequence } from '../sequences.ts';

const on = day('2025-01-06');
const today = day('2026-06-01');
const c = fc.constant;
const who = fc.constantFrom('a', 'b', 'c');
const session = fc.integer({ min: 0, max: 4 });
const places = fc.integer({ min: 0, max: 4 });
const plan = {
  do: 'plan',
  on,
  programme: 'p1',
  name: 'Autumn',
  places: 2,
  sessions: [day('2025-02-03'), day('2025-02-10')],
  lead: 'w1',
} as const;

const anyGroupCommand: fc.Arbitrary<GroupCommand> = fc.oneof(
  fc.record({
    do: c('plan' as const),
    on: anyDay,
    programme: c('p1'),
    name: c('G'),
    places,
    sessions: fc.array(anyDay, { maxLength: 3 }),
    lead: c('w1'),
  }),
  fc.record({
    do: c('name_facilitators' as const),
    on: anyDay,
    lead: fc.constantFrom('', 'w1', 'w2'),
    facilitators: fc.subarray(['w1', 'w2', 'w3']),
  }),
  fc.record({ do: c('cover_session' as const), on: anyDay, session, by: fc.constantFrom('', 'w2') }),
  fc.record({ do: c('move_session' as const), on: anyDay, session, to: anyDay }),
  fc.record({
    do: c('cancel_session' as const),
    on: anyDay,
    session,
    reason: fc.constantFrom(...(Object.keys(cancelReasons) as (keyof typeof cancelReasons)[])),
  }),
  fc.record({
    do: c('add_session' as const),
    on: anyDay,
    kind: fc.constantFrom('catch_up' as const, 'one_to_one' as const),
    day: anyDay,
    title: fc.constantFrom('', 'Again'),
    for: fc.subarray(['a', 'b', 'c']),
  }),
  fc.record({ do: c('tell_room' as const), on: anyDay, room: fc.constantFrom('', 'Room'), times: c('') }),
  fc.record({ do: c('change_places' as const), on: anyDay, places }),
  fc.record({ do: c('take_place' as const), on: anyDay, case: who, enrolment: c('e') }),
  fc.record({ do: c('free_place' as const), on: anyDay, case: who }),
  fc.record({
    do: c('take_register' as const),
    on: anyDay,
    session,
    marks: fc.array(
      fc.record({
        case: who,
        code: fc.constantFrom(...(Object.keys(attendanceOutcomes) as AttendanceCode[])),
        late: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
  }),
  fc.record({ do: c('record_nobody' as const), on: anyDay, session }),
  fc.record({ do: c('finish' as const), on: anyDay }),
  fc.record({ do: c('cancel' as const), on: anyDay, reason: c('') }),
);

function impossible(state: GroupState): string[] {
  const faults: string[] = [];
  if (state.members.length > state.places) faults.push('more people than places');
  const cases = state.members.map(member => member.case);
  if (new Set(cases).size !== cases.length) faults.push('somebody with two places');
  const numbers = state.sessions.map(one => one.number);
  if (new Set(numbers).size !== numbers.length) faults.push('two sessions with one number');
  if (state.status !== 'planned' && state.members.length > 0)
    faults.push('people in a group that does not run');
  if (state.status === 'finished' && state.sessions.some(one => one.status === 'planned'))
    faults.push('a group that is over with a session to come');
  if (state.facilitators.includes(state.lead)) faults.push('a lead beside themselves');
  if (state.sessions.some(one => one.kind === 'one_to_one' && one.for.length !== 1))
    faults.push('a one-to-one for not one person');
  return faults;
}

test('no sequence of commands puts more people in a group than it has places, or leaves them in one that is over', () => {
  holdsForAnySequence({
    decider: groupDecider,
    commands: fc.array(by(anyGroupCommand, 'w1'), { maxLength: 60, size: 'max' }),
    today,
    begin: [[], [[plan, 'w1']]],
    impossible,
    unseen: { tell_room: 'where it meets stands among the sealed words (E36)' },
    again: {
      name_facilitators: 'the same people',
      cover_session: 'the same person',
      change_places: 'as many',
    },
    seen: state => ({ ...state, lastTold: null }),
  });
});

test('no correction puts more people in a group than it has places, whatever is said to stand', () => {
  const placed = ['a', 'b'].map(one => ({ do: 'take_place', on, case: one, enrolment: 'e' }) as const);
  const begin: readonly GroupCommand[] = [plan, ...placed];
  holdsAfterAnyCorrection({
    decider: groupDecider,
    command: by(anyGroupCommand, 'w1'),
    today,
    begin: [begin.map(one => [one, 'w1'] as const)],
    impossible,
    refused: ['taken', 'not_running'],
  });
});

test('a session moved to a wrong day and put right equals one that was never wrong', () => {
  const move = { do: 'move_session', on: day('2025-01-07'), session: 2, to: day('2025-02-17') } as const;
  const commands = [
    plan,
    move,
    { do: 'take_place', on: day('2025-01-08'), case: 'a', enrolment: 'e' },
  ] as const;
  correctionEqualsNoMistake(groupDecider, commands, 1, { ...move, to: day('2025-02-18') }, today);
});

test('whatever was told wrongly of a group and put right, the group stands as if it had never been wrong', () => {
  correctionsEqualNoMistake({
    decider: groupDecider,
    command: by(anyGroupCommand, 'w1'),
    begin: [
      [
        [{ ...plan, places: 3 }, 'w1'],
        [{ do: 'take_place', on, case: 'a', enrolment: 'e' }, 'w1'],
        [{ do: 'take_register', on, session: 1, marks: [{ case: 'a', code: 'ATTC' }] }, 'w1'],
      ],
      [
        [{ ...plan, places: 3 }, 'w1'],
        [{ do: 'take_place', on, case: 'a', enrolment: 'e' }, 'w1'],
        [{ do: 'add_session', on, kind: 'one_to_one', day: on, title: 'A talk', for: ['a'] }, 'w1'],
      ],
    ],
    today,
    numbered: ['session_added'],
    reaches: [
      'group_planned',
      'facilitators_named',
      'session_covered',
      'session_moved',
      'session_cancelled',
      'session_added',
      'room_told',
      'places_changed',
      'place_taken',
      'place_freed',
      'register_taken',
      'nobody_came',
      'group_cancelled',
    ],
  });
});
