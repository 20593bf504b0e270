import { openTasks, type CaseState } from '@throughcare/pathway';
import { paths } from '../../paths.ts';
import { linkIf, type RecordLink } from '../record-link.ts';

/** What can be recorded of the work with a person as it stands, by whoever may and, of what was given, by `user`. */
export function caseworkLinks(state: CaseState, user: string) {
  const closed = state.status === 'closed';
  const tasks = openTasks(state);
  const isMine = (one: (typeof tasks)[number]) => one.to === user && one.stands !== 'handed_back';
  const { handover } = state;
  const work: readonly RecordLink[] = [
    ...linkIf(true, 'A date that may weigh on them', paths.personExpectedDate),
    ...linkIf(!closed, 'A task for somebody', paths.personTask),
    ...linkIf(tasks.some(isMine), 'A task given to you: take it up or hand it back', paths.personTaskAnswer),
    ...linkIf(tasks.length > 0, 'A task was done', paths.personTaskDone),
    ...linkIf(tasks.length > 0, 'A task goes to somebody else', paths.personTaskTo),
    ...linkIf(
      state.status === 'open' || closed,
      'The case goes to a colleague or a team',
      paths.personHandOver,
    ),
    ...linkIf(
      handover?.stands === 'waiting' && handover.to === user,
      'A case handed to you: take it up or hand it back',
      paths.personHandoverAnswer,
    ),
    ...linkIf(state.handoverBy !== null, 'We talked over the handover', paths.personHandoverHeld),
    ...linkIf(!closed, 'The case is closed, or they are transferred', paths.personClose),
    ...linkIf(closed && state.closed?.transfer != null, 'They said that they have them', paths.personReceipt),
    ...linkIf(closed, 'The case is opened again', paths.personReopen),
  ];
  const measures: readonly RecordLink[] = closed
    ? []
    : [
        { text: 'PHQ-9', to: paths.personPhq9 },
        { text: 'GAD-7', to: paths.personGad7 },
        { text: 'CORE-10', to: paths.personCore10 },
        { text: 'AUDIT-C', to: paths.personAuditC },
        { text: 'Another questionnaire, its total', to: paths.personMeasureTotal },
        { text: 'A band or total that somebody trained gave', to: paths.personBand },
      ];
  const access: readonly RecordLink[] = [
    ...linkIf(true, 'Not for me', paths.personStepAway),
    ...linkIf(state.restrictedTo === null, 'Only named people may open it', paths.personRestrict),
    ...linkIf(state.restrictedTo !== null, 'The restriction is lifted', paths.personRestrictionLift),
    ...linkIf(true, 'Named staff must not see it', paths.personExclude),
    ...linkIf(state.excludedStaff.length > 0, 'Named staff may see it again', paths.personExclusionEnd),
    ...linkIf(true, 'The lawful basis', paths.personLawfulBasis),
  ];
  return { work, measures, access };
}
