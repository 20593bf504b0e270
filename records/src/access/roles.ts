import type { Role } from '@throughcare/pathway';

/** Everybody who may sign in, by what they do. */
export const roleNames = [
  'helpline_worker',
  'practitioner',
  'programme_lead',
  'safeguarding_lead',
  'analyst',
  'commissioner',
  'administrator',
  'auditor',
  'outside_partner',
] as const satisfies readonly Role[];

/** Those who work in the organisation; an outside partner works for another body. */
export const staffRoles: readonly Role[] = roleNames.filter(role => role !== 'outside_partner');

export const concernLeads = ['safeguarding_lead', 'administrator'] as const;
export const caseworkers = ['practitioner', 'programme_lead'] as const;
/** Who answers for what is kept about a person, and for how long. */
export const recordKeepers = ['programme_lead', 'safeguarding_lead'] as const;
