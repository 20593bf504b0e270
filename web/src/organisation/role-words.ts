import { roles, type Role } from '@throughcare/pathway';
import { mayAsk, opens } from '@throughcare/records';

/** What each role opens, for whoever gives it to somebody. The table behind it is in records/src/access/policy.ts. */
export const roleSees: Readonly<Record<Role, string>> = {
  helpline_worker: 'Sees every contact of the helpline, and no case.',
  practitioner: 'Sees the people they carry, referrals that wait, and people in a group they lead.',
  programme_lead: 'Sees every case but its notes, and runs groups, places and handovers.',
  safeguarding_lead:
    'Sees every concern, and every case but its notes; reviews what was opened in an emergency.',
  analyst:
    'Sees counts and results without names, and no record of anybody. So it is of the role: whoever has another beside it sees ' +
    'what that one opens.',
  commissioner: 'Sees released results about people counted together, and no record of anybody.',
  administrator: 'Sees who works here and what is set; no case, no contact, and no word of either.',
  auditor: 'Sees who opened or changed what, and when; not a word of what it says.',
  outside_partner: 'Works for another body: sees nothing of the people here.',
};

/** By their work, or by writing out the file of identities for linkage. */
function reachesIdentity(role: Role): boolean {
  return opens[role].case.includes('identity') || mayAsk([role], 'identityFile');
}

/**
 * Of somebody who is an analyst beside a role that says who people are: a small charity may need one person for both, and
 * then nobody may take it that what is counted is kept from whoever knows the names. '' for everybody else.
 */
export function sayAnalystBeside(held: readonly Role[]): string {
  const others = held.filter(reachesIdentity).map(role => roles[role].toLowerCase());
  if (!held.includes('analyst') || others.length === 0) return '';
  return (
    `They work with counts as an analyst, and learn who people are as ${others.join(' and ')}. What an analyst sees holds no ` +
    'name, but it is not out of reach of somebody who knows them. Where there are people enough, give these to two of them.'
  );
}
