import {
  attendanceOutcomes,
  enrolmentBases,
  enrolmentStatuses,
  leavingReasons,
  sayDay,
  type EnrolmentEvent,
  type SessionDetail,
} from '@throughcare/pathway';
import type { Names, Told } from '../happened.ts';

/** What happened on a programme, in the words of the time line. */
export function tellProgramme(event: EnrolmentEvent, names: Names): Told {
  switch (event.type) {
    case 'enrolled': {
      const { programme, basis, status } = event.facts;
      return {
        title:
          status === 'awaiting_allocation'
            ? `Waits for ${names.programme(programme)}`
            : `Referred to ${names.programme(programme)}`,
        words: `${enrolmentBases[basis]}.`,
      };
    }
    case 'enrolment_moved': {
      const { enrolment, to } = event.facts;
      const details = event.sealed?.details ?? '';
      return {
        title: `${names.enrolment(enrolment)}: ${enrolmentStatuses[to].words.toLowerCase()}`,
        words: details,
      };
    }
    case 'place_given':
      return {
        title: `Place on ${names.enrolment(event.facts.enrolment)}`,
        words: `The group begins on ${sayDay(event.facts.startsOn)}.`,
      };
    case 'attended': {
      const { session, code, enrolment, how } = event.facts;
      const kind = how.kind === 'group' ? 'Session' : 'One-to-one session';
      return {
        title: `${kind} ${session}: ${attendanceOutcomes[code].words.toLowerCase()}`,
        words: [`${names.enrolment(enrolment)}.`, ...sayHow(how)].join(' '),
      };
    }
    case 'began_before': {
      const { enrolment, from, attended, of } = event.facts;
      return {
        title: `Began ${names.enrolment(enrolment)} before this record`,
        words: [
          attended === null ? 'How often they came was not told.' : `Came to ${attended} of ${of} sessions.`,
          ...(from === null ? [] : [`First on ${sayDay(from)}.`]),
          'Told as a sum: no session of it is marked here.',
        ].join(' '),
      };
    }
    case 'programme_completed':
      return { title: `Completed ${names.enrolment(event.facts.enrolment)}`, words: '' };
    case 'review_held':
      return { title: `Review after ${names.enrolment(event.facts.enrolment)}`, words: '' };
    case 'programme_left':
      return {
        title: `Left ${names.enrolment(event.facts.enrolment)}`,
        words: `${leavingReasons[event.facts.reason]}.`,
      };
    default:
      return event satisfies never;
  }
}

function sayHow({ catchUp, late, arrivedAt, departedAt }: SessionDetail): string[] {
  return [
    ...(catchUp ? ['To catch up.'] : []),
    ...(late ? [arrivedAt === null ? 'Came late.' : `Came late, at ${arrivedAt}.`] : []),
    ...(departedAt === null ? [] : [`Left at ${departedAt}.`]),
  ];
}
