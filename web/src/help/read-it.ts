import type { Cookie } from '../frame/answer.ts';
import { statementOf } from './statement.ts';
import type { Way } from './groups.ts';

/** Two hours to write in, from the moment the statement was read. */
const MINUTES = 120;
const NAME = 'read';

interface Sealing {
  readonly seal: (purpose: string, text: string, minutes: number) => string;
  readonly unseal: (purpose: string, sealed: string | undefined) => string | undefined;
  readonly cookie: (name: string) => string | undefined;
}

/** Remembers, in the caller's own browser and nowhere else, that they have read the statement on this way. */
export function hasReadIt(visit: Sealing, way: Way): Cookie {
  const value = visit.seal('statement', `${way.letter} ${statementOf(way).version}`, MINUTES);
  return { name: NAME, value, path: '/help', maxAge: MINUTES * 60 };
}

/** The version they read; undefined when they have not, or it is an older one. */
export function versionRead(visit: Sealing, way: Way): string | undefined {
  const read = visit.unseal('statement', visit.cookie(NAME));
  const { version } = statementOf(way);
  return read === `${way.letter} ${version}` ? version : undefined;
}
