import { wordsOf } from '../sealed-words.ts';
import type { ContactCommand, ContactEvent } from './contact.ts';

/** The command that an entry of a contact answers to, to decide it again after a correction. */
export function contactCommandOf(event: ContactEvent): ContactCommand {
  const on = event.occurredOn;
  switch (event.type) {
    case 'contact_opened':
      return { do: 'open', on, ...event.facts, words: wordsOf(event, 'words') };
    case 'call_taken': {
      // Who took it is who acted.
      const { channel, group, caller, statement, language, interpreter, began } = event.facts;
      return { do: 'take_call', on, channel, group, caller, statement, language, interpreter, began };
    }
    case 'call_ended':
      return { do: 'end_call', on, ...event.facts };
    case 'code_confirmed':
      return { do: 'confirm_code', on };
    case 'code_given':
      return { do: 'give_code', on };
    case 'caller_wrote':
      return { do: 'write', on, words: wordsOf(event, 'words') };
    case 'taken':
      return { do: 'take', on, ...event.facts };
    case 'answered':
      return { do: 'answer', on, ...event.facts, words: wordsOf(event, 'words') };
    case 'about_recorded':
      return { do: 'record_about', on, ...event.facts };
    case 'caller_said':
      return { do: 'say_caller', on, ...event.facts };
    case 'note_kept':
      return { do: 'keep_note', on, words: wordsOf(event, 'words') };
    case 'risk_screened':
      return { do: 'screen_risk', on, ...event.facts };
    case 'disclosure_noted':
      return { do: 'note_disclosure', on, ...event.facts };
    case 'actions_agreed':
      return { do: 'agree_actions', on, ...event.facts };
    case 'actions_reported':
      return { do: 'report_actions', on, ...event.facts };
    case 'signposted':
      return { do: 'signpost', on, ...event.facts };
    case 'safe_contact_said':
      return { do: 'say_safe_contact', on, ...event.facts };
    case 'call_back_agreed':
      return { do: 'agree_call_back', on, ...event.facts };
    case 'call_back_made':
      return { do: 'make_call_back', on, ...event.facts };
    case 'number_destroyed':
      return { do: 'destroy_number', on, ...event.facts };
    case 'kept_from':
      return { do: 'keep_from', on, ...event.facts };
    case 'concern_raised':
      return { do: 'raise_concern', on, ...event.facts };
    case 'slip_given':
      return { do: 'give_slip', on, ...event.facts };
    case 'contact_ended':
      return { do: 'end', on, ...event.facts };
    default:
      return event satisfies never;
  }
}
