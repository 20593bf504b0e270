import { londonDay, type DueKind } from '@throughcare/pathway';
import { mayCommand } from '@throughcare/records';
import { failure, page } from '../frame/answer.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { knownAsked, readAsKnown } from '../history/as-known.ts';
import { paths } from '../paths.ts';
import { isCaseworkDue, whereCaseworkDue } from './casework/due-titles.ts';
import { caseworkPanels } from './casework/panels.ts';
import { caseworkLinks } from './casework/record-links.ts';
import { childrenChecks } from './children/route.ts';
import { caseForms } from './forms.ts';
import { personSlip } from './slip/route.ts';
import { whereLegalDue } from './legal/due-titles.ts';
import { legalLinks } from './legal/record-links.ts';
import { letters } from './letters/route.ts';
import { whySeen } from './why-seen.ts';
import { letStandOf, namesFor, personView, timelinePlacements } from './person-view.ts';

const policy = staff('practitioner', 'programme_lead');

/** Where each thing that is due can be done. */
function whereToDo(kind: DueKind, id: string): string {
  switch (kind) {
    case 'children_check':
      return paths.personChildren({ case: id });
    case 'welfare':
      return paths.personWelfare({ case: id });
    case 'order_ends':
      return paths.personOrderEnd({ case: id });
    case 'copy':
    case 'erasure':
      return paths.personKept({ case: id });
    case 'letter':
      return paths.personLetters({ case: id });
    case 'triage':
    case 'open_case':
      return paths.referrals();
    default:
      return isCaseworkDue(kind) ? whereCaseworkDue(kind, id) : whereLegalDue(kind, id);
  }
}

export const person = [
  route({
    method: 'GET',
    path: paths.person,
    policy,
    query: knownAsked,
    async handle({ records, params, query, who, now }) {
      const asked = await readAsKnown(query, now, asOf => records.person(params.case, asOf));
      if (!asked) return failure('notFound');
      const { found, known } = asked;
      const house = await records.organisation(known.day ? { believedOn: known.day } : {});
      const { programmes, people } = house;
      const today = known.day ?? londonDay(now);
      const view = personView(found, programmes, today, known.day === null && !found.readOnly);
      const working = new Set(people.filter(one => one.active).map(one => one.user));
      const panels = caseworkPanels(found, working, today);
      const toDo = view.toDo.map(one => ({ ...one, href: whereToDo(one.kind, found.case) }));
      return page(
        'person/page.njk',
        {
          person: { ...view, toDo },
          panels,
          letStand: letStandOf(found, namesFor(found, programmes)),
          known,
          inEmergency: found.readOnly,
          readOnly: found.readOnly || known.day !== null,
          mayCheck: mayCommand(who.roles, 'case', 'check_children'),
          // What ties somebody to a case is asked as of now, and so is said of now alone.
          whySeen: known.day ? null : whySeen(found, house, who.userId, today),
        },
        { placements: timelinePlacements(view.timeline) },
      );
    },
  }),
  route({
    method: 'GET',
    path: paths.personRecord,
    policy,
    async handle({ records, params, who }) {
      const found = await records.person(params.case);
      // A case that was opened in an emergency is read and not recorded on.
      if (!found || found.readOnly) return failure('notFound');
      const { enrolments } = found.state;
      const running = enrolments.filter(one => one.endedOn === null);
      const reviewable = enrolments.filter(one => one.attendances.length > 0 && one.reviewOn === null);
      return page('person/record.njk', {
        case: found.case,
        name: found.identity ? `${found.identity.forename} ${found.identity.surname}` : found.state.reference,
        may: {
          check: mayCommand(who.roles, 'case', 'check_children'),
          change: mayCommand(who.roles, 'case', 'record_life_change'),
          note: mayCommand(who.roles, 'case', 'write_note'),
        },
        canEndProgramme: running.length > 0,
        canReview: reviewable.length > 0,
        casework: caseworkLinks(found.state, found.case, who.roles),
        legal: legalLinks(found.state, found.case, who.roles),
      });
    },
  }),
  ...childrenChecks,
  ...letters,
  ...caseForms,
  ...personSlip,
];
