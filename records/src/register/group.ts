import type { GroupEvent } from '@throughcare/pathway';
import { fieldsOf, type EventRegister } from './entry.ts';

const { given, kept } = fieldsOf('group');
const member = kept('third_party', 'who has a place');
const session = given('which session');
const lead = kept('staff', 'who leads it');
const facilitators = kept('staff', 'who runs it beside the lead');

/** A group is about several people; each is told of their own part from their own case. */
export const groupRegister: EventRegister<GroupEvent> = {
  group_planned: {
    programme: given('which programme it runs'),
    name: kept('nobody', 'names it on the timetable'),
    places: kept('nobody', 'how many can come'),
    sessions: given('when it meets'),
    lead,
    facilitators,
  },
  facilitators_named: { lead, facilitators },
  session_covered: { session, by: kept('staff', 'who leads it that day') },
  session_moved: { session, to: given('to which day') },
  session_cancelled: { session, reason: given('why it did not take place') },
  session_added: { session: kept('third_party', 'an extra session, and for whom') },
  room_told: {
    room: kept('third_party', 'where it meets, protected (E36)'),
    times: kept('third_party', 'when it meets, protected (E36)'),
  },
  places_changed: { places: kept('nobody', 'how many can come') },
  nobody_came: { session },
  group_finished: {},
  place_taken: { case: member, enrolment: kept('third_party', 'by which time on the programme') },
  place_freed: { case: member },
  register_taken: { session, marks: kept('third_party', 'who came') },
  group_cancelled: { reason: kept('nobody', 'why it does not run') },
};
