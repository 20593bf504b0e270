import type { DueKind, Role } from '@throughcare/pathway';
import type { Href } from '../frame/path.ts';
import { paths } from '../paths.ts';
import { caseFormRoutes } from './forms.ts';
import { offered, type RecordLink } from './record-link.ts';

/** The form in which each thing that falls due is recorded. */
const forms: Record<
  Exclude<DueKind, 'triage' | 'open_case' | 'copy' | 'erasure' | 'letter' | 'order_ends'>,
  RecordLink['to']
> = {
  children_check: paths.personChildren,
  welfare: paths.personWelfare,
  task: paths.personTaskDone,
  handover: paths.personHandoverHeld,
  allocate: paths.personHandOver,
  receipt: paths.personReceipt,
  basis_review: paths.personLawfulBasis,
  bail_return: paths.personLegalStep,
  deferred_sentence: paths.personLegalStep,
  failure_decision: paths.personFailure,
  keeping_review: paths.personKeeping,
  notify: paths.personNotified,
  recall_ends: paths.personRelease,
  barring_review: paths.personBarring,
  mappa_review: paths.personMappa,
  condition_ends: paths.personConditionEnd,
};

/** Where what is due can be done by somebody with these roles; null where it is for somebody else to do. */
export function whereDue(kind: DueKind, id: string, held: readonly Role[]): Href | null {
  switch (kind) {
    case 'triage':
    case 'open_case':
      return paths.referrals();
    case 'copy':
    case 'erasure':
      return paths.personKept({ case: id });
    case 'letter':
      return paths.personLetters({ case: id });
    case 'order_ends':
      return offered([{ text: '', to: paths.personOrderEnd }], caseFormRoutes, held, id)[0]?.href ?? null;
    default:
      return offered([{ text: '', to: forms[kind] }], caseFormRoutes, held, id)[0]?.href ?? null;
  }
}
