import { staff } from '../frame/policy.ts';

/** Nothing stands between anybody who works with people and a report (E34, E35). */
export const deciders = staff(
  'safeguarding_lead',
  'practitioner',
  'programme_lead',
  'administrator',
  'helpline_worker',
);

export const safeguardingLead = staff('safeguarding_lead');
