import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One numbered step of the database. Steps go forward only; one that was applied is never edited. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

const NAME = /^(\d{4})-[a-z0-9-]+\.sql$/;
const folder = join(import.meta.dirname, '../../sql');

/** Every migration that comes with this version, in order. A name that is none is refused: it would be left out unseen. */
export function allMigrations(): Migration[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
    .map(name => {
      if (!NAME.test(name))
        throw new Error(`sql/${name} is not named as a migration is: four digits, then words.`);
      const sql = readFileSync(join(folder, name), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      return { number: Number(name.slice(0, 4)), name, sql, checksum };
    });
}
