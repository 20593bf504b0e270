import { staff } from '../frame/policy.ts';

/** Who takes referrals in and answers them, as the record has it. */
export const caseworkers = staff('practitioner', 'programme_lead');
