import { randomBytes } from 'node:crypto';
import type { Queryable } from '../database/connect.ts';
import { Refused } from '../refused.ts';
import { open, seal } from './seal.ts';

/** What each key above the data keys is for. They are made once, and kept in the database under the master key. */
const purposes = ['wrapping', 'digest', 'index', 'code', 'signing'] as const;
type Purpose = (typeof purposes)[number];

/**
 * wrapping: opens data keys; digest: chains events and seals; index: blind tokens of what can be searched and
 * pseudonyms; code: return codes of callers; signing: the seed of the key that signs daily roots.
 */
export type RootKeys = Readonly<Record<Purpose, Buffer>>;

/** Opens the root keys once, at start; makes them on a fresh database. */
export async function openRootKeys(db: Queryable, masterKey: Uint8Array): Promise<RootKeys> {
  const keys: Partial<Record<Purpose, Buffer>> = {};
  for (const purpose of purposes) {
    const fresh = seal(masterKey, placeOf(purpose), randomBytes(32));
    const { rows } = await db.query<{ wrapped: Buffer }>(
      'select throughcare.keep_root_key($1, $2) as wrapped',
      [purpose, fresh],
    );
    try {
      keys[purpose] = open(masterKey, placeOf(purpose), rows[0].wrapped);
    } catch (error) {
      throw new Refused(
        `The master key does not open this database: it belongs to another one. Nothing was changed. Give the ` +
          `master key that this database was made with.`,
        { cause: error },
      );
    }
  }
  return keys as RootKeys;
}

function placeOf(purpose: Purpose) {
  return { organisation: '', stream: 'root', version: 0, column: purpose };
}
