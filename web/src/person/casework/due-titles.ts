import type { CaseworkDueKind } from '@throughcare/pathway';

/** What falls due in the work with a person, as a thing to do. */
export const caseworkDueTitles: Record<CaseworkDueKind, string> = {
  task: 'A task is due',
  handover: 'Talk over the handover',
  allocate: 'Somebody has to carry the case',
  receipt: 'Ask whether they have them',
  basis_review: 'Look at the lawful basis again',
};

export function isCaseworkDue(kind: string): kind is CaseworkDueKind {
  return Object.hasOwn(caseworkDueTitles, kind);
}
