import type { Role } from '@throughcare/pathway';

/** What each role opens, for whoever gives it to somebody. The table behind it is in records/src/access/policy.ts. */
export const roleSees: Readonly<Record<Role, string>> = {
  helpline_worker: 'Sees every contact of the helpline, and no case.',
  practitioner: 'Sees the people they carry, referrals that wait, and people in a group they lead.',
  programme_lead: 'Sees every case but its notes, and runs groups, places and handovers.',
  safeguarding_lead:
    'Sees every concern, and every case but its notes; reviews what was opened in an emergency.',
  analyst: 'Sees counts and results without names, and no record of anybody.',
  commissioner: 'Sees released results about people counted together, and no record of anybody.',
  administrator: 'Sees who works here and what is set; no case, no contact, and no word of either.',
  auditor: 'Sees who opened or changed what, and when; not a word of what it says.',
  outside_partner: 'Works for another body: sees nothing of the people here.',
};
