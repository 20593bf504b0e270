import type { Role } from '@throughcare/pathway';
import type { Href } from '../frame/path.ts';
import { allows } from '../frame/policy.ts';
import type { Route } from '../frame/route.ts';

/** Something that can be recorded of a person as things stand, and its address. */
export interface RecordLink {
  readonly text: string;
  readonly to: { (at: { readonly case: string }): Href; readonly pattern: string };
}

/** A link where the condition holds; none where it does not. */
export function linkIf(holds: boolean, text: string, to: RecordLink['to']): readonly RecordLink[] {
  return holds ? [{ text, to }] : [];
}

/**
 * Those of the links whose own page lets somebody with these roles in: so a page can neither offer what would be refused
 * nor hide what would be saved.
 */
export function offered(
  links: readonly RecordLink[],
  routes: readonly Route[],
  held: readonly Role[],
  id: string,
): readonly { readonly text: string; readonly href: Href }[] {
  return links.flatMap(({ text, to }) => {
    const page = routes.find(one => one.method === 'GET' && one.pattern === to.pattern);
    return page && allows(page.policy, held) ? [{ text, href: to({ case: id }) }] : [];
  });
}
