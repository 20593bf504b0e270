import { staff } from '../frame/policy.ts';

/** Nothing stands between anybody who works here and a report, whatever their role (E34, E35). */
export const anybodyHere = staff(
  'safeguarding_lead',
  'practitioner',
  'programme_lead',
  'administrator',
  'helpline_worker',
  'analyst',
  'commissioner',
  'auditor',
);

/**
 * Who names deciders, joins and closes. An administrator sees a concern that is about every safeguarding lead, and the
 * record shows them no other that they have no part in.
 */
export const concernLead = staff('safeguarding_lead', 'administrator');

export const safeguardingLead = staff('safeguarding_lead');
