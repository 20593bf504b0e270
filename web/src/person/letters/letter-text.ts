import { enrolmentStatuses, isOrdered, sayDay, type LetterShows } from '@throughcare/pathway';
import type { LetterSeen } from '@throughcare/records';

interface Line {
  readonly term: string;
  readonly words: string;
}

/** A letter, part by part. It holds facts and says what they are not (E38); it never says where or when a group meets (E36). */
export interface LetterText {
  readonly subject: string;
  readonly to: string;
  readonly opening: string;
  readonly lines: readonly Line[];
  readonly notShown: readonly string[];
  readonly check: readonly Line[];
}

/** What may stand on the outside of a letter and in the subject of a message that carries it: nothing that tells (E36). */
export const outside = {
  subject: 'Letter',
  envelope: ['Private and confidential', 'To be opened by the addressee only'],
};

const recipients = {
  person: 'To the person named below',
  court: 'To the court',
  supervising: 'To whoever supervises the order or licence',
} as const;

export function letterText({
  letter,
  name,
  reference,
  programme,
  officer,
  code,
  initials,
}: LetterSeen): LetterText {
  const { shows, kind, basis, on, until, to } = letter;
  return {
    subject: outside.subject,
    to: recipients[to],
    opening:
      `This letter states what our record shows of ${name} (our reference ${reference}) and the programme ` +
      `${programme}, up to and including ${sayDay(until)}. It states nothing else.`,
    lines: [
      {
        term: 'How they take part',
        words: isOrdered(basis) ? 'Because an order or a licence asks for it' : 'By their own choice',
      },
      ...attendanceLines(shows),
      ...(kind === 'progress' ? progressLines(shows) : []),
    ],
    notShown: [
      'It does not say what somebody has learned, how they have changed, or what they will do. Being there is not the same as that.',
      'It is no assessment of risk, no report of an expert and no recommendation to anybody. It does not make small what was done, or the harm of it.',
      'It does not say who else they see, or whether they take up other help. That a thing is not in this letter says nothing about whether it happened.',
      `It counts what had been recorded by ${sayDay(on)}. What is recorded or put right later is not in it.`,
    ],
    check: [
      { term: 'Code', words: code },
      { term: 'Date of the letter', words: sayDay(on) },
      { term: 'Sessions attended', words: String(shows.attended) },
      { term: 'Initials', words: initials },
      { term: 'Issued by', words: officer },
    ],
  };
}

/** How often they came, in whole numbers; what is none is said too, for a gap would be guessed at. */
export function attendanceLines(shows: LetterShows): Line[] {
  const { attended, caughtUp, didNotComply, absentAccepted, absentNotAccepted, rearranged, leftOpen } = shows;
  const of = [
    ...(caughtUp > 0 ? [`${caughtUp} to make up for one that was missed`] : []),
    ...(didNotComply > 0 ? [`${didNotComply} in which they did not do what was asked`] : []),
  ];
  return [
    { term: 'Sessions attended', words: [String(attended), ...of].join(', ') },
    ...((shows.attendedBefore ?? null) === null
      ? []
      : [
          {
            term: 'Sessions attended before our record began, as we were told',
            words: String(shows.attendedBefore),
          },
        ]),
    ...(shows.firstIn === null
      ? []
      : [{ term: 'First and last in', words: sayMonths(shows.firstIn, shows.lastIn!) }]),
    { term: 'Absent, for a reason that was accepted', words: String(absentAccepted) },
    { term: 'Absent, for a reason that was not accepted, or none', words: String(absentNotAccepted) },
    ...(rearranged > 0 ? [{ term: 'Moved to another day', words: String(rearranged) }] : []),
    ...(leftOpen > 0
      ? [{ term: 'Marked without saying whether they were there', words: String(leftOpen) }]
      : []),
  ];
}

function sayMonths(first: string, last: string): string {
  return first === last ? sayMonth(first) : `${sayMonth(first)} and ${sayMonth(last)}`;
}

function progressLines({ status, completedIn, reviewedIn }: LetterShows): Line[] {
  return [
    { term: 'Where the programme stood', words: enrolmentStatuses[status].words },
    { term: 'Completed', words: completedIn === null ? 'Not by that day' : sayMonth(completedIn) },
    { term: 'Review held', words: reviewedIn === null ? 'Not by that day' : sayMonth(reviewedIn) },
  ];
}

/** '2026-03' is 'March 2026'. A month and no day: from several days anybody could tell when a group meets. */
export function sayMonth(month: string): string {
  return sayDay(`${month}-01` as Parameters<typeof sayDay>[0]).replace(/^1 /, '');
}
