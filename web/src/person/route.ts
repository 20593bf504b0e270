import { londonDay } from '@throughcare/pathway';
import { mayCommand } from '@throughcare/records';
import { failure, page } from '../frame/answer.ts';
import { route } from '../frame/route.ts';
import { knownAsked, readAsKnown } from '../history/as-known.ts';
import { paths } from '../paths.ts';
import { caseworkPanels } from './casework/panels.ts';
import { childrenChecks } from './children/route.ts';
import { caseFormRoutes } from './forms.ts';
import { personSlip } from './slip/route.ts';
import { letters } from './letters/route.ts';
import { openers, opensPerson, recordOpeners } from './openers.ts';
import { offered } from './record-link.ts';
import { recordLinks } from './record-links.ts';
import { whereDue } from './where-due.ts';
import { whySeen } from './why-seen.ts';
import {
  letStandOf,
  namesFor,
  personTitle,
  personView,
  timelinePlacements,
  toPutRight,
} from './person-view.ts';

/** What can be recorded of a person is offered by the pages that save it. */
const savedBy = [...caseFormRoutes, ...personSlip];

export const person = [
  route({
    method: 'GET',
    path: paths.person,
    policy: openers,
    query: knownAsked,
    async handle({ records, params, query, who, now }) {
      const asked = await readAsKnown(query, now, asOf => records.person(params.case, asOf));
      if (!asked) return failure('notFound');
      const { found, known } = asked;
      const house = await records.organisation(known.day ? { believedOn: known.day } : {});
      const { programmes, people } = house;
      const today = known.day ?? londonDay(now);
      const mayRecord = known.day === null && !found.readOnly;
      const view = personView(found, programmes, today, mayRecord ? who : null);
      const working = new Set(people.filter(one => one.active).map(one => one.user));
      const panels = caseworkPanels(found, working, today);
      const toDo = view.toDo.map(one => ({
        ...one,
        href: mayRecord ? whereDue(one.kind, found.case, who.roles) : null,
      }));
      return page(
        'person/page.njk',
        {
          person: { ...view, toDo },
          panels,
          letStand: letStandOf(found, namesFor(found, programmes), mayRecord ? who : null),
          known,
          inEmergency: found.readOnly,
          readOnly: !mayRecord,
          mayCheck: mayCommand(who.roles, 'case', 'check_children'),
          // What ties somebody to a case is asked as of now, and so is said of now alone.
          whySeen: known.day || found.readOnly ? null : whySeen(found, house, who.userId, today),
        },
        { placements: timelinePlacements(view.timeline) },
      );
    },
  }),
  route({
    method: 'GET',
    path: paths.personRecord,
    policy: recordOpeners,
    async handle({ records, params, who }) {
      const found = await records.person(params.case);
      // A case that was opened in an emergency is read and not recorded on.
      if (!found || found.readOnly) return failure('notFound');
      const house = await records.organisation();
      const { first, work, measures, access, legal } = recordLinks(found.state, who.userId);
      const may = (links: Parameters<typeof offered>[0]) => offered(links, savedBy, who.roles, found.case);
      return page('person/record.njk', {
        case: found.case,
        name: personTitle(found).name,
        seesPerson: opensPerson(who),
        mayIssue: mayCommand(who.roles, 'case', 'issue_letter'),
        first: may(first),
        // On a person's own page each entry has its way to be put right; whoever has no such page finds theirs here.
        toPutRight: opensPerson(who) ? [] : toPutRight(found, house.programmes, who),
        groups: [
          { title: 'The work', links: may(work) },
          { title: 'Questionnaires and assessments', links: may(measures) },
          { title: 'Who may see it', links: may(access) },
          { title: 'With the police, the court or in law', links: may(legal) },
        ].filter(group => group.links.length > 0),
      });
    },
  }),
  ...childrenChecks,
  ...letters,
  ...caseFormRoutes,
  ...personSlip,
];
