import assert from 'node:assert/strict';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

/** The hidden fields of the form on a page that posts to `action`, as a browser would send them. */
export function formFields(html: string, action: string): Record<string, string> {
  const form = new RegExp(
    `<form[^>]*action="${action.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}"[\\s\\S]*?</form>`,
  ).exec(html);
  assert.ok(form, `no form posts to ${action}`);
  const inputs = [...form[0].matchAll(/<input[^>]*type="hidden"[^>]*name="([^"]*)"[^>]*value="([^"]*)"/g)];
  return Object.fromEntries(inputs.map(([, name, value]) => [name, unescapeHtml(value)]));
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The cookies of an answer, to send with the next request beside those already held. */
export function cookiesOf(answer: LightMyRequestResponse, held = ''): string {
  const jar = new Map(
    held
      .split('; ')
      .filter(Boolean)
      .map(pair => pair.split(/=(.*)/s).slice(0, 2) as [string, string]),
  );
  for (const { name, value, maxAge } of answer.cookies as {
    name: string;
    value: string;
    maxAge?: number;
  }[]) {
    if (maxAge === 0) jar.delete(name);
    else jar.set(name, value);
  }
  return [...jar].map(pair => pair.join('=')).join('; ');
}

/** Sends a form as a browser does from one of our own pages. */
export function post(
  app: FastifyInstance,
  url: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  cookie = '',
  carried: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) body.append(name, one);
  return app.inject({
    method: 'POST',
    url,
    headers: {
      ...carried,
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      cookie,
    },
    payload: body.toString(),
  });
}
