import type { FastifyReply } from 'fastify';
import type nunjucks from 'nunjucks';
import type { FailureCode } from '../errors.ts';
import { failures } from '../errors.ts';
import type { Staff } from '../services.ts';
import type { Answer, Cookie, Script } from './answer.ts';
import { showsAddress } from './address.ts';
import type { Assets } from './assets.ts';
import type { Typed } from './form.ts';
import { pageHeaders, standAloneHeaders } from './headers.ts';
import { navFor, startOf } from './nav.ts';
import { placementRules, type Placement } from './placement.ts';
import type { Policy } from './policy.ts';
import type { Route } from './route.ts';

/** What the frame needs to draw a page around a model. */
export interface Surroundings {
  readonly templates: nunjucks.Environment;
  readonly assets: Assets;
  readonly routes: readonly Route[];
  readonly demonstration: boolean;
  readonly secureCookies: boolean;
  readonly newNonce: () => string;
}

/** Who asked for what, as far as the frame of the page has to know. */
export interface Asked {
  readonly policy: Policy;
  readonly pattern: string;
  readonly who: Staff | undefined;
  readonly token: string;
  readonly command: string;
}

/** Draws a page and sends it. */
export function sendPage(
  reply: FastifyReply,
  around: Surroundings,
  asked: Asked,
  shown: {
    template: string;
    model: object;
    status: number;
    placements?: readonly Placement[];
    script?: Script | undefined;
  },
): void {
  const nonce = around.newNonce();
  const nav = asked.who ? navFor(around.routes, asked.who.roles, asked.pattern) : navOpen(around, asked);
  const kind =
    asked.policy.who === 'caller'
      ? 'help'
      : asked.who || asked.policy.who === 'evidence'
        ? 'staff'
        : 'public';
  const frame = {
    kind,
    nonce,
    nav,
    who: asked.who,
    token: asked.token,
    command: asked.command,
    start: startOf(around.routes, asked.who?.roles ?? []),
    demonstration: around.demonstration,
    font: around.assets.font,
    icon: around.assets.icon,
    stylesheets: asked.who ? around.assets.stylesheets.staff : around.assets.stylesheets.everybody,
    script: shown.script && around.assets.scripts[shown.script],
    // Whoever works here and meets an address in any text is told how such things are reported (E37).
    showsAddress: asked.policy.who === 'staff' && showsAddress(shown.model),
    placements: shown.placements?.length ? placementRules(shown.placements) : '',
  };
  const html = around.templates.render(shown.template, { ...shown.model, frame });
  void reply
    .code(shown.status)
    .headers(pageHeaders(nonce, shown.script !== undefined))
    .type('text/html; charset=utf-8')
    .send(html);
}

/** Somebody who came through the door to the evidence without a name finds the way between its pages. */
function navOpen(around: Surroundings, { policy, pattern }: Asked) {
  if (policy.who !== 'evidence' || !around.demonstration) return [];
  const evidence = around.routes.filter(route => route.policy.who === 'evidence');
  return navFor(evidence, policy.roles, pattern);
}

/** A failure as a page. What was typed is shown again, with a button that sends it once more. */
export function sendFailure(
  reply: FastifyReply,
  around: Surroundings,
  asked: Asked,
  failed: { code: FailureCode; reference?: string; typed?: Typed; again?: string },
): void {
  const about = failures[failed.code];
  const model = {
    failure: about,
    reference: failed.reference,
    offerSignIn: failed.code === 'signedOut',
    again: failed.again,
    ...keptWords(failed.typed ?? {}),
  };
  sendPage(reply, around, asked, { template: 'frame/failure.njk', model, status: about.status });
}

/** Fields that go onto no page again: with what else was typed the form comes back, and asks for them anew. */
const NEVER_SHOWN: ReadonlySet<string> = new Set(['password', 'code', 'secret']);

/** Splits a form into the words somebody wrote, to be shown, and the small fields that travel with them. */
function keptWords(typed: Typed) {
  const fields = Object.entries(typed)
    .filter(([name]) => !NEVER_SHOWN.has(name))
    .flatMap(([name, value]) =>
      [value].flat().map(one => ({ name, value: one, rows: Math.min(20, 3 + Math.ceil(one.length / 60)) })),
    );
  const given = fields.filter(({ name, value }) => !name.startsWith('_') && value !== '');
  const written = given.filter(({ value }) => /\s/.test(value) || value.length > 40);
  const isSecret = Object.keys(typed).some(name => NEVER_SHOWN.has(name));
  if (given.length === 0 || (isSecret && written.length === 0)) return { typed: [], carried: [] };
  const long = written.filter(({ value }) => value.length > 40 || value.includes('\n'));
  // Where somebody wrote few words, those are shown: a page never says that something is below which is not.
  const shown = long.length > 0 ? long : written;
  return { typed: shown, carried: fields.filter(field => !shown.includes(field)) };
}

/** Sends what a route gave. `failure` answers are sent by the caller, who knows what was typed. */
export function sendAnswer(
  reply: FastifyReply,
  around: Surroundings,
  asked: Asked,
  answer: Exclude<Answer, { kind: 'failure' }>,
): void {
  switch (answer.kind) {
    case 'page':
      setCookies(reply, around, answer.cookies);
      return sendPage(reply, around, asked, answer);
    case 'seeOther':
      setCookies(reply, around, answer.cookies);
      for (const line of answer.raw) void reply.header('set-cookie', line);
      void reply.headers(pageHeaders(around.newNonce())).code(303).header('location', answer.to).send();
      return;
    case 'file': {
      const named = answer.name === undefined ? 'inline' : `attachment; filename="${answer.name}"`;
      void reply.headers(pageHeaders(around.newNonce()));
      void reply.type(answer.type).header('content-disposition', named).send(answer.body);
      return;
    }
    case 'standsAlone': {
      const nonce = around.newNonce();
      void reply.headers(standAloneHeaders(nonce, answer.html)).type('text/html; charset=utf-8');
      void reply.send(answer.html);
      return;
    }
    default:
      return answer satisfies never;
  }
}

export function setCookies(reply: FastifyReply, around: Surroundings, cookies: readonly Cookie[]): void {
  for (const { name, value, path = '/', maxAge } of cookies) {
    const base = { path, httpOnly: true, sameSite: 'lax', secure: around.secureCookies } as const;
    void reply.setCookie(name, value, maxAge === undefined ? base : { ...base, maxAge });
  }
}
