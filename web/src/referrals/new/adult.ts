import { addMonths, type Day } from '@throughcare/pathway';
import type { FieldError } from '../../frame/form.ts';

/** Casework here is for adults (E27); in months, as birthdays are counted. */
const ADULT = 18 * 12;

/** Whether somebody was a child on the day of the referral; of whom no birthday is known nobody can say so. */
export function isUnder18(bornOn: Day | null, on: Day): boolean {
  return bornOn !== null && addMonths(bornOn, ADULT) > on;
}

/** What the page says then. */
export const underAge: FieldError = {
  field: 'bornOn-day',
  words:
    'They were under 18 on the day of the referral. Casework for children has no rules here yet. Nothing was saved. Raise a concern, so that the safeguarding lead takes it up.',
};
