import { letterRecipients, withdrawalReasons, type LetterEvent } from '@throughcare/pathway';
import type { Names, Told } from '../happened.ts';

/** What happened with a letter, in the words of the time line. */
export function tellLetter(event: LetterEvent, names: Names): Told {
  switch (event.type) {
    case 'letter_issued': {
      const { kind, to, by, enrolment } = event.facts;
      return {
        title: kind === 'attendance' ? 'Letter of attendance issued' : 'Letter of progress issued',
        words: `${names.enrolment(enrolment)}. To: ${letterRecipients[to].toLowerCase()}. By ${names.staff(by)}.`,
      };
    }
    case 'letter_withdrawn':
      return { title: 'Letter withdrawn', words: `${withdrawalReasons[event.facts.reason]}.` };
    default:
      return event satisfies never;
  }
}
