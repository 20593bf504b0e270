import {
  coversOn,
  dose,
  holidaysKnown,
  holidaysRunOut,
  intakes,
  londonDay,
  missedChannels,
  numberSettings,
  uncovered,
  weekdays,
  type Cover,
} from '@throughcare/pathway';
import { mayAsk, mayCommand } from '@throughcare/records';
import { failure, page, seeOther } from '../frame/answer.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { keysOf } from '../person/options.ts';
import { sayOpenWork } from './change/people.ts';
import { runsIt } from './policy.ts';
import { roleSees, sayAnalystBeside } from './role-words.ts';
import { sectionsFor } from './sections.ts';
import { sayRoles } from './tell.ts';

const administrator = staff('administrator');

/** Who works here, in which teams, who stands in for whom, what is offered and what is set. No case is in any of it. */
export const organisationPages = [
  route({
    method: 'GET',
    path: paths.organisation,
    policy: runsIt,
    async handle({ records, who, now }) {
      const sections = sectionsFor(who.roles);
      const today = londonDay(now);
      // Somebody with one part of it begins there.
      if (!who.roles.includes('administrator')) return seeOther(sections[0].href);
      const { people, name } = await records.organisation();
      const gone = mayAsk(who.roles, 'leftBehind') ? await records.leftBehind() : [];
      const named = (user: string) => people.find(one => one.user === user)?.name ?? 'Somebody';
      return page('organisation/page.njk', {
        name,
        sections,
        holidays: holidaysRunOut(today) && { ...holidaysKnown, over: today > holidaysKnown.until },
        people: people.filter(one => one.active).map(one => ({ ...one, does: sayRoles(one.roles) })),
        gone: people.filter(one => !one.active),
        left: gone.map(one => ({
          name: named(one.user),
          carries: sayOpenWork({ ...one, covers: 0, concerns: 0 }),
        })),
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.organisationPerson,
    policy: administrator,
    async handle({ records, params, who }) {
      const { people, teams } = await records.organisation();
      const person = people.find(one => one.user === params.user && one.active);
      if (!person) return failure('notFound');
      const open = await records.openWork(person.user);
      return page('organisation/person.njk', {
        person,
        // Their own they change where they sign in; an administrator cannot lock themselves out here.
        renews: person.user !== who.userId,
        roles: person.roles.map(role => ({ role, sees: roleSees[role] })),
        analystBeside: sayAnalystBeside(person.roles),
        carries: sayOpenWork(open),
        teams: teams.filter(team => team.members.some(one => one.user === person.user && one.until === null)),
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.organisationTeams,
    policy: administrator,
    async handle({ records, who }) {
      const { teams, people } = await records.organisation();
      const named = new Map(people.map(one => [one.user, one.name]));
      return page('organisation/teams.njk', {
        sections: sectionsFor(who.roles),
        closed: teams.filter(team => team.closedOn !== null),
        teams: teams
          .filter(team => team.closedOn === null)
          .map(({ id, name, members }) => ({
            id,
            name,
            members: members
              .filter(one => one.until === null)
              .map(one => ({ ...one, name: named.get(one.user) })),
          })),
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.organisationCover,
    policy: staff('administrator', 'programme_lead', 'safeguarding_lead'),
    async handle({ records, who, now }) {
      const { covers, people } = await records.organisation();
      const today = londonDay(now);
      const nameOf = (user: string) => people.find(one => one.user === user)?.name ?? 'Somebody';
      const view = (one: Cover) => ({
        ...one,
        for: one.kind === 'casework' ? nameOf(one.absent) : 'How people are, out of hours',
        who: nameOf(one.by),
        now: coversOn(one, today),
      });
      return page('organisation/cover.njk', {
        sections: sectionsFor(who.roles),
        notCovered: uncovered(covers, today).map(nameOf),
        covers: covers.filter(one => one.until >= today && one.lost === null).map(view),
        mayCover: mayCommand(who.roles, 'organisation', 'arrange_cover'),
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.organisationProgrammes,
    policy: staff('administrator', 'programme_lead'),
    async handle({ records, who }) {
      const { programmes } = await records.organisation();
      return page('organisation/programmes.njk', {
        sections: sectionsFor(who.roles),
        programmes: programmes
          .filter(one => one.withdrawnOn === null)
          .map(one => ({ ...one, intake: intakes[one.intake], oneToOne: dose(one.modules).one_to_one })),
        withdrawn: programmes.filter(one => one.withdrawnOn !== null),
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.organisationSettings,
    policy: administrator,
    async handle({ records, who }) {
      const { settings, numbers, people } = await records.organisation();
      const nameOf = (user: string) => people.find(one => one.user === user)?.name ?? 'somebody who has left';
      const set = keysOf(numberSettings).map(name => ({
        name,
        ...numberSettings[name],
        value: numbers[name],
        by: settings.numbers[name] && {
          since: settings.numbers[name].since,
          owner: nameOf(settings.numbers[name].owner),
        },
      }));
      const { staffedHours } = settings;
      return page('organisation/settings.njk', {
        sections: sectionsFor(who.roles),
        set,
        hours: staffedHours && {
          since: staffedHours.since,
          owner: nameOf(staffedHours.owner),
          days: weekdays.map((day, at) => ({ day, open: staffedHours.value[at] })),
        },
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.organisationUnanswered,
    policy: staff('helpline_worker', 'administrator'),
    async handle({ records, who }) {
      const days = await records.unanswered();
      const rows = days.map(one => ({ ...one, channel: missedChannels[one.channel] }));
      return page('organisation/unanswered.njk', { sections: sectionsFor(who.roles), rows });
    },
  }),
];
