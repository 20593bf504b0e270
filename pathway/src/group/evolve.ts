import { tellAlso } from '../last-told.ts';
import { aboutWhat } from './order.ts';
import type { GroupEvent, GroupSession, GroupState } from './group.ts';

export const noGroup: GroupState = {
  status: 'none',
  plannedOn: null,
  programme: '',
  name: '',
  lead: '',
  facilitators: [],
  places: 0,
  sessions: [],
  members: [],
  lastTold: {},
};

export function evolveGroup(state: GroupState, event: GroupEvent): GroupState {
  const lastTold = tellAlso(state.lastTold, aboutWhat(event), event.occurredOn);
  return { ...changed(state, event), lastTold };
}

function changed(state: GroupState, event: GroupEvent): GroupState {
  switch (event.type) {
    case 'group_planned': {
      const { programme, name, places, lead, facilitators, sessions } = event.facts;
      const planned = sessions.map(fresh);
      const plannedOn = event.occurredOn;
      const group = { programme, name, places, lead, facilitators, sessions: planned };
      return { ...state, status: 'planned', plannedOn, ...group };
    }
    case 'facilitators_named': {
      const { lead, facilitators } = event.facts;
      return { ...state, lead, facilitators };
    }
    case 'session_covered':
      return change(state, event.facts.session, () => ({ coveredBy: event.facts.by }));
    case 'session_moved': {
      const { session, to } = event.facts;
      return change(state, session, ({ on, movedFrom }) => ({ on: to, movedFrom: movedFrom ?? on }));
    }
    case 'session_cancelled':
      return change(state, event.facts.session, () => ({ status: 'cancelled' }));
    case 'session_added':
      return { ...state, sessions: [...state.sessions, fresh(event.facts.session)] };
    case 'room_told':
      // Where it meets stays among the sealed words, for those who run it (E36).
      return state;
    case 'places_changed':
      return { ...state, places: event.facts.places };
    case 'place_taken': {
      const { case: id, enrolment } = event.facts;
      return { ...state, members: [...state.members, { case: id, enrolment }] };
    }
    case 'place_freed':
      return { ...state, members: state.members.filter(member => member.case !== event.facts.case) };
    case 'register_taken':
      return change(state, event.facts.session, () => ({ status: 'held' }));
    case 'nobody_came':
      return change(state, event.facts.session, () => ({ status: 'nobody' }));
    case 'group_finished':
      return { ...state, status: 'finished', members: [] };
    case 'group_cancelled':
      return { ...state, status: 'cancelled', members: [] };
    default:
      return event satisfies never;
  }
}

function fresh(session: Omit<GroupSession, 'status' | 'coveredBy' | 'movedFrom'>): GroupSession {
  return { ...session, status: 'planned', coveredBy: null, movedFrom: null };
}

function change(
  state: GroupState,
  number: number,
  next: (session: GroupSession) => Partial<GroupSession>,
): GroupState {
  const sessions = state.sessions.map(one => (one.number === number ? { ...one, ...next(one) } : one));
  return { ...state, sessions };
}
