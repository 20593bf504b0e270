import type { OrganisationCommand, OrganisationEvent } from '../organisation.ts';
import { wordsOf } from '../sealed-words.ts';

/** The command that an entry of an organisation answers to, to decide it again after a correction. */
export function organisationCommandOf(event: OrganisationEvent): OrganisationCommand | null {
  const on = event.occurredOn;
  switch (event.type) {
    case 'founded':
      return { do: 'found', on, ...event.facts };
    case 'person_joined':
      return { do: 'join', on, ...event.facts };
    case 'roles_changed':
      return { do: 'change_roles', on, ...event.facts };
    case 'person_left':
      return { do: 'leave', on, ...event.facts };
    case 'password_renewed':
      return { do: 'renew_password', on, user: event.facts.user };
    case 'team_made':
      return { do: 'make_team', on, ...event.facts };
    case 'team_joined':
      return { do: 'join_team', on, ...event.facts };
    case 'team_left':
      return { do: 'leave_team', on, ...event.facts };
    case 'team_closed':
      return { do: 'close_team', on, ...event.facts };
    case 'cover_arranged':
      return { do: 'arrange_cover', on, ...event.facts };
    case 'on_call_arranged':
      return { do: 'arrange_on_call', on, ...event.facts };
    case 'cover_ended':
      return { do: 'end_cover', on, ...event.facts };
    case 'programme_offered':
      return { do: 'offer_programme', on, ...event.facts };
    case 'programme_shaped':
      return { do: 'shape_programme', on, ...event.facts };
    case 'programme_withdrawn':
      return { do: 'withdraw_programme', on, ...event.facts };
    case 'setting_set':
      return { do: 'set_number', on, ...event.facts, reason: wordsOf(event, 'reason') };
    case 'staffed_hours_set':
      return { do: 'set_staffed_hours', on, ...event.facts, reason: wordsOf(event, 'reason') };
    case 'retention_set': {
      const { setBy: _told, ...set } = event.facts;
      return { do: 'set_retention', on, ...set, reason: wordsOf(event, 'reason') };
    }
    // It stands for what was looked at: where the schedule says something else now, it does not hold, and hinders nothing.
    case 'retention_checked':
      return null;
    case 'retention_ended':
      return { do: 'end_retention', on, ...event.facts, reason: wordsOf(event, 'reason') };
    case 'records_held': {
      const { by: _, ...facts } = event.facts;
      return { do: 'hold_records', on, ...facts, reason: wordsOf(event, 'reason') };
    }
    case 'records_freed':
      return { do: 'free_records', on, hold: event.facts.hold, reason: wordsOf(event, 'reason') };
    case 'unanswered_counted':
      return { do: 'count_unanswered', on, ...event.facts };
    case 'kept_apart':
      return { do: 'keep_apart', on, ...event.facts };
    case 'apart_no_longer':
      return { do: 'end_apart', on, ...event.facts };
    case 'mandatory_reporting_set':
      return { do: 'set_mandatory_reporting', on, ...event.facts };
    case 'duty_desk_set': {
      const { by: _, ...facts } = event.facts;
      return { do: 'set_duty_desk', on, ...facts };
    }
    case 'duty_desk_removed':
      return { do: 'remove_duty_desk', on, desk: event.facts.desk };
    case 'reads_looked_into': {
      const { rule, day, user, count } = event.facts;
      return { do: 'look_into_reads', on, rule, day, user, count, words: wordsOf(event, 'words') };
    }
    case 'reads_opened_again': {
      const { rule, day, user } = event.facts;
      return { do: 'open_reads_again', on, rule, day, user, words: wordsOf(event, 'words') };
    }
    default:
      return event satisfies never;
  }
}
