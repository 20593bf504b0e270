import type { CaseworkDueKind } from '@throughcare/pathway';
import type { Href } from '../../frame/path.ts';
import { paths } from '../../paths.ts';

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

export function whereCaseworkDue(kind: CaseworkDueKind, id: string): Href {
  switch (kind) {
    case 'task':
      return paths.personTaskDone({ case: id });
    case 'handover':
      return paths.personHandoverHeld({ case: id });
    case 'allocate':
      return paths.personHandOver({ case: id });
    case 'receipt':
      return paths.personReceipt({ case: id });
    case 'basis_review':
      return paths.personLawfulBasis({ case: id });
  }
}
