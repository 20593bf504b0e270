import { staff } from '../frame/policy.ts';

/** Somebody of another body, who refers people here: what they sent themselves, and how to say that a child is in danger. */
export const partner = staff('outside_partner');
