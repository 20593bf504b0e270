import { hasSentence, requirementUnits, type CaseState, type Role } from '@throughcare/pathway';
import { mayCommand } from '@throughcare/records';
import { paths } from '../../paths.ts';
import type { Href } from '../../frame/path.ts';
import { underItems } from './condition-forms.ts';

interface Link {
  readonly href: Href;
  readonly text: string;
}

/** What can be recorded of the law in this case, as it stands and by whoever looks: nothing that could only be refused. */
export function legalLinks(state: CaseState, id: string, roles: readonly Role[]): Link[] {
  const at = { case: id };
  const running = state.orders.filter(order => order.ended === null);
  const custody = (...statuses: string[]) =>
    running.some(one => one.custody && statuses.includes(one.custody.status));
  const clock = (...kinds: string[]) =>
    state.clocks.some(one => one.ended === null && kinds.includes(one.kind));
  const appeals = state.proceedings.filter(one => one.appeal && !one.appeal.decided);
  const requirements = running.flatMap(order => order.requirements.filter(one => one.ended === null));
  const may = (command: Parameters<typeof mayCommand<'case'>>[2]) => mayCommand(roles, 'case', command);
  // What happens in law is recorded by whoever carries the case; the two that are not only theirs say so themselves.
  const mayLaw = may('record_legal_step');
  const linkIf = (when: boolean, href: Href, text: string): Link[] => (when ? [{ href, text }] : []);
  const link = (when: boolean, href: Href, text: string) => linkIf(when && mayLaw, href, text);
  const convicted = state.proceedings.some(one => one.convictedOn !== null);
  const found = convicted || state.stage === 'out_of_court' || state.stage === 'sentenced';
  return [
    ...link(true, paths.personLegalStep(at), 'A step with the police or the court'),
    ...link(true, paths.personProceedings(at), 'Other proceedings began'),
    ...link(
      state.proceedings.some(one => one.convictedOn !== null && !hasSentence(state, one.id)),
      paths.personSentence(at),
      'A sentence',
    ),
    ...link(convicted && appeals.length === 0, paths.personAppeal(at), 'An appeal was lodged'),
    ...link(appeals.length > 0, paths.personAppealDecided(at), 'An appeal was decided'),
    ...linkIf(
      may('review_keeping') && state.proceedings.some(one => one.endedOn !== null),
      paths.personKeeping(at),
      'What of the record may be kept',
    ),
    ...linkIf(
      may('record_progress') && requirements.some(one => requirementUnits[one.kind] !== undefined),
      paths.personProgress(at),
      'Days, hours or sessions of a requirement were done',
    ),
    ...link(requirements.length > 0, paths.personRequirementEnd(at), 'A requirement ended'),
    ...link(running.length > 0, paths.personFailure(at), 'I decided about a failure'),
    ...link(
      running.some(one => one.breaches.at(-1)?.heard === null),
      paths.personBreach(at),
      'A court heard a breach',
    ),
    ...link(running.length > 0, paths.personOrderEnd(at), 'An order ended'),
    ...link(
      running.some(one => one.suspended?.supervision?.ended === null),
      paths.personSupervisionEnd(at),
      'Supervision under a suspended sentence ended',
    ),
    ...link(custody('in_custody', 'recalled'), paths.personRelease(at), 'They were released on licence'),
    ...link(custody('on_licence'), paths.personRecall(at), 'They were recalled'),
    ...link(custody('on_licence'), paths.personPostSentence(at), 'Supervision after the sentence began'),
    ...link(found && !clock('notification'), paths.personNotification(at), 'Notification began'),
    ...link(clock('notification'), paths.personNotified(at), 'They notified the police'),
    ...link(true, paths.personPreventionOrder(at), 'A prevention order was made'),
    ...link(underItems(state).length > 0, paths.personCondition(at), 'A condition was set'),
    ...link(
      state.conditions.some(one => one.ended === null),
      paths.personConditionEnd(at),
      'A condition ended',
    ),
    ...link(true, paths.personBarring(at), 'Barring: asked or answered'),
    ...link(true, paths.personMappa(at), 'MAPPA: category, level, review'),
    ...link(
      state.orders.length > 0,
      paths.personRehabilitation(at),
      'The end of the rehabilitation period was given',
    ),
    ...link(
      clock('notification', 'prevention_order', 'rehabilitation'),
      paths.personClockChange(at),
      'The end of a duty was changed',
    ),
    ...link(
      clock('notification', 'prevention_order', 'rehabilitation', 'mappa'),
      paths.personClockEnd(at),
      'A duty beside the order ended',
    ),
  ];
}
