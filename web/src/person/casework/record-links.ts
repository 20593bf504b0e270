import { openTasks, type CaseState, type Role } from '@throughcare/pathway';
import type { Href } from '../../frame/path.ts';
import { paths } from '../../paths.ts';

interface Link {
  readonly text: string;
  readonly href: Href;
}

/** What can be recorded of the work with a person as it stands, by somebody with these roles. */
export function caseworkLinks(state: CaseState, id: string, held: readonly Role[]) {
  const at = { case: id };
  const lead = held.includes('programme_lead');
  const some = (condition: boolean, text: string, href: Href): Link[] => (condition ? [{ text, href }] : []);
  const closed = state.status === 'closed';
  const tasks = openTasks(state).length > 0;
  const work = [
    ...some(true, 'A date that may weigh on them', paths.personExpectedDate(at)),
    ...some(!closed, 'A task for somebody', paths.personTask(at)),
    ...some(tasks, 'A task given to you: take it up or hand it back', paths.personTaskAnswer(at)),
    ...some(tasks, 'A task was done', paths.personTaskDone(at)),
    ...some(tasks, 'A task goes to somebody else', paths.personTaskTo(at)),
    ...some(
      state.status === 'open' || closed,
      'The case goes to a colleague or a team',
      paths.personHandOver(at),
    ),
    ...some(
      state.handover?.stands === 'waiting' && state.handover.to !== null,
      'A case handed to you: take it up or hand it back',
      paths.personHandoverAnswer(at),
    ),
    ...some(state.handoverBy !== null, 'We talked over the handover', paths.personHandoverHeld(at)),
    ...some(!closed, 'The case is closed, or they are transferred', paths.personClose(at)),
    ...some(
      closed && state.closed?.transfer != null,
      'They said that they have them',
      paths.personReceipt(at),
    ),
    ...some(closed, 'The case is opened again', paths.personReopen(at)),
  ];
  const measures = closed
    ? []
    : [
        { text: 'PHQ-9', href: paths.personPhq9(at) },
        { text: 'GAD-7', href: paths.personGad7(at) },
        { text: 'CORE-10', href: paths.personCore10(at) },
        { text: 'AUDIT-C', href: paths.personAuditC(at) },
        { text: 'Another questionnaire, its total', href: paths.personMeasureTotal(at) },
        { text: 'A band or total that somebody trained gave', href: paths.personBand(at) },
      ];
  const access = [
    ...some(true, 'Not for me', paths.personStepAway(at)),
    ...some(lead && state.restrictedTo === null, 'Only named people may open it', paths.personRestrict(at)),
    ...some(
      lead && state.restrictedTo !== null,
      'The restriction is lifted',
      paths.personRestrictionLift(at),
    ),
    ...some(lead, 'Named staff must not see it', paths.personExclude(at)),
    ...some(
      lead && state.excludedStaff.length > 0,
      'Named staff may see it again',
      paths.personExclusionEnd(at),
    ),
    ...some(lead, 'The lawful basis', paths.personLawfulBasis(at)),
  ];
  return { work, measures, access };
}
