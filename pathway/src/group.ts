import type { AttendanceCode } from './attendance.ts';
import { accept, refuse, type Circumstances, type Decider, type Decision, type Happened } from './decider.ts';
import { sayDay, type Day } from './day.ts';

export type GroupEvent =
  | Happened<
      'group_planned',
      { programme: string; name: string; places: number; sessions: readonly Day[]; lead: string }
    >
  | Happened<'place_taken', { case: string; enrolment: string }>
  | Happened<'place_freed', { case: string }>
  | Happened<'register_taken', { session: number; marks: readonly { case: string; code: AttendanceCode }[] }>
  | Happened<'group_cancelled', { reason: string }>;

export type GroupCommand =
  | {
      do: 'plan';
      on: Day;
      programme: string;
      name: string;
      places: number;
      sessions: readonly Day[];
      lead: string;
    }
  | { do: 'take_place'; on: Day; case: string; enrolment: string }
  | { do: 'free_place'; on: Day; case: string }
  | {
      do: 'take_register';
      on: Day;
      session: number;
      marks: readonly { case: string; code: AttendanceCode }[];
    }
  | { do: 'cancel'; on: Day; reason: string };

export interface GroupState {
  readonly status: 'none' | 'planned' | 'cancelled';
  readonly programme: string;
  readonly name: string;
  readonly lead: string;
  readonly places: number;
  /** The day of each session, in order; session n is `sessions[n - 1]`. */
  readonly sessions: readonly Day[];
  readonly members: readonly { readonly case: string; readonly enrolment: string }[];
  /** Sessions whose register was taken. */
  readonly held: readonly number[];
}

const initial: GroupState = {
  status: 'none',
  programme: '',
  name: '',
  lead: '',
  places: 0,
  sessions: [],
  members: [],
  held: [],
};

export function freePlaces(state: GroupState): number {
  return state.status === 'planned' ? state.places - state.members.length : 0;
}

function decide(state: GroupState, command: GroupCommand, { today }: Circumstances): Decision<GroupEvent> {
  const base = { schema: 1, occurredOn: command.on };
  if (command.do === 'plan') return plan(state, command);
  if (state.status === 'none') return refuse('no_group', 'There is no such group.');
  if (state.status === 'cancelled')
    return refuse('cancelled', 'This group was cancelled. Nothing was saved.');
  switch (command.do) {
    case 'take_place':
      if (state.members.some(member => member.case === command.case)) {
        return refuse('already_in', 'They already have a place in this group. Nothing was saved.');
      }
      if (freePlaces(state) === 0) {
        return refuse(
          'full',
          `All ${state.places} places in this group are taken. Nothing was saved.`,
          'group',
        );
      }
      return accept({
        ...base,
        type: 'place_taken',
        facts: { case: command.case, enrolment: command.enrolment },
      });
    case 'free_place':
      if (!state.members.some(member => member.case === command.case)) {
        return refuse('not_in', 'They have no place in this group. Nothing was saved.');
      }
      return accept({ ...base, type: 'place_freed', facts: { case: command.case } });
    case 'take_register':
      return takeRegister(state, command, today);
    case 'cancel':
      return accept({ ...base, type: 'group_cancelled', facts: { reason: command.reason } });
    default:
      return command satisfies never;
  }
}

function plan(state: GroupState, command: Extract<GroupCommand, { do: 'plan' }>): Decision<GroupEvent> {
  if (state.status !== 'none') return refuse('already_planned', 'This group is already planned.');
  const { on, programme, name, places, sessions, lead } = command;
  if (!Number.isInteger(places) || places < 1 || places > 30) {
    return refuse('places', 'A group has from 1 to 30 places. Nothing was saved.', 'places');
  }
  if (sessions.length === 0)
    return refuse('no_sessions', 'Give at least one session. Nothing was saved.', 'sessions');
  if (sessions.some((session, index) => index > 0 && session <= sessions[index - 1])) {
    return refuse(
      'sessions_order',
      'Each session has to come after the one before. Nothing was saved.',
      'sessions',
    );
  }
  return accept({
    type: 'group_planned',
    schema: 1,
    occurredOn: on,
    facts: { programme, name, places, sessions: [...sessions], lead },
  });
}

function takeRegister(
  state: GroupState,
  command: Extract<GroupCommand, { do: 'take_register' }>,
  today: Day,
): Decision<GroupEvent> {
  const { session, marks, on } = command;
  const planned = state.sessions[session - 1];
  if (!planned) return refuse('no_such_session', `This group has no session ${session}. Nothing was saved.`);
  if (on > today) {
    return refuse(
      'in_the_future',
      `Session ${session} is on ${sayDay(planned)}. A register is taken on the day. Nothing was saved.`,
    );
  }
  if (state.held.includes(session)) {
    return refuse(
      'already_taken',
      `The register of session ${session} was already taken. Nothing was saved twice.`,
    );
  }
  const strangers = marks.filter(mark => !state.members.some(member => member.case === mark.case));
  if (strangers.length > 0)
    return refuse('not_in', 'Somebody marked has no place in this group. Nothing was saved.');
  return accept({
    type: 'register_taken',
    schema: 1,
    occurredOn: on,
    facts: { session, marks: marks.map(({ case: id, code }) => ({ case: id, code })) },
  });
}

function evolve(state: GroupState, event: GroupEvent): GroupState {
  switch (event.type) {
    case 'group_planned': {
      const { programme, name, places, sessions, lead } = event.facts;
      return { ...state, status: 'planned', programme, name, places, sessions, lead };
    }
    case 'place_taken': {
      const { case: id, enrolment } = event.facts;
      return { ...state, members: [...state.members, { case: id, enrolment }] };
    }
    case 'place_freed':
      return { ...state, members: state.members.filter(member => member.case !== event.facts.case) };
    case 'register_taken':
      return { ...state, held: [...state.held, event.facts.session] };
    case 'group_cancelled':
      return { ...state, status: 'cancelled', members: [] };
    default:
      return event satisfies never;
  }
}

/** The rules of one run of a programme: who has a place, which sessions were held. */
export const groupDecider: Decider<GroupState, GroupCommand, GroupEvent> = {
  kind: 'group',
  initial,
  upcasts: {},
  decide,
  evolve,
};
