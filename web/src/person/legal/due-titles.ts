import type { LegalDueKind } from '@throughcare/pathway';
import type { Href } from '../../frame/path.ts';
import { paths } from '../../paths.ts';

/** What falls due in law, as the time line and the list of today have it. */
export const legalDueTitles: Record<LegalDueKind, string> = {
  bail_return: 'They return on bail',
  deferred_sentence: 'The deferred sentence comes up',
  failure_decision: 'Decide about a failure',
  keeping_review: 'Decide what of the record may be kept',
  notify: 'A notification falls due',
  recall_ends: 'The recall is over',
  barring_review: 'Ask again about barring',
  mappa_review: 'MAPPA review',
  condition_ends: 'A condition ends soon',
};

export function isLegalDue(kind: string): kind is LegalDueKind {
  return Object.hasOwn(legalDueTitles, kind);
}

/** Where what falls due can be done. */
export function whereLegalDue(kind: LegalDueKind, id: string): Href {
  const at = { case: id };
  switch (kind) {
    case 'bail_return':
    case 'deferred_sentence':
      return paths.personLegalStep(at);
    case 'failure_decision':
      return paths.personFailure(at);
    case 'keeping_review':
      return paths.personKeeping(at);
    case 'notify':
      return paths.personNotified(at);
    case 'recall_ends':
      return paths.personRelease(at);
    case 'barring_review':
      return paths.personBarring(at);
    case 'mappa_review':
      return paths.personMappa(at);
    case 'condition_ends':
      return paths.personConditionEnd(at);
    default:
      return kind satisfies never;
  }
}
