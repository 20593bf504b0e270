import type { GroupEvent } from '@throughcare/pathway';
import { fieldsOf, type EventRegister } from './entry.ts';

const { given, kept } = fieldsOf('group');
const member = kept('third_party', 'who has a place');

/** A group is about several people; each is told of their own part from their own case. */
export const groupRegister: EventRegister<GroupEvent> = {
  group_planned: {
    programme: given('which programme it runs'),
    name: kept('nobody', 'names it on the timetable'),
    places: kept('nobody', 'how many can come'),
    sessions: given('when it meets'),
    lead: kept('staff', 'who leads it'),
  },
  place_taken: { case: member, enrolment: kept('third_party', 'by which time on the programme') },
  place_freed: { case: member },
  register_taken: { session: given('which session'), marks: kept('third_party', 'who came') },
  group_cancelled: { reason: kept('nobody', 'why it does not run') },
};
