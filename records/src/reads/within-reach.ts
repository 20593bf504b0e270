import type { Role } from '@throughcare/pathway';
import { scopes } from '../access/policy.ts';

/**
 * A condition on the id of a case, for somebody who sees some cases and not all: one of the ties of the policy of
 * case_row leads to it. It opens nothing, for it is asked under that policy like everything else. It is there because
 * the policy is an alternative of ties, for which PostgreSQL looks at every case; here each tie goes by its own index,
 * and as an array, so that what they lead to is looked up by its key.
 * A tie that the policy has and that is missing here would hide cases, so a test has
 * one case for each of them.
 */
export function withinReach(roles: readonly Role[], id: string): string {
  if (roles.some(role => scopes[role].case === 'all')) return '';
  return ` and ${id} = any (array(
    select o.id from throughcare.case_row o
      where o.organisation = $1 and o.practitioner = any ((select throughcare.carries())::text[])
    union select w.id from throughcare.case_row w
      where w.organisation = $1 and w.status in ('referred', 'accepted')
    union select t.id from throughcare.case_row t
      where t.organisation = $1 and t.team = any ((select throughcare.acting_teams())::text[])
    union select unnest((select throughcare.led_cases())::uuid[])
    union select unnest((select throughcare.opened_cases())::uuid[])))`;
}
