import { join, resolve } from 'node:path';

/** Made-up people and real people never share a data folder (E39). */
export type FolderKind = 'demonstration' | 'service';

interface Surroundings {
  readonly uid: number;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Where the data folder is, unless somebody names one: `THROUGHCARE_DATA` as it stands; else, by kind, below
 * /var/lib/throughcare for root and below the user's data home (XDG base directory specification) otherwise.
 */
export function dataFolderFor(kind: FolderKind, { uid, home, env }: Surroundings): string {
  if (env.THROUGHCARE_DATA) return resolve(env.THROUGHCARE_DATA);
  if (uid === 0) return join('/var/lib/throughcare', kind);
  const dataHome = env.XDG_DATA_HOME?.startsWith('/') ? env.XDG_DATA_HOME : join(home, '.local/share');
  return join(dataHome, 'throughcare', kind);
}
