import assert from 'node:assert/strict';
import type { Role } from '@throughcare/pathway';
import { allows } from '../../src/frame/policy.ts';
import { routes } from '../../src/routes.ts';
import type { EveryRole } from './every-role.ts';
import { formsOn, linksOn, type FoundForm } from './forms-of.ts';

/** A form, and the page on which it was met. */
export interface MetForm extends FoundForm {
  readonly page: string;
}

/** Signing in and out is shown elsewhere; in a walk it would end the session. */
export const SIGN = /^\/sign-/;
/** Far more than there are: a walk that comes to so many goes round in circles. */
const TOO_MANY = 2000;

/**
 * Walks all that this role finds by following links, and gives every form that is met on the way; of pages that are
 * alike but for the record they name, so many at most.
 */
export async function formsOf(house: EveryRole, role: Role, mostAlike = 20): Promise<MetForm[]> {
  const { app, own, alsoOpen } = house;
  const cookie = house.cookies.get(role)!;
  const starts = [
    '/account',
    '/start',
    ...pagesOf(own),
    `/people/${own.case}`,
    `/people/${own.case}/record`,
    ...alsoOpen,
  ];
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const queue = [...new Set(starts)];
  const forms = new Map<string, MetForm>();
  while (queue.length > 0) {
    const url = queue.shift()!;
    const kind = url.replace(/\?.*/, '').replaceAll(/[^/]*\d[^/]*/g, '1');
    const alike = counts.get(kind) ?? 0;
    if (seen.has(url) || alike >= mostAlike) continue;
    counts.set(kind, alike + 1);
    seen.add(url);
    assert.ok(seen.size < TOO_MANY, `${url} is page ${seen.size} of the walk as ${role}`);
    const answer = await app.inject({ url, headers: { cookie } });
    assert.ok(answer.statusCode < 500, `GET ${url} as ${role} answers ${answer.statusCode}`);
    if (answer.statusCode !== 200) continue;
    for (const form of formsOn(answer.body)) forms.set(form.action, { ...form, page: url });
    queue.push(...linksOn(answer.body).filter(link => !/^\/(help|sources|reports|look|tour)\b/.test(link)));
  }
  return [...forms.values()].filter(({ action }) => !SIGN.test(action));
}

/** The addresses of pages that name one record of ours, or none. */
function pagesOf(own: EveryRole['own']): string[] {
  return routes
    .filter(({ method }) => method === 'GET')
    .map(({ pattern }) => pattern.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => own[name] ?? ''))
    .filter(url => !url.includes('//') && !url.endsWith('/'));
}

/** The addresses to which this role may post. */
export function postsOf(role: Role) {
  return routes.filter(
    ({ method, pattern, policy }) =>
      method === 'POST' && policy.who === 'staff' && allows(policy, [role]) && !SIGN.test(pattern),
  );
}

/** The address of a pattern, with a record of ours in it; what is no record is 1. */
export const ownAddress = (pattern: string, own: EveryRole['own']) =>
  pattern.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => own[name] ?? '1');

/** What the addresses of a pattern look like. */
export const shapeOf = (pattern: string) =>
  new RegExp(`^${pattern.replaceAll(/:[a-zA-Z]+/g, '[^/]+')}(\\?.*)?$`);

/** Fields that a form which nobody met may or may not have. */
export const guessed: FoundForm['fields'] = [
  'on-day',
  'on-month',
  'on-year',
  'words',
  'reason',
  'choice',
  'case',
].map(name => ({ name, kind: 'typed', values: [''] }));

/** Where else the buttons of a page send the form that was answered with it. */
export const movesOn = (html: string, { fields }: FoundForm): FoundForm[] =>
  [...html.matchAll(/formaction="([^"]+)"(?: name="(_from)" value="([^"]*)")?/g)].map(
    ([, action, name, value]) => ({
      action: action.replaceAll('&amp;', '&'),
      fields: name ? [...fields, { name, kind: 'hidden', values: [value] }] : fields,
    }),
  );
