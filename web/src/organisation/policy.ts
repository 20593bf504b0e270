import { staff } from '../frame/policy.ts';

/** Whoever has a part in running the organisation; which of its pages, and what may be saved there, is each page’s own. */
export const runsIt = staff('administrator', 'programme_lead', 'safeguarding_lead', 'helpline_worker');
