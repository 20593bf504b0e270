import type { FastifyRequest } from 'fastify';
import { paths } from '../paths.ts';
import type { Staff } from '../services.ts';
import { allows, type Policy } from './policy.ts';
import type { Route } from './route.ts';
import type { House } from './serve.ts';
import { newVisitor } from './token.ts';

/** The cookie of a browser that is not signed in: a random name until it closes, kept nowhere here. */
export const VISITOR = 'visitor';
const VISITOR_SHAPE = /^[A-Za-z0-9_-]{22}$/;

/** What somebody may open who has to set up one-time codes first. */
const beforeCode: ReadonlySet<string> = new Set(
  [paths.signInSetUp, paths.signInSetUpCode, paths.signOut].map(path => path.pattern),
);

export interface Session {
  readonly id: string;
  readonly who: Staff | undefined;
  readonly refusal: 'signedOut' | 'mustSetUpCode' | 'forbidden' | undefined;
  readonly cookies: readonly string[];
  newVisitor: boolean;
  /** Why it could not be read, where it could not: the database may be down. */
  readonly broken?: unknown;
}

/** A session that could not be read. What was typed is shown again all the same. */
export function unreadable(error: unknown): Session {
  return { id: '', who: undefined, refusal: undefined, cookies: [], newVisitor: false, broken: error };
}

/** Who this is. On pages for everybody and for callers the sign-in is not even looked at. */
export async function sessionOf(house: House, route: Route, request: FastifyRequest): Promise<Session> {
  const known = request.cookies[VISITOR];
  const isKnown = known !== undefined && VISITOR_SHAPE.test(known);
  const visitor = { id: isKnown ? known : newVisitor(), newVisitor: !isKnown, cookies: [] };
  const isOpen = isOpenTo(route.policy, house.demonstration);
  if (isOpen && route.policy.who !== 'evidence') return { ...visitor, who: undefined, refusal: undefined };
  const signedIn = await house.services.accounts.signedIn(asHeaders(request));
  if (!signedIn) return { ...visitor, who: undefined, refusal: isOpen ? undefined : 'signedOut' };
  const [member] = await house.services.records.memberships(signedIn.userId);
  const { userId } = signedIn;
  const who = member && {
    userId,
    name: member.name,
    organisationId: member.organisationId,
    roles: member.roles,
  };
  const base = { id: signedIn.sessionId, newVisitor: false, who, cookies: signedIn.cookies };
  if (signedIn.mustSetUpCode && !beforeCode.has(route.pattern)) return { ...base, refusal: 'mustSetUpCode' };
  const mayOpen = isOpen || (who && allows(route.policy, who.roles));
  return { ...base, refusal: mayOpen ? undefined : 'forbidden' };
}

/** True where nobody has to sign in. Results about made-up people are for everybody, in a demonstration alone. */
function isOpenTo(policy: Policy, demonstration: boolean): boolean {
  return policy.who === 'evidence' ? demonstration : policy.who !== 'staff';
}

export function asHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}
