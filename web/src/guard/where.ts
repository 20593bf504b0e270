import type { Role } from '@throughcare/pathway';
import type { Policy } from '../frame/policy.ts';
import { paths } from '../paths.ts';

/** Those who write about people. An analyst’s protocol or an administrator’s setting is about nobody. */
const writeAboutPeople: readonly Role[] = [
  'helpline_worker',
  'practitioner',
  'programme_lead',
  'safeguarding_lead',
];

/**
 * Where the guard does not look. A concern is where such words belong, and nothing may stand between anybody and a
 * report (E3, E34, E35); opening a record in an emergency is as urgent.
 */
const exempt: readonly string[] = [
  paths.helplineConcern.pattern,
  paths.helplineConcernFromNote.pattern,
  paths.openingNew.pattern,
];

/** Whether what is written on this route is a note of staff. A caller’s words never are: they are always taken. */
export function isStaffNote({
  policy,
  pattern,
}: {
  readonly policy: Policy;
  readonly pattern: string;
}): boolean {
  if (policy.who !== 'staff' || pattern.startsWith(paths.concerns.pattern) || exempt.includes(pattern))
    return false;
  return policy.roles !== 'any' && policy.roles.some(role => writeAboutPeople.includes(role));
}
