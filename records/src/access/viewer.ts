import type { Role, StreamKind } from '@throughcare/pathway';
import { mayCommand, scopes, type Scope } from './policy.ts';
import { staffRoles } from './roles.ts';

/** Who looks, with the roles they have at that moment. */
export interface Viewer {
  readonly user: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  /** For whom they stand in today: those people are theirs as long. */
  readonly covers?: readonly string[];
  /** The teams they are in today. */
  readonly teams?: readonly string[];
}

/** What of a record decides who sees it. */
export interface Seen {
  readonly kind: StreamKind;
  readonly organisation: string;
  /** Of a case: who carries it, which team’s it is, whether it waits for triage, who is kept out, who leads a group it is in. */
  readonly practitioner?: string | null;
  readonly team?: string | null;
  readonly awaitsTriage?: boolean;
  readonly excluded?: readonly string[];
  /** Of a case: whom alone it is open to, and who has said “not for me”. */
  readonly restrictedTo?: readonly string[] | null;
  readonly steppedAway?: readonly string[];
  readonly groupLeads?: readonly string[];
  /** Of a case: who has opened it in an emergency, and has the time still. */
  readonly openTo?: readonly string[];
  /** Of an opening: who opened it, and the case that it opens. */
  readonly openedBy?: string;
  readonly ofCase?: Pick<Seen, 'practitioner' | 'excluded' | 'steppedAway'>;
  /** Of a concern: who raised it, who was named to decide or settle it, and which staff it is about. */
  readonly raisedBy?: string;
  readonly named?: readonly string[];
  readonly about?: readonly string[];
  /** Whether there is a safeguarding lead whom it is not about. */
  readonly leadIsLeft?: boolean;
  /** Of a contact: who is kept from it, and whose alone it is, where it is a family member's (E26). */
  readonly keptFrom?: readonly string[];
  readonly onlyFor?: string | null;
}

/** Whether somebody sees a record at all, by `scopes`: the rule that row-level security is held against. */
export function sees(viewer: Viewer, record: Seen): boolean {
  if (viewer.organisation !== record.organisation) return false;
  if (record.kind === 'case' && isKeptOut(viewer, record)) return false;
  if (record.kind === 'concern') return seesConcern(viewer, record);
  if (record.kind === 'contact') {
    if (record.keptFrom?.includes(viewer.user)) return false;
    if (record.onlyFor && record.onlyFor !== viewer.user) return false;
  }
  if (record.kind === 'opening') return seesOpening(viewer, record);
  if (record.kind === 'case' && opensInEmergency(viewer) && record.openTo?.includes(viewer.user)) return true;
  if (record.restrictedTo && !record.restrictedTo.includes(viewer.user)) return false;
  return viewer.roles.some(role => within(scopes[role][record.kind], viewer, record));
}

/** Whether a case is somebody's own, or of somebody for whom they stand in. */
export function carries(
  { user, covers = [] }: Viewer,
  { practitioner }: Pick<Seen, 'practitioner'>,
): boolean {
  return practitioner === user || (typeof practitioner === 'string' && covers.includes(practitioner));
}

/** Whether a case is of a team that somebody is in: whoever left it sees it no longer. */
function isOfTeam({ teams = [] }: Viewer, { team }: Pick<Seen, 'team'>): boolean {
  return typeof team === 'string' && teams.includes(team);
}

/** Nobody gets past their own name, or their own “not for me”. */
function isKeptOut(
  { user }: Viewer,
  { excluded = [], steppedAway = [] }: Pick<Seen, 'excluded' | 'steppedAway'>,
) {
  return excluded.includes(user) || steppedAway.includes(user);
}

/** Whoever opened it sees it; of those who look at it afterwards, nobody whom it may concern. */
function seesOpening(viewer: Viewer, { openedBy, ofCase }: Seen): boolean {
  if (openedBy === viewer.user) return viewer.roles.some(role => scopes[role].opening !== 'none');
  const mayConcern = ofCase && (ofCase.practitioner === viewer.user || isKeptOut(viewer, ofCase));
  return !mayConcern && viewer.roles.some(role => scopes[role].opening === 'all');
}

/** Whether somebody may open a case that is not theirs, for hours; and still may, while it is open. */
function opensInEmergency({ roles }: Viewer): boolean {
  return mayCommand(roles, 'opening', 'open');
}

/**
 * A concern about somebody who works here is never seen by them, whatever their roles and whoever raised it. Whoever
 * raised one otherwise sees it, in any role, and so do those who were named to decide. Where it is about every
 * safeguarding lead there has to be somebody inside who takes it up: then the administrators, beside the designated
 * officer outside, for a concern that nobody sees is worse than one that somebody without that role sees.
 */
function seesConcern(viewer: Viewer, { raisedBy, named, about, leadIsLeft }: Seen): boolean {
  if (about?.includes(viewer.user) || !worksHere(viewer)) return false;
  if (raisedBy === viewer.user || named?.includes(viewer.user)) return true;
  if (viewer.roles.some(role => scopes[role].concern === 'all')) return true;
  return leadIsLeft === false && viewer.roles.includes('administrator');
}

/** Whether somebody works in the organisation itself; an outside partner works for another body. */
export function worksHere({ roles }: Pick<Viewer, 'roles'>): boolean {
  return roles.some(role => staffRoles.includes(role));
}

/**
 * Whether somebody sees that something was recorded there, without a word of what: the auditor does everywhere but in a
 * concern that is about them.
 */
export function seesThatItHappened(viewer: Viewer, record: Seen): boolean {
  if (viewer.organisation !== record.organisation || record.about?.includes(viewer.user)) return false;
  return sees(viewer, record) || viewer.roles.includes('auditor');
}

function within(scope: Scope, viewer: Viewer, record: Seen): boolean {
  switch (scope) {
    case 'none':
    case 'that_it_happened':
      return false;
    case 'all':
      return true;
    case 'own':
      return (
        carries(viewer, record) ||
        isOfTeam(viewer, record) ||
        record.awaitsTriage === true ||
        record.groupLeads?.includes(viewer.user) === true
      );
    default:
      return scope satisfies never;
  }
}
