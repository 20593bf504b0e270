import type { Role, StreamKind } from '@throughcare/pathway';
import { scopes, staffRoles, type Scope } from './policy.ts';

/** Who looks, with the roles they have at that moment. */
export interface Viewer {
  readonly user: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
}

/** What of a record decides who sees it. */
export interface Seen {
  readonly kind: StreamKind;
  readonly organisation: string;
  /** Of a case: who carries it, whether it waits for triage, who is kept out, who leads a group it is in. */
  readonly practitioner?: string | null;
  readonly awaitsTriage?: boolean;
  readonly excluded?: readonly string[];
  readonly groupLeads?: readonly string[];
  /** Of a concern. */
  readonly raisedBy?: string;
}

/** Whether somebody sees a record at all, by `scopes`: the rule that row-level security is held against. */
export function sees(viewer: Viewer, record: Seen): boolean {
  if (viewer.organisation !== record.organisation) return false;
  if (record.kind === 'case' && record.excluded?.includes(viewer.user)) return false;
  // Whoever raised a concern sees it, in any role: nobody is cut off from what they reported.
  if (record.kind === 'concern' && record.raisedBy === viewer.user && worksHere(viewer)) return true;
  return viewer.roles.some(role => within(scopes[role][record.kind], viewer, record));
}

/** Whether somebody works in the organisation itself; an outside partner works for another body. */
export function worksHere({ roles }: Pick<Viewer, 'roles'>): boolean {
  return roles.some(role => staffRoles.includes(role));
}

/** Whether somebody sees that something was recorded there, which the auditor does everywhere. */
export function seesThatItHappened(viewer: Viewer, record: Seen): boolean {
  if (viewer.organisation !== record.organisation) return false;
  return sees(viewer, record) || viewer.roles.some(role => scopes[role][record.kind] === 'that_it_happened');
}

function within(scope: Scope, viewer: Viewer, record: Seen): boolean {
  switch (scope) {
    case 'none':
    case 'that_it_happened':
      return false;
    case 'all':
      return true;
    case 'own':
      return record.kind === 'concern'
        ? record.raisedBy === viewer.user
        : record.practitioner === viewer.user ||
            record.awaitsTriage === true ||
            record.groupLeads?.includes(viewer.user) === true;
    default:
      return scope satisfies never;
  }
}
