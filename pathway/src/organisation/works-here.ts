import type { OrganisationState } from '../organisation.ts';
import type { StaffMember } from './people.ts';

/** Whether an account is somebody's who works here now: an outside partner works for another body (E31). */
export function worksHere({ people }: Pick<OrganisationState, 'people'>, user: string): boolean {
  return people.some(one => one.user === user && isStaff(one));
}

export function isStaff({ active, roles }: Pick<StaffMember, 'active' | 'roles'>): boolean {
  return active && roles.some(role => role !== 'outside_partner');
}

/** Whether somebody can stand in for a practitioner while they are away. */
export function isCaseworker({ active, roles }: Pick<StaffMember, 'active' | 'roles'>): boolean {
  return active && roles.some(role => role === 'practitioner' || role === 'programme_lead');
}

/** Whether somebody can be given a case to carry. */
export function isPractitioner({ active, roles }: Pick<StaffMember, 'active' | 'roles'>): boolean {
  return active && roles.includes('practitioner');
}
