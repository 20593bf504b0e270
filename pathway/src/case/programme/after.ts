import { wasThere } from '../../attendance.ts';
import type { Day } from '../../day.ts';
import type { CaseState } from '../case.ts';
import type { Enrolment, EnrolmentEvent } from './enrolment.ts';
import { isContinuing, type EnrolmentStatus } from './status.ts';

/** The state after one more event of a programme. */
export function afterProgramme(state: CaseState, event: EnrolmentEvent): CaseState {
  const on = event.occurredOn;
  if (event.type === 'enrolled') {
    const { enrolment: id, programme, basis, status } = event.facts;
    const fresh: Enrolment = {
      id,
      programme,
      basis,
      since: on,
      status,
      statuses: [{ status, on, continuing: true }],
      place: null,
      before: null,
      attendances: [],
      reviewOn: null,
      endedOn: null,
    };
    return { ...state, enrolments: [...state.enrolments, fresh] };
  }
  const change = (one: Enrolment) => changed(one, event, on);
  const enrolments = state.enrolments.map(one => (one.id === event.facts.enrolment ? change(one) : one));
  return { ...state, enrolments };
}

function changed(one: Enrolment, event: Exclude<EnrolmentEvent, { type: 'enrolled' }>, on: Day): Enrolment {
  switch (event.type) {
    case 'enrolment_moved': {
      const { to, continuing } = event.facts;
      // Only somebody under investigation for a breach keeps a place that they do not come to.
      const place = to === 'breach_non_attendance' ? one.place : null;
      return { ...movedTo(one, to, on, continuing), place };
    }
    case 'place_given': {
      const { group, startsOn } = event.facts;
      return { ...movedTo(one, 'scheduled', on), place: { group, startsOn } };
    }
    case 'attended': {
      const { session, code, how } = event.facts;
      const mark = { session, group: one.place?.group ?? '', on, code, how };
      const began = wasThere(code) && one.status !== 'on_programme';
      return { ...(began ? movedTo(one, 'on_programme', on) : one), attendances: [...one.attendances, mark] };
    }
    case 'began_before': {
      const { from, attended, of } = event.facts;
      return { ...one, before: { from, attended, of, until: on } };
    }
    case 'programme_completed':
      // Who went through it before the record began has no place and no group here, and went onward all the same.
      return { ...movedTo(one, 'programme_complete', on, true), endedOn: on };
    case 'review_held':
      return { ...one, reviewOn: on };
    case 'programme_left':
      return { ...movedTo(one, 'withdrawn', on), endedOn: on };
    default:
      return event satisfies never;
  }
}

function movedTo(
  one: Enrolment,
  status: EnrolmentStatus,
  on: Day,
  continuing = isContinuing(one.status, status),
): Enrolment {
  return { ...one, status, statuses: [...one.statuses, { status, on, continuing }] };
}
