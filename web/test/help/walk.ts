import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { cookiesOf, formFields, post } from '../post.ts';

/** A caller with a browser of their own: keeps its cookies and fills in the forms that it is shown. */
export function callerAt(app: FastifyInstance, carried: Record<string, string> = {}) {
  let cookie = '';
  const keep = (answer: LightMyRequestResponse) => {
    cookie = cookiesOf(answer, cookie);
    return answer;
  };
  const open = async (url: string) => keep(await app.inject({ url, headers: { ...carried, cookie } }));
  const send = async (shown: LightMyRequestResponse, url: string, fields: Record<string, string> = {}) =>
    keep(await post(app, url, { ...formFields(shown.body, url), ...fields }, cookie, carried));
  return {
    open,
    send,
    forget: () => (cookie = ''),
    /** Reads the statement on this way and comes to the box for the message. */
    async toTheBox(letter = 'a') {
      await send(await open(`/help/${letter}`), `/help/${letter}`);
      return open(`/help/${letter}/write`);
    },
    /** Writes a first message; what comes back shows the code. */
    async write(words: string, letter = 'a') {
      return send(await this.toTheBox(letter), `/help/${letter}/write`, { words });
    },
  };
}

export function codeOn(answer: LightMyRequestResponse): string {
  return /<p class="code-shown">([^<]+)<\/p>/.exec(answer.body)?.[1] ?? '';
}
