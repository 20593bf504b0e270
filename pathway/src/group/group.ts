import type { AttendanceCode } from '../attendance.ts';
import type { Happened } from '../decider.ts';
import type { Day } from '../day.ts';
import type { LastTold } from '../last-told.ts';
import type { SessionKind } from '../organisation/programme.ts';

/** What one session is: one of the template, one that makes up for a missed one, or a talk with one person. */
export const groupSessionKinds = {
  group: 'Group session',
  catch_up: 'Catch-up session',
  one_to_one: 'One-to-one session',
} as const satisfies Record<SessionKind | 'catch_up', string>;
export type GroupSessionKind = keyof typeof groupSessionKinds;

export const cancelReasons = {
  facilitator_away: 'A facilitator was away',
  room: 'The room could not be used',
  too_few: 'Too few people could come',
  weather: 'Weather or travel',
  other: 'Another reason of the service',
} as const;
export type CancelReason = keyof typeof cancelReasons;

/** A session of the plan: its number in the run, its day, and what it is. */
export type PlannedSession = {
  readonly number: number;
  readonly on: Day;
  readonly kind: GroupSessionKind;
  readonly module: string;
  readonly title: string;
  /** For whom alone it is, by case; empty for everybody in the group. */
  readonly for: readonly string[];
};

/** A line of a register. `late` is whether somebody came after it began. */
export type Mark = { readonly case: string; readonly code: AttendanceCode; readonly late: boolean };

export type GroupEvent =
  | Happened<
      'group_planned',
      {
        programme: string;
        name: string;
        places: number;
        lead: string;
        facilitators: readonly string[];
        sessions: readonly PlannedSession[];
      }
    >
  | Happened<'facilitators_named', { lead: string; facilitators: readonly string[] }>
  | Happened<'session_covered', { session: number; by: string }>
  | Happened<'session_moved', { session: number; to: Day }>
  | Happened<'session_cancelled', { session: number; reason: CancelReason }>
  | Happened<'session_added', { session: PlannedSession }>
  | Happened<'room_told', object, { room: string; times: string }>
  | Happened<'places_changed', { places: number }>
  | Happened<'place_taken', { case: string; enrolment: string }>
  | Happened<'place_freed', { case: string }>
  | Happened<'register_taken', { session: number; marks: readonly Mark[] }>
  | Happened<'nobody_came', { session: number }>
  | Happened<'group_finished', object>
  | Happened<'group_cancelled', { reason: string }>;

export type GroupCommand =
  | {
      do: 'plan';
      on: Day;
      programme: string;
      name: string;
      places: number;
      /** The day of each group session, in order. */
      sessions: readonly Day[];
      lead: string;
      /** Those who run it beside the lead. */
      facilitators?: readonly string[];
      /** The group sessions of the programme's template, in order; absent where it has none yet. */
      template?: readonly { readonly module: string; readonly title: string }[];
    }
  | { do: 'name_facilitators'; on: Day; lead: string; facilitators: readonly string[] }
  | { do: 'cover_session'; on: Day; session: number; by: string }
  | { do: 'move_session'; on: Day; session: number; to: Day }
  | { do: 'cancel_session'; on: Day; session: number; reason: CancelReason }
  | {
      do: 'add_session';
      on: Day;
      kind: Exclude<GroupSessionKind, 'group'>;
      day: Day;
      title: string;
      for: readonly string[];
    }
  | { do: 'tell_room'; on: Day; room: string; times: string }
  | { do: 'change_places'; on: Day; places: number }
  | { do: 'take_place'; on: Day; case: string; enrolment: string }
  | { do: 'free_place'; on: Day; case: string }
  | {
      do: 'take_register';
      on: Day;
      session: number;
      marks: readonly { case: string; code: AttendanceCode; late?: boolean }[];
    }
  | { do: 'record_nobody'; on: Day; session: number }
  | { do: 'finish'; on: Day }
  | { do: 'cancel'; on: Day; reason: string };

/** A session as it stands: still to come, held, without anybody, or cancelled. */
export interface GroupSession extends PlannedSession {
  readonly status: 'planned' | 'held' | 'nobody' | 'cancelled';
  /** Who leads it instead of the group's lead. */
  readonly coveredBy: string | null;
  readonly movedFrom: Day | null;
}

export interface GroupState {
  readonly status: 'none' | 'planned' | 'finished' | 'cancelled';
  /** The day on which it was planned; null before that. */
  readonly plannedOn: Day | null;
  readonly programme: string;
  readonly name: string;
  readonly lead: string;
  readonly facilitators: readonly string[];
  readonly places: number;
  /** In the order of their numbers, which never change: a register keeps its session when that is moved. */
  readonly sessions: readonly GroupSession[];
  readonly members: readonly { readonly case: string; readonly enrolment: string }[];
  /** Of each of these the last entry counts; here is its day. */
  readonly lastTold: LastTold;
}

export function freePlaces(state: GroupState): number {
  return state.status === 'planned' ? state.places - state.members.length : 0;
}

export function sessionOf(state: Pick<GroupState, 'sessions'>, number: number): GroupSession | undefined {
  return state.sessions.find(session => session.number === number);
}

/** Sessions that take place or took place, in the order of their days. */
export function standingSessions(state: Pick<GroupState, 'sessions'>): readonly GroupSession[] {
  return state.sessions
    .filter(session => session.status !== 'cancelled')
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.number - b.number));
}

/** Who is expected at a session, by case. */
export function expectedAt(state: GroupState, session: GroupSession): readonly string[] {
  const members = state.members.map(member => member.case);
  return session.for.length === 0 ? members : members.filter(one => session.for.includes(one));
}
