import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Role } from '@throughcare/pathway';
import type { LightMyRequestResponse } from 'fastify';
import { routes } from '../../src/routes.ts';
import type { EveryRole } from '../frame/every-role.ts';
import { formsOn, type FoundForm } from '../frame/forms-of.ts';
import { formsOf, guessed, ownAddress, postsOf, shapeOf, type MetForm } from '../frame/found-forms.ts';
import { cookiesOf, formFields, post } from '../post.ts';
import { filledWith, nextAttempts, type Attempts } from './filled.ts';
import type { Words } from './words.ts';

const MOST_ATTEMPTS = 6;
const MOST_ALIKE = 2;

/** The pattern of an address that takes a form. */
export const patternOf = (action: string): string =>
  routes.find(({ method, pattern }) => method === 'POST' && shapeOf(pattern).test(action))?.pattern ?? action;

/**
 * Fills in every form that somebody of a role finds, until it is taken or nothing more can be changed. A form that
 * somebody before them has filled in is not filled in again.
 */
export async function fillAsRole(
  house: EveryRole,
  words: Words,
  role: Role,
  filled: Set<string>,
): Promise<void> {
  const cookie = house.cookies.get(role)!;
  const found = await formsOf(house, role, MOST_ALIKE);
  const unmet = postsOf(role)
    .filter(({ pattern }) => !found.some(form => shapeOf(pattern).test(form.action)))
    .map(({ pattern }) => ({ action: ownAddress(pattern, house.own), fields: guessed, page: '/account' }));
  for (const form of [...found, ...unmet]) {
    const one = form.action.replaceAll(/[^/]*\d[^/]*/g, '1');
    if (filled.has(one)) continue;
    filled.add(one);
    await fillIn(house, words, form, cookie);
  }
}

/** Fills in one form of a page, as the page is now. Another field is tried wherever one was refused. */
export async function fillIn(
  { app }: Pick<EveryRole, 'app'>,
  words: Words,
  form: MetForm,
  cookie: string,
): Promise<LightMyRequestResponse> {
  const shown = await app.inject({ url: form.page, headers: { cookie } });
  const { body: page } = shown;
  const held = cookiesOf(shown, cookie);
  const now: FoundForm = formsOn(page).find(one => one.action === form.action) ?? form;
  const token = tokenOn(page);
  const pattern = patternOf(form.action);
  let attempts: Attempts = new Map();
  for (let round = 0; ; round++) {
    const fields = filledWith(now, attempts, name => words.of(`${pattern} ${name}`));
    const url = form.action.replaceAll(/[^\x21-\x7e]/g, encodeURIComponent);
    const answer = await post(app, url, { ...fields, ...token, _command: randomUUID() }, held);
    assert.ok(answer.statusCode < 500, `POST ${pattern} answers ${answer.statusCode}`);
    const next = answer.statusCode === 422 ? nextAttempts(now, attempts, answer.body) : undefined;
    if (next === undefined || round === MOST_ATTEMPTS) return answer;
    attempts = next;
  }
}

/** The token of any form on a page. */
function tokenOn(html: string): Record<string, string> {
  const [form] = formsOn(html);
  const token = form && formFields(html, form.action)._token;
  return token === undefined ? {} : { _token: token };
}
