import { addDays, sayDay } from '../../day.ts';
import type { Due } from '../due.ts';
import type { CaseState } from '../case.ts';
import type { Letter } from './letter.ts';
import { letterShows, saysTheSame, type LetterShows } from './shown.ts';

/** What a letter would say today of the same days; null where what it was about is no longer on record. */
export function letterToday(
  { enrolments }: Pick<CaseState, 'enrolments'>,
  letter: Letter,
): LetterShows | null {
  const enrolment = enrolments.find(one => one.id === letter.enrolment);
  return enrolment ? letterShows(enrolment, letter.until) : null;
}

/** Whether the record still shows what a letter says: what is put right, or told late, can change it. */
export function agreesStill(state: Pick<CaseState, 'enrolments'>, letter: Letter): boolean {
  const today = letterToday(state, letter);
  const enrolment = state.enrolments.find(one => one.id === letter.enrolment);
  return (
    today !== null &&
    enrolment!.programme === letter.programme &&
    enrolment!.basis === letter.basis &&
    saysTheSame(today, letter.shows)
  );
}

/** Letters that somebody holds and that say what the record no longer shows. */
export function lettersToSettle(state: Pick<CaseState, 'letters' | 'enrolments'>): Letter[] {
  return state.letters.filter(one => one.withdrawn === null && !agreesStill(state, one));
}

/**
 * A letter that no longer agrees is somebody's to withdraw: until then the page that checks its code says that it is
 * genuine. It has been so since no known day, so it is due at once.
 */
export function letterDue(state: CaseState): Due | undefined {
  const [first] = lettersToSettle(state);
  return (
    first && {
      kind: 'letter',
      by: addDays(first.on, 1),
      because: `The record was put right, and the letter of ${sayDay(first.on)} says something else.`,
    }
  );
}
