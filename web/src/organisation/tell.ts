import { numberSettings, roles, type OrganisationEvent, type Role } from '@throughcare/pathway';
import type { Change } from '../frame/conflict.ts';

/** One thing that happened in the organisation, for two people who did something at once. */
export function tellOrganisation(event: OrganisationEvent, nameOf: (user: string) => string): Change {
  switch (event.type) {
    case 'founded':
      return { what: 'The organisation', now: 'Set up.' };
    case 'person_joined':
      return { what: event.facts.name, now: `Works here: ${sayRoles(event.facts.roles)}.` };
    case 'roles_changed':
      return { what: nameOf(event.facts.user), now: `Roles: ${sayRoles(event.facts.roles)}.` };
    case 'person_left':
      return { what: nameOf(event.facts.user), now: 'Works here no longer.' };
    case 'password_renewed':
      return { what: nameOf(event.facts.user), now: 'Has a new password.' };
    case 'team_made':
      return { what: `Team ${event.facts.name}`, now: 'Made.' };
    case 'team_joined':
      return { what: nameOf(event.facts.user), now: 'Joined a team.' };
    case 'team_left':
      return { what: nameOf(event.facts.user), now: 'Left a team.' };
    case 'team_closed':
      return { what: 'A team', now: 'Closed.' };
    case 'cover_arranged':
      return { what: `Cover for ${nameOf(event.facts.absent)}`, now: `By ${nameOf(event.facts.by)}.` };
    case 'on_call_arranged':
      return { what: 'On call', now: `${nameOf(event.facts.by)}.` };
    case 'cover_ended':
      return { what: 'A cover', now: 'Ended.' };
    case 'programme_offered':
      return { what: event.facts.name, now: 'Offered.' };
    case 'programme_shaped':
      return { what: 'A programme', now: 'What it is made of was changed.' };
    case 'programme_withdrawn':
      return { what: 'A programme', now: 'Withdrawn.' };
    case 'setting_set': {
      const { words, unit } = numberSettings[event.facts.setting];
      return { what: words, now: `${event.facts.value} ${unit}.` };
    }
    case 'staffed_hours_set':
      return { what: 'When somebody is there', now: 'Changed.' };
    case 'retention_set':
    case 'retention_checked':
    case 'retention_ended':
      return { what: 'How long something is kept', now: 'Changed.' };
    case 'records_held':
      return { what: 'A legal hold', now: 'Set.' };
    case 'records_freed':
      return { what: 'A legal hold', now: 'Lifted.' };
    case 'unanswered_counted':
      return { what: 'Calls nobody answered', now: 'Counted.' };
    case 'kept_apart':
    case 'apart_no_longer':
      return { what: 'Two people kept apart', now: 'Changed.' };
    case 'mandatory_reporting_set':
      return { what: 'A duty to report', now: 'Changed.' };
    case 'duty_desk_set':
      return { what: `The duty desk for ${event.facts.area}`, now: `${event.facts.officeNumber}.` };
    case 'duty_desk_removed':
      return { what: 'A duty desk', now: 'Taken off the list.' };
    case 'reads_looked_into':
      return { what: 'Unusual reads', now: 'Looked into.' };
    case 'reads_opened_again':
      return { what: 'Unusual reads', now: 'Opened again.' };
    default:
      return event satisfies never;
  }
}

export function sayRoles(held: readonly Role[]): string {
  return held.map(role => roles[role].toLowerCase()).join(', ') || 'none';
}
