import {
  contactArrangements,
  isCaseworkEvent,
  isLetterEvent,
  isLifetimeEvent,
  lifeChanges,
  referralSources,
  triageOutcomes,
  type CaseEvent,
  type ChildrenCheck,
} from '@throughcare/pathway';
import { tellCasework } from './casework/told.ts';
import { tellLifetime } from './happened-to-record.ts';
import { tellLegal } from './legal/happened.ts';
import { tellLetter } from './letters/told.ts';
import { tellProgramme } from './programme/told.ts';
import { sayBrought } from './slip/told.ts';

/** The names behind the ids that events hold. */
export interface Names {
  readonly staff: (user: string) => string;
  readonly programme: (id: string) => string;
  /** The programme of an enrolment, by the enrolment's id. */
  readonly enrolment: (id: string) => string;
}

export interface Told {
  readonly title: string;
  readonly words: string;
}

/** One thing that happened, in the words of the time line. */
export function tell(event: CaseEvent, names: Names): Told {
  if (isLifetimeEvent(event)) return tellLifetime(event, names);
  if (isLetterEvent(event)) return tellLetter(event, names);
  if (isCaseworkEvent(event)) return tellCasework(event, names);
  switch (event.type) {
    case 'referred':
      return { title: 'Referred to us', words: `By: ${referralSources[event.facts.source].toLowerCase()}.` };
    case 'triaged':
      return { title: `Triage: ${triageOutcomes[event.facts.outcome].toLowerCase()}`, words: '' };
    case 'opened':
      return { title: 'Case opened', words: `With ${names.staff(event.facts.practitioner)}.` };
    case 'sent_from_outside':
      return {
        title: 'Sent from outside',
        words: `${names.staff(event.facts.by)} sent it, and sees whether it is received, in hand or closed.`,
      };
    case 'practitioner_changed':
      return { title: 'New practitioner', words: `${names.staff(event.facts.practitioner)}.` };
    case 'enrolled':
    case 'enrolment_moved':
    case 'place_given':
    case 'attended':
    case 'began_before':
    case 'programme_completed':
    case 'review_held':
    case 'programme_left':
      return tellProgramme(event, names);
    case 'children_checked':
      return {
        title: 'Check on the children around them',
        words: sayCheck(event.facts.check as unknown as ChildrenCheck),
      };
    case 'life_changed':
      return { title: lifeChanges[event.facts.what], words: 'The check on children fell due again.' };
    case 'characteristics_told':
      return { title: 'They said something of themselves, for counting', words: '' };
    case 'slip_brought':
      return { title: 'They brought a slip from the helpline', words: sayBrought(event.facts) };
    case 'note_written':
      return { title: 'Note', words: event.sealed.words };
    case 'restricted':
    case 'staff_excluded':
      return { title: 'Staff kept out by name', words: 'Named staff cannot open it.' };
    case 'exclusion_ended':
      return { title: 'Staff let in again', words: '' };
    case 'restricted_to':
      return { title: 'Case restricted', words: 'Only named people can open it.' };
    case 'restriction_lifted':
      return { title: 'Restriction lifted', words: '' };
    case 'stepped_away':
      return { title: 'A worker stepped away', words: 'They do not see this case any longer.' };
    default:
      return tellLegal(event);
  }
}

/** The check in a sentence: numbers and codes only, for nothing else is held (E33). */
export function sayCheck(check: ChildrenCheck): string {
  const atHome = Object.entries(check.atHome).filter(([, count]) => count > 0);
  const home =
    atHome.length === 0
      ? 'No children at home.'
      : `At home: ${atHome.map(([band, count]) => `${count} aged ${band}`).join(', ')}.`;
  return `${home} ${contactArrangements[check.contact]}.`;
}
