import { agreedActions, contactEndings, type ContactEvent } from '@throughcare/pathway';
import type { Change } from '../frame/conflict.ts';
import { tellCall } from './tell-call.ts';

/** One thing that happened in a contact, for two people who did something at once. */
export function tellContact(event: ContactEvent, nameOf: (user: string) => string): Change {
  switch (event.type) {
    case 'contact_opened':
    case 'caller_wrote':
      return { what: 'They wrote', now: event.sealed.words };
    case 'code_confirmed':
      return { what: 'Code', now: 'They typed it back.' };
    case 'taken':
      return { what: 'Taken', now: `${nameOf(event.facts.worker)} answers it.` };
    case 'answered':
      return { what: 'Answer', now: event.sealed.words };
    case 'actions_agreed':
      return { what: 'Agreed', now: event.facts.actions.map(one => agreedActions[one]).join('. ') };
    case 'concern_raised':
      return { what: 'Concern', now: 'A concern was raised.' };
    case 'contact_ended':
      return { what: 'Ended', now: contactEndings[event.facts.how] };
    default:
      return tellCall(event, nameOf);
  }
}
