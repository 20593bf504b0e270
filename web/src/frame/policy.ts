import type { Role } from '@throughcare/pathway';

/**
 * Who may open a route. Every route names one; there is no default.
 * - public: anybody; the session is not read.
 * - caller: somebody who gives no name; the session is not read and nothing of the request is kept (E4).
 * - staff: somebody signed in who holds one of these roles now, or holds any role at all.
 * - evidence: made-up people counted together in a demonstration, so anybody there; elsewhere as staff. A sign-in is
 *   read where there is one, and the record is out of reach.
 */
export type Policy =
  | { readonly who: 'public' }
  | { readonly who: 'caller' }
  | { readonly who: 'staff'; readonly roles: readonly [Role, ...Role[]] | 'any' }
  | { readonly who: 'evidence'; readonly roles: readonly [Role, ...Role[]] };

export const anybody = { who: 'public' } as const satisfies Policy;
export const caller = { who: 'caller' } as const satisfies Policy;

/** Somebody signed in with at least one of these roles. */
export function staff(...roles: readonly [Role, ...Role[]]) {
  return { who: 'staff', roles } as const;
}

/** Results about people counted together: for analysts and commissioners; in a demonstration for anybody. */
export const evidenceReaders = {
  who: 'evidence',
  roles: ['analyst', 'commissioner'],
} as const satisfies Policy;

/** A study that nobody has let go out: for analysts alone, and in a demonstration for anybody; others read `/reports`. */
export const unreleasedReaders = { who: 'evidence', roles: ['analyst'] } as const satisfies Policy;

/** Somebody signed in, whatever they do here. */
export const anyStaff = { who: 'staff', roles: 'any' } as const satisfies Policy;

/** True when somebody who holds `roles` may open a route with this policy. */
export function allows(policy: Policy, roles: readonly Role[]): boolean {
  if (policy.who === 'public' || policy.who === 'caller') return true;
  if (policy.roles === 'any') return roles.length > 0;
  return policy.roles.some(role => roles.includes(role));
}

/** The policy in words, for the list of routes. */
export function sayPolicy(policy: Policy): string {
  if (policy.who === 'evidence') return `staff: ${policy.roles.join(', ')}; in a demonstration public`;
  if (policy.who !== 'staff') return policy.who;
  return policy.roles === 'any' ? 'staff: any role' : `staff: ${policy.roles.join(', ')}`;
}
