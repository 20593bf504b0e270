import { after } from 'node:test';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Words } from './words.ts';

/** What an answer says outside its page. The page itself is for whoever asked. */
export interface Heard {
  readonly asked: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Headers that a browser, a proxy or somebody by hand may send; nothing of them is kept (E4). */
const names = [
  'user-agent',
  'referer',
  'x-forwarded-for',
  'x-real-ip',
  'forwarded',
  'via',
  'from',
  'accept-language',
  'authorization',
  'x-request-id',
  'traceparent',
  'if-none-match',
];

/**
 * From now on every request bears words in its headers and in a cookie that is none of ours; gives what is answered.
 */
export function hear(app: FastifyInstance, words: Words): readonly Heard[] {
  const heard: Heard[] = [];
  const said = Object.fromEntries(names.map(name => [name, words.of(`header ${name}`)]));
  const known = `known=${words.of('a cookie')}`;
  const inject: (asked: InjectOptions) => Promise<LightMyRequestResponse> = app.inject.bind(app);
  const hearing = async (asked: InjectOptions) => {
    const { cookie = '', ...headers } = (asked.headers ?? {}) as Record<string, string>;
    const answer = await inject({
      ...asked,
      headers: { ...said, ...headers, cookie: [cookie, known].filter(Boolean).join('; ') },
    });
    const url = typeof asked.url === 'string' ? asked.url : '';
    heard.push({ asked: `${asked.method ?? 'GET'} ${url}`, headers: answer.headers });
    return answer;
  };
  Object.assign(app, { inject: hearing });
  return heard;
}

/** Keeps what this process says on its outputs from now on until the tests of the file end, and lets it through. */
export function hearOutputs(): () => string {
  let said = '';
  for (const way of [process.stdout, process.stderr]) {
    const write = way.write.bind(way) as (...all: unknown[]) => boolean;
    after(() => void (way.write = write as typeof way.write));
    way.write = (piece: string | Uint8Array, ...rest: unknown[]): boolean => {
      said += typeof piece === 'string' ? piece : Buffer.from(piece).toString('utf8');
      return write(piece, ...rest);
    };
  }
  return () => said;
}
