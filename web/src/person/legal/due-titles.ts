import type { LegalDueKind } from '@throughcare/pathway';

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
