import { hasSentence, requirementUnits, type CaseState } from '@throughcare/pathway';
import { paths } from '../../paths.ts';
import { linkIf as link, type RecordLink } from '../record-link.ts';
import { underItems } from './condition-forms.ts';

/** What can be recorded of the law in this case as it stands: nothing that could only be refused. */
export function legalLinks(state: CaseState): readonly RecordLink[] {
  const running = state.orders.filter(order => order.ended === null);
  const custody = (...statuses: string[]) =>
    running.some(one => one.custody && statuses.includes(one.custody.status));
  const clock = (...kinds: string[]) =>
    state.clocks.some(one => one.ended === null && kinds.includes(one.kind));
  const appeals = state.proceedings.filter(one => one.appeal && !one.appeal.decided);
  const requirements = running.flatMap(order => order.requirements.filter(one => one.ended === null));
  const convicted = state.proceedings.some(one => one.convictedOn !== null);
  const found = convicted || state.stage === 'out_of_court' || state.stage === 'sentenced';
  return [
    ...link(true, 'A step with the police or the court', paths.personLegalStep),
    ...link(true, 'Other proceedings began', paths.personProceedings),
    ...link(
      state.proceedings.some(one => one.convictedOn !== null && !hasSentence(state, one.id)),
      'A sentence',
      paths.personSentence,
    ),
    ...link(convicted && appeals.length === 0, 'An appeal was lodged', paths.personAppeal),
    ...link(appeals.length > 0, 'An appeal was decided', paths.personAppealDecided),
    ...link(
      state.proceedings.some(one => one.endedOn !== null),
      'What of the record may be kept',
      paths.personKeeping,
    ),
    ...link(
      requirements.some(one => requirementUnits[one.kind] !== undefined),
      'Days, hours or sessions of a requirement were done',
      paths.personProgress,
    ),
    ...link(requirements.length > 0, 'A requirement ended', paths.personRequirementEnd),
    ...link(running.length > 0, 'I decided about a failure', paths.personFailure),
    ...link(
      running.some(one => one.breaches.at(-1)?.heard === null),
      'A court heard a breach',
      paths.personBreach,
    ),
    ...link(running.length > 0, 'An order ended', paths.personOrderEnd),
    ...link(
      running.some(one => one.suspended?.supervision?.ended === null),
      'Supervision under a suspended sentence ended',
      paths.personSupervisionEnd,
    ),
    ...link(custody('in_custody', 'recalled'), 'They were released on licence', paths.personRelease),
    ...link(custody('on_licence'), 'They were recalled', paths.personRecall),
    ...link(custody('on_licence'), 'Supervision after the sentence began', paths.personPostSentence),
    ...link(found && !clock('notification'), 'Notification began', paths.personNotification),
    ...link(clock('notification'), 'They notified the police', paths.personNotified),
    ...link(true, 'A prevention order was made', paths.personPreventionOrder),
    ...link(underItems(state).length > 0, 'A condition was set', paths.personCondition),
    ...link(
      state.conditions.some(one => one.ended === null),
      'A condition ended',
      paths.personConditionEnd,
    ),
    ...link(true, 'Barring: asked or answered', paths.personBarring),
    ...link(true, 'MAPPA: category, level, review', paths.personMappa),
    ...link(
      state.orders.length > 0,
      'The end of the rehabilitation period was given',
      paths.personRehabilitation,
    ),
    ...link(
      clock('notification', 'prevention_order', 'rehabilitation'),
      'The end of a duty was changed',
      paths.personClockChange,
    ),
    ...link(
      clock('notification', 'prevention_order', 'rehabilitation', 'mappa'),
      'A duty beside the order ended',
      paths.personClockEnd,
    ),
  ];
}
