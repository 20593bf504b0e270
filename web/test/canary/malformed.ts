import { allows } from '../../src/frame/policy.ts';
import { routes } from '../../src/routes.ts';
import { everyRole, type EveryRole } from '../frame/every-role.ts';
import { ownAddress } from '../frame/found-forms.ts';
import type { Words } from './words.ts';

const form = 'application/x-www-form-urlencoded';
const boundary = 'in-parts';

/** Bytes that are no text, and half of a character, around a word. */
const noText = (word: string) =>
  Buffer.concat([Buffer.from([0xff, 0xc3]), Buffer.from(word), Buffer.from([0xe0, 0xa4])]);

interface Sent {
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Bodies that no page of ours sends, each with its word. */
function bodies(words: Words): Readonly<Record<string, Sent>> {
  const word = (what: string) => words.of(`a body: ${what}`);
  return {
    'without a token': { type: form, body: `surname=${word('without a token')}` },
    'too long': { type: form, body: `words=${word('too long')}${'a'.repeat(300_000)}` },
    'half a character': { type: form, body: `words=${word('half a character')}%E0%A4%A` },
    'no text': { type: form, body: Buffer.concat([Buffer.from('words='), noText(word('no text'))]) },
    'a field of that name': {
      type: form,
      body: `${word('a field of that name')}=1&__proto__=${word('a field of that name')}`,
    },
    'a field many times': { type: form, body: `words=${word('a field many times')}&`.repeat(1200) },
    JSON: { type: 'application/json', body: JSON.stringify({ surname: word('JSON') }) },
    'broken JSON': { type: 'application/json', body: `{"surname":"${word('broken JSON')}` },
    'plain text': { type: 'text/plain', body: word('plain text') },
    'a kind of that name': { type: `text/${word('a kind of that name')}`, body: 'a=b' },
    'no kind': { type: '', body: word('no kind') },
    parts: {
      type: `multipart/form-data; boundary=${boundary}`,
      body: `--${boundary}\r\ncontent-disposition: form-data; name="words"\r\n\r\n${word('parts')}\r\n--${boundary}--\r\n`,
    },
    'another site': {
      type: form,
      body: `words=${word('another site')}`,
      headers: { 'sec-fetch-site': 'cross-site', origin: `https://${word('another site')}.example` },
    },
    packed: { type: form, body: `words=${word('packed')}`, headers: { 'content-encoding': 'gzip' } },
  };
}

const AT_ONE_ADDRESS = 3;

/**
 * Asks every route badly, as somebody who may open it: addresses with words in them, and bodies that no page sends.
 * What stands between a body and its page is the same everywhere, so each address gets some of the bodies.
 */
export async function askBadly({ app, cookies, own }: EveryRole, words: Words): Promise<void> {
  const all = Object.values(bodies(words));
  let next = 0;
  for (const { method, pattern, policy } of routes) {
    const role = everyRole.find(one => policy.who !== 'staff' || allows(policy, [one]))!;
    const cookie = policy.who === 'staff' ? cookies.get(role)! : '';
    if (method === 'GET') {
      for (const url of badAddresses(pattern, words)) await app.inject({ url, headers: { cookie } });
      continue;
    }
    for (let k = 0; k < AT_ONE_ADDRESS; k++) {
      const { type, body, headers } = all[next++ % all.length];
      await app.inject({
        method,
        url: ownAddress(pattern, own),
        headers: {
          'sec-fetch-site': 'same-origin',
          cookie,
          ...(type && { 'content-type': type }),
          ...headers,
        },
        payload: body,
      });
    }
  }
}

/** A pattern with a word wherever something is left open and in its query, and one that is no address. */
function badAddresses(pattern: string, words: Words): string[] {
  const word = words.of(`${pattern} in the address`);
  const asked = words.of(`${pattern} in the query`);
  const names = ['search', 'after', 'next', 'from', 'case', 'day', 'last', asked];
  const query = names.map(name => `${name}=${asked}`).join('&');
  const named = pattern.replaceAll(/:[a-zA-Z]+/g, word);
  const wrong = [`${named}/${word}`, `${named}%E0%A4%A?${asked}`, `${named}%00`];
  return [`${named}?${query}`, wrong[pattern.length % wrong.length]];
}
