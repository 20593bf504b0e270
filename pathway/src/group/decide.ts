import { accept, NOTHING_THERE, refuse, type Circumstances, type Decision } from '../decider.ts';
import { sayDay, type Day } from '../day.ts';
import {
  freePlaces,
  sessionOf,
  type GroupCommand,
  type GroupEvent,
  type GroupSession,
  type GroupState,
} from './group.ts';
import { afterTheLast } from '../last-told.ts';
import { noSuchSession, wrongPlaces } from './answer.ts';
import { followedBy } from './order.ts';
import { plan } from './plan.ts';
import { recordNobody, takeRegister } from './register.ts';

type GroupDecision = Decision<GroupEvent>;
type CommandOf<Name extends GroupCommand['do']> = Extract<GroupCommand, { do: Name }>;

export function decideGroup(
  state: GroupState,
  command: GroupCommand,
  circumstances: Circumstances,
): GroupDecision {
  const { today } = circumstances;
  const decision = decideOnState(state, command, circumstances);
  if (decision.ok && command.on > today) {
    return refuse('in_the_future', `That date is after today, ${sayDay(today)}. Nothing was saved.`, 'on');
  }
  return afterTheLast(decision, state.lastTold, today, followedBy);
}

function decideOnState(state: GroupState, command: GroupCommand, { today }: Circumstances): GroupDecision {
  const base = { schema: 1, occurredOn: command.on };
  if (command.do === 'plan') return plan(state, command);
  if (state.status === 'none') return refuse(NOTHING_THERE, 'There is no such group. Nothing was saved.');
  if (state.status === 'cancelled')
    return refuse('cancelled', 'This group was cancelled. Nothing was saved.');
  if (state.status === 'finished') return refuse('finished', 'This group is over. Nothing was saved.');
  if (state.plannedOn !== null && command.on < state.plannedOn) {
    return refuse(
      'too_early',
      `That is before the group was planned on ${sayDay(state.plannedOn)}. Nothing was saved.`,
      'on',
    );
  }
  switch (command.do) {
    case 'name_facilitators': {
      const { lead } = command;
      const facilitators = [...new Set(command.facilitators)].filter(one => one !== lead);
      if (lead === '') return refuse('no_lead', 'Somebody has to lead the group. Nothing was saved.', 'lead');
      return accept({ ...base, type: 'facilitators_named', facts: { lead, facilitators } });
    }
    case 'cover_session':
      return ofComing(state, command.session, () =>
        command.by === ''
          ? refuse('no_cover', 'Choose who leads it instead. Nothing was saved.', 'by')
          : accept({ ...base, type: 'session_covered', facts: { session: command.session, by: command.by } }),
      );
    case 'move_session':
      return ofComing(state, command.session, session => moveSession(command, session));
    case 'cancel_session':
      return ofComing(state, command.session, () => {
        const { session, reason } = command;
        return accept({ ...base, type: 'session_cancelled', facts: { session, reason } });
      });
    case 'add_session':
      return addSession(state, command);
    case 'tell_room': {
      const { room, times } = command;
      if (room.trim() === '') {
        return refuse('no_room', 'Enter where the group meets. Nothing was saved.', 'room');
      }
      return accept({
        ...base,
        type: 'room_told',
        facts: {},
        sealed: { room: room.trim(), times: times.trim() },
      });
    }
    case 'change_places':
      return changePlaces(state, command);
    case 'take_place':
      return takePlace(state, command);
    case 'free_place':
      if (!state.members.some(member => member.case === command.case)) {
        return refuse('not_in', 'They have no place in this group. Nothing was saved.');
      }
      return accept({ ...base, type: 'place_freed', facts: { case: command.case } });
    case 'take_register':
      return takeRegister(state, command, today);
    case 'record_nobody':
      return recordNobody(state, command, today);
    case 'finish':
      return finish(state, command.on);
    case 'cancel':
      return accept({ ...base, type: 'group_cancelled', facts: { reason: command.reason } });
    default:
      return command satisfies never;
  }
}

/** Decides about a session that is still to come, or says why it can't be changed any more. */
function ofComing(
  state: GroupState,
  number: number,
  decide: (session: GroupSession) => GroupDecision,
): GroupDecision {
  const session = sessionOf(state, number);
  if (!session) return noSuchSession(number);
  if (session.status === 'cancelled') {
    return refuse('session_cancelled', `Session ${number} was cancelled. Nothing was saved.`);
  }
  if (session.status !== 'planned') {
    return refuse(
      'session_over',
      `Session ${number} is over. Nothing was saved. Correct its register instead.`,
    );
  }
  return decide(session);
}

function moveSession({ on, to }: CommandOf<'move_session'>, session: GroupSession): GroupDecision {
  if (to === session.on) {
    return refuse(
      'same_day',
      `Session ${session.number} is on ${sayDay(to)} already. Nothing was saved.`,
      'to',
    );
  }
  const facts = { session: session.number, to };
  return accept({ type: 'session_moved', schema: 1, occurredOn: on, facts });
}

function addSession(state: GroupState, command: CommandOf<'add_session'>): GroupDecision {
  const { on: occurredOn, kind, day, for: people } = command;
  const title = command.title.trim();
  if (title === '') return refuse('no_title', 'Give the session a name. Nothing was saved.', 'title');
  if (people.length === 0) {
    return refuse('for_nobody', 'Choose for whom it is. Nothing was saved.', 'for');
  }
  if (kind === 'one_to_one' && people.length !== 1) {
    return refuse('one_person', 'A one-to-one session is for one person. Nothing was saved.', 'for');
  }
  if (!people.every(one => state.members.some(member => member.case === one))) {
    return refuse('not_in', 'Somebody chosen has no place in this group. Nothing was saved.', 'for');
  }
  const number = 1 + Math.max(0, ...state.sessions.map(session => session.number));
  const session = { number, on: day, kind, module: '', title, for: [...new Set(people)].sort() };
  return accept({ type: 'session_added', schema: 1, occurredOn, facts: { session } });
}

function changePlaces(state: GroupState, { on, places }: CommandOf<'change_places'>): GroupDecision {
  const trouble = wrongPlaces(places);
  if (trouble) return trouble;
  if (places < state.members.length) {
    return refuse(
      'taken',
      `${state.members.length} people have a place. Nothing was saved. Free places first.`,
      'places',
    );
  }
  return accept({ type: 'places_changed', schema: 1, occurredOn: on, facts: { places } });
}

function takePlace(state: GroupState, command: CommandOf<'take_place'>): GroupDecision {
  const { on: occurredOn, case: id, enrolment } = command;
  if (state.members.some(member => member.case === id)) {
    return refuse('already_in', 'They already have a place in this group. Nothing was saved.');
  }
  if (freePlaces(state) === 0) {
    return refuse('full', `All ${state.places} places in this group are taken. Nothing was saved.`, 'group');
  }
  return accept({ type: 'place_taken', schema: 1, occurredOn, facts: { case: id, enrolment } });
}

/** A group is over when nothing of it is still to come. Its places are free then, and its lead sees its people no more. */
function finish(state: GroupState, occurredOn: Day): GroupDecision {
  const left = state.sessions.filter(session => session.status === 'planned');
  if (left.length > 0) {
    const which = left.map(session => session.number).join(', ');
    return refuse(
      'sessions_left',
      `Session ${which} is still without a register. Nothing was saved. Take it, or cancel the session, first.`,
    );
  }
  return accept({ type: 'group_finished', schema: 1, occurredOn, facts: {} });
}
