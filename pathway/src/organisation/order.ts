import type { Followed } from '../last-told.ts';
import type { OrganisationEvent } from '../organisation.ts';

// Of what stands in an organisation the last entry counts. What an entry is about, and what it has to follow to count.

const account = (user: string): Followed => ({
  of: `account ${user}`,
  words: 'the last change of their account',
});
/** That somebody came, or left; what they may do here can change in between. */
const here = (user: string): Followed => ({ of: `here ${user}`, words: 'they last came or left' });
/** That somebody took something on that ends when they leave. */
const tookOn = (user: string): Followed => ({
  of: `took on ${user}`,
  words: 'they last joined a team or were put down to stand in',
});
const team = (id: string): Followed => ({ of: `team ${id}`, words: 'the last change of the team' });
const members = (id: string): Followed => ({
  of: `members ${id}`,
  words: 'somebody last joined or left the team',
});
const membership = (id: string, user: string): Followed => ({
  of: `member ${id} ${user}`,
  words: 'they last joined or left the team',
});
const cover = (id: string): Followed => ({ of: `cover ${id}`, words: 'the cover was arranged' });
const programme = (id: string): Followed => ({
  of: `programme ${id}`,
  words: 'the last change of the programme',
});
const setting = (name: string): Followed => ({ of: `setting ${name}`, words: 'this was last set' });
const schedule = (of: string): Followed => ({
  of: `schedule ${of}`,
  words: 'the last change of the schedule',
});
const hold = (id: string): Followed => ({ of: `hold ${id}`, words: 'the hold began' });
const pair = (id: string): Followed => ({ of: `pair ${id}`, words: 'the last change of the pair' });
const desk = (id: string): Followed => ({ of: `desk ${id}`, words: 'the last change of the duty desk' });
const duty = (role: string): Followed => ({ of: `duty ${role}`, words: 'the last change of the duty' });
const reads = ({ rule, day, user }: { rule: string; day: string; user: string }): Followed => ({
  of: `reads ${rule} ${day} ${user}`,
  words: 'somebody last looked into these reads',
});

const beginning: Followed = { of: 'beginning', words: 'the organisation was set up' };

/** What an entry has to follow, so that it counts. */
export function followedBy(event: OrganisationEvent): readonly Followed[] {
  switch (event.type) {
    case 'founded':
      return [];
    case 'person_left':
      return [beginning, account(event.facts.user), tookOn(event.facts.user)];
    case 'team_joined': {
      const { team: id, user } = event.facts;
      return [beginning, team(id), membership(id, user), here(user)];
    }
    case 'team_closed':
      return [beginning, team(event.facts.team), members(event.facts.team)];
    case 'cover_arranged':
    case 'on_call_arranged':
      return [beginning, cover(event.facts.cover), here(event.facts.by)];
    default:
      return [beginning, ...about(event)];
  }
}

/** What an entry is about, by name. */
export function aboutWhat(event: OrganisationEvent): readonly string[] {
  return about(event).map(one => one.of);
}

function about(event: OrganisationEvent): readonly Followed[] {
  switch (event.type) {
    case 'founded':
      return [beginning];
    case 'person_joined':
    case 'person_left':
      return [account(event.facts.user), here(event.facts.user)];
    case 'roles_changed':
      return [account(event.facts.user)];
    case 'team_made':
    case 'team_closed':
      return [team(event.facts.team)];
    case 'team_joined':
    case 'team_left': {
      const { team: id, user } = event.facts;
      const inIt = [membership(id, user), members(id)];
      return event.type === 'team_joined' ? [...inIt, tookOn(user)] : inIt;
    }
    case 'cover_arranged':
    case 'on_call_arranged':
      return [cover(event.facts.cover), tookOn(event.facts.by)];
    case 'cover_ended':
      return [cover(event.facts.cover)];
    case 'programme_offered':
    case 'programme_shaped':
    case 'programme_withdrawn':
      return [programme(event.facts.programme)];
    case 'setting_set':
      return [setting(event.facts.setting)];
    case 'staffed_hours_set':
      return [setting('staffed hours')];
    case 'retention_set':
    case 'retention_checked':
    case 'retention_ended':
      return [schedule(event.facts.class)];
    case 'records_held':
    case 'records_freed':
      return [hold(event.facts.hold)];
    case 'kept_apart':
    case 'apart_no_longer':
      return [pair(event.facts.pair)];
    case 'mandatory_reporting_set':
      return [duty(event.facts.role)];
    case 'duty_desk_set':
    case 'duty_desk_removed':
      return [desk(event.facts.desk)];
    case 'reads_looked_into':
    case 'reads_opened_again':
      return [reads(event.facts)];
    // What password somebody has is no part of the record, and each day has a count of its own.
    case 'password_renewed':
    case 'unanswered_counted':
      return [];
    default:
      return event satisfies never;
  }
}
