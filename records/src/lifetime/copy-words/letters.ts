import {
  enrolmentBases,
  enrolmentStatuses,
  letterKinds,
  letterRecipients,
  withdrawalReasons,
  type LetterEvent,
  type LetterShows,
} from '@throughcare/pathway';
import {
  coded,
  mark,
  meaning,
  onDay,
  programme,
  text,
  told,
  worker,
  yesOrNo,
  type EventWords,
  type Say,
} from './said.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** '2026-03' as it is said. */
function sayMonth(month: string): string {
  const [year, number] = month.split('-');
  return `${MONTHS[Number(number) - 1]} ${year}`;
}

const counted: readonly (readonly [keyof LetterShows, string])[] = [
  ['attended', 'attended'],
  ['caughtUp', 'of these to catch up'],
  ['didNotComply', 'of these without doing what was asked'],
  ['absentAccepted', 'absent, accepted'],
  ['absentNotAccepted', 'absent, not accepted'],
  ['rearranged', 'rearranged'],
  ['leftOpen', 'left open'],
  // Null where no other record told a sum; absent in a letter that was issued before there could be one.
  ['attendedBefore', 'attended before this record, as told'],
];
const inMonths: readonly (readonly [keyof LetterShows, string])[] = [
  ['firstIn', 'first attended in'],
  ['lastIn', 'last attended in'],
  ['completedIn', 'completed in'],
  ['reviewedIn', 'reviewed in'],
];

const sayShows: Say<LetterShows> = shows =>
  [
    enrolmentStatuses[shows.status].words,
    ...counted.flatMap(([name, words]) => {
      const count = shows[name] ?? null;
      return count === null ? [] : [`${words}: ${count}`];
    }),
    ...inMonths.flatMap(([name, words]) => {
      const month = shows[name];
      return typeof month === 'string' ? [`${words} ${sayMonth(month)}`] : [];
    }),
  ].join('; ');

/** Letters about somebody. */
export const letterWords: EventWords<LetterEvent> = {
  letter_issued: {
    title: 'A letter about you was issued',
    fields: {
      letter: mark,
      name: told('Name on the letter', text),
      kind: told('About', coded(letterKinds)),
      to: told('Addressed to', coded(letterRecipients)),
      personAsked: told('Whether you asked for it', yesOrNo),
      enrolment: mark,
      programme: told('Programme', programme),
      basis: told('On what footing', coded(enrolmentBases)),
      until: told('Counted up to', onDay),
      shows: told('What it said', sayShows),
      by: told('Issued by', worker),
    },
  },
  letter_withdrawn: {
    title: 'A letter about you was withdrawn',
    fields: {
      letter: told('Letter', meaning('letter')),
      reason: told('Why', coded(withdrawalReasons)),
      by: told('Withdrawn by', worker),
    },
  },
};
