import type { OrganisationEvent } from '@throughcare/pathway';
import { fieldsOf, type EventRegister } from './entry.ts';

const { kept } = fieldsOf('organisation');
const user = kept('staff', 'whose account');
const roles = kept('staff', 'what they may see and do');
const team = kept('nobody', 'which team');
const cover = kept('nobody', 'which standing in');
const by = kept('staff', 'who stands in');
const from = kept('nobody', 'from which day');
const until = kept('nobody', 'to which day');
const programme = kept('nobody', 'which programme');
const owner = kept('staff', 'who answers for the setting');
const pair = kept('third_party', 'which two people');

const desk = kept('nobody', 'which duty desk');
const hold = kept('nobody', 'which hold');
const holder = kept('staff', 'who set or lifted it');

const readsMeant = {
  rule: kept('nobody', 'which rule had shown the reads (E21)'),
  day: kept('nobody', 'on which day they were'),
  user: kept('staff', 'who had read'),
};
const looker = kept('staff', 'who looked into it');
const words = kept('staff', 'what they found');

export const organisationRegister: EventRegister<OrganisationEvent> = {
  founded: {
    name: kept('nobody', 'who is answerable for the record'),
    madeUp: kept('nobody', 'keeps made-up people apart (E39)'),
  },
  person_joined: { user, name: kept('staff', 'names a worker to colleagues'), roles },
  roles_changed: { user, roles },
  person_left: { user },
  team_made: { team, name: kept('nobody', 'what the team is called') },
  team_joined: { team, user },
  team_left: { team, user },
  team_closed: { team },
  cover_arranged: { cover, absent: kept('staff', 'who is away'), by, from, until },
  on_call_arranged: { cover, by, from, until },
  cover_ended: { cover },
  programme_shaped: {
    programme,
    intake: kept('nobody', 'whether people join later'),
    modules: kept('nobody', 'what it is made of'),
  },
  programme_withdrawn: { programme },
  setting_set: {
    setting: kept('nobody', 'what is set'),
    value: kept('nobody', 'how it holds'),
    owner,
    reason: kept('nobody', 'why it was set so'),
  },
  staffed_hours_set: {
    hours: kept('nobody', 'when somebody is there (E8)'),
    owner,
    reason: kept('nobody', 'why it was set so'),
  },
  retention_set: {
    class: kept('nobody', 'what is put on a schedule'),
    months: kept('nobody', 'how long it is kept'),
    from: kept('nobody', 'from when its time counts'),
    agreed: kept('nobody', 'by whose decision it goes'),
    owner,
    legalReference: kept('nobody', 'by which law or policy'),
    setBy: kept('staff', 'who set it, so that another account checks it (E22)'),
    reason: kept('nobody', 'why it was set so'),
  },
  retention_checked: {
    class: kept('nobody', 'which schedule was checked'),
    months: kept('nobody', 'how long that keeps'),
    from: kept('nobody', 'from when its time counts'),
    agreed: kept('nobody', 'by whose decision it goes'),
    by: kept('staff', 'who else has checked it (E22)'),
    actsFrom: kept('nobody', 'before which day it lets nothing go'),
  },
  retention_ended: {
    class: kept('nobody', 'what has no schedule any more'),
    reason: kept('nobody', 'why'),
  },
  records_held: {
    hold,
    scope: kept('nobody', 'which records have to stay'),
    ground: kept('nobody', 'on what ground'),
    owner: kept('staff', 'who answers for the hold'),
    authority: kept('law_enforcement', 'who asked for it'),
    until,
    by: holder,
    reason: kept('law_enforcement', 'why, in words'),
  },
  records_freed: { hold, by: holder, reason: kept('law_enforcement', 'why, in words') },
  unanswered_counted: {
    channel: kept('nobody', 'which way nobody was reached'),
    calls: kept('nobody', 'how much help was wanted and not there'),
  },
  kept_apart: {
    pair,
    cases: kept('third_party', 'who may not be in one group'),
    reason: kept('third_party', 'why they may not'),
  },
  apart_no_longer: { pair },
  programme_offered: {
    programme,
    name: kept('nobody', 'what it is called'),
    sessions: kept('nobody', 'how long it is'),
    places: kept('nobody', 'how many it takes'),
  },
  password_renewed: {
    user: kept('staff', 'whose password was made anew'),
    by: kept('staff', 'who made it'),
  },
  reads_looked_into: {
    ...readsMeant,
    count: kept('nobody', 'how many reads were looked into'),
    by: looker,
    words,
  },
  reads_opened_again: { ...readsMeant, by: looker, words },
  duty_desk_set: {
    desk,
    area: kept('nobody', 'for the children of which area it is (E34)'),
    officeNumber: kept('nobody', 'whom to ring for a child in danger'),
    officeHours: kept('nobody', 'when that number is answered'),
    outOfHoursNumber: kept('nobody', 'whom to ring at other times'),
    checkBy: kept('nobody', 'by when somebody looks whether it is right'),
    by: kept('staff', 'who set it or found it right'),
  },
  duty_desk_removed: { desk, by: kept('staff', 'who took it off the list') },
  mandatory_reporting_set: {
    role: kept('nobody', 'whom a duty to report binds (E35)'),
    from: kept('nobody', 'since when'),
    withinDays: kept('nobody', 'how fast'),
    source: kept('nobody', 'where that was read'),
    reviewedBy: kept('staff', 'who reviewed it'),
  },
};
