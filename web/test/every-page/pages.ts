import type { Role } from '@throughcare/pathway';
import { roles as roleWords } from '@throughcare/pathway';
import { withClient } from '@throughcare/records/testing';
import { routes } from '../../src/routes.ts';
import { linksOn } from '../frame/forms-of.ts';
import type { FilledHouse } from './filled-house.ts';

/** What the access log says of one answer. */
export interface AccessRow {
  readonly what: string;
  readonly act: string;
  readonly user: string;
  readonly streams: readonly string[];
}

/** An answer to somebody who asked for a page, and what was written of it. */
export interface Seen {
  readonly role: Role;
  readonly url: string;
  readonly pattern: string;
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly rows: readonly AccessRow[];
}

/** Pages of one pattern that somebody of a role opens; the records of a made-up service are alike. */
const OF_ONE_PATTERN = 3;

const every = Object.keys(roleWords) as Role[];
const shapes = routes
  .filter(({ method }) => method === 'GET')
  .map(({ pattern }) => ({ pattern, shape: new RegExp(`^${pattern.replaceAll(/:[a-zA-Z]+/g, '[^/]+')}$`) }))
  // An address that is written out comes before one that leaves something open.
  .sort((a, b) => Number(a.pattern.includes(':')) - Number(b.pattern.includes(':')));

export const patternOf = (url: string): string =>
  shapes.find(({ shape }) => shape.test(url.replace(/\?.*/, '')))?.pattern ?? 'none';

type Ask = (since: number) => Promise<{ readonly rows: AccessRow[]; readonly last: number }>;

/** Opens, as everybody in turn, the pages that links lead to, and those of the records that hold one of everything. */
export async function walkEverything(house: FilledHouse): Promise<Seen[]> {
  return withClient(house.database.superuserUrl, async client => {
    const ask: Ask = async since => {
      const { rows } = await client.query<AccessRow & { id: string }>(
        `select id, what, act, user_id as "user", streams from throughcare.access where id > $1 order by id`,
        [since],
      );
      return { rows, last: Number(rows.at(-1)?.id ?? since) };
    };
    const seen: Seen[] = [];
    for (const role of every) seen.push(...(await walkAs(house, role, ask)));
    return seen;
  });
}

async function walkAs(house: FilledHouse, role: Role, ask: Ask): Promise<Seen[]> {
  const cookie = house.cookieOf(role);
  const seen: Seen[] = [];
  const asked = new Set<string>();
  const ofPattern = new Map<string, number>();
  const queue = starts(house);
  let { last } = await ask(0);
  while (queue.length > 0) {
    const url = queue.shift()!;
    const pattern = patternOf(url);
    const many = ofPattern.get(pattern) ?? 0;
    if (asked.has(url) || many >= OF_ONE_PATTERN || pattern === 'none') continue;
    asked.add(url);
    const { statusCode: status, headers, body } = await house.app.inject({ url, headers: { cookie } });
    const written = await ask(last);
    ({ last } = written);
    const type = headers['content-type'] ?? '';
    seen.push({ role, url, pattern, status, type, headers, body, rows: written.rows });
    if (status !== 200) continue;
    ofPattern.set(pattern, many + 1);
    if (type.startsWith('text/html')) queue.push(...linksOn(body));
  }
  return seen;
}

/** Every address of a page that names nothing, or that names one of the records that hold one of everything. */
function starts({ named }: FilledHouse): string[] {
  return shapes.flatMap(({ pattern }) => {
    if (!pattern.includes(':')) return [pattern];
    return named.flatMap(ids => {
      const url = pattern.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => ids[name] ?? '');
      return /\/(\/|$)/.test(url) ? [] : [url];
    });
  });
}
