import { staff } from '../frame/policy.ts';

/** Who may open a case that is not theirs, for hours. */
export const openers = staff('practitioner', 'programme_lead');

/** And who looks at it afterwards. */
export const openersAndReviewers = staff('practitioner', 'programme_lead', 'safeguarding_lead', 'auditor');
/** An auditor where no safeguarding lead may. */
export const reviewers = staff('safeguarding_lead', 'auditor');
