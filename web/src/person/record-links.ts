import { mayHaveBegunBefore, type CaseState } from '@throughcare/pathway';
import { paths } from '../paths.ts';
import { caseworkLinks } from './casework/record-links.ts';
import { legalLinks } from './legal/record-links.ts';
import { linkIf, type RecordLink } from './record-link.ts';

/** Everything that can be recorded of a person as things stand; of what was given to somebody, by `user` alone. */
export function recordLinks(state: CaseState, user: string) {
  const { enrolments } = state;
  const running = enrolments.some(one => one.endedOn === null);
  const first: readonly RecordLink[] = [
    { text: 'I checked on the children around them', to: paths.personChildren },
    { text: 'A referral to a programme', to: paths.personEnrol },
    ...linkIf(running, 'Where a referral to a programme stands', paths.personProgrammeMove),
    ...linkIf(running, 'They completed or left a programme', paths.personProgrammeEnd),
    ...linkIf(
      enrolments.some(mayHaveBegunBefore),
      'They had begun a programme before this record',
      paths.personProgrammeBefore,
    ),
    ...linkIf(
      enrolments.some(one => one.attendances.length > 0 && one.reviewOn === null),
      'The review after a programme',
      paths.personReview,
    ),
    { text: 'They moved, or a partner or work changed', to: paths.personLifeChange },
    { text: 'I asked how they are', to: paths.personWelfare },
    { text: 'What they say of themselves, for counting', to: paths.personCharacteristics },
    { text: 'They brought a slip from the helpline', to: paths.personSlip },
    { text: 'A note', to: paths.personNote },
  ];
  return { first, ...caseworkLinks(state, user), legal: legalLinks(state) };
}
