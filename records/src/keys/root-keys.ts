import { hkdfSync, randomBytes } from 'node:crypto';
import type { Queryable } from '../database/connect.ts';
import { Refused } from '../refused.ts';
import { open, seal } from './seal.ts';

/** What each key above the data keys is for. They are made once, and kept in the database under the master key. */
const purposes = ['wrapping', 'digest', 'index', 'code', 'signing', 'service'] as const;
type Purpose = (typeof purposes)[number];

/**
 * wrapping: opens data keys; digest: chains events and seals; index: blind tokens of what can be searched and
 * pseudonyms; code: return codes of callers; signing: the seed of the key that signs daily roots; service: what the
 * keys of sign-in, forms and extracts are derived from. `wrappingNext` is there while data keys go over to it.
 */
export type RootKeys = Readonly<Record<Purpose, Buffer>> & { readonly wrappingNext: Buffer | null };

/** The keys that data keys may be under: one, or two while they go over from one to the other. */
export type WrappingKeys = Pick<RootKeys, 'wrapping' | 'wrappingNext'>;

/** A row of `root_key`. */
export interface WrappedRootKey {
  readonly purpose: string;
  readonly wrapped: Buffer;
}

/** Opens the root keys once, at start; makes them on a fresh database. */
export async function openRootKeys(db: Queryable, masterKey: Uint8Array): Promise<RootKeys> {
  const before = await rootKeyRows(db);
  const keys: Partial<Record<Purpose, Buffer>> = {};
  for (const purpose of purposes) {
    // A database from before there was this key derived from the master key itself; it goes on with what it derived.
    const begins = purpose === 'service' && before.length > 0 ? masterKey : randomBytes(32);
    const { rows } = await db.query<{ wrapped: Buffer }>(
      'select throughcare.keep_root_key($1, $2) as wrapped',
      [purpose, wrapRootKey(masterKey, purpose, begins)],
    );
    keys[purpose] = opened(masterKey, purpose, rows[0].wrapped);
  }
  const next = before.find(row => row.purpose === 'wrapping_next');
  const wrappingNext = next ? opened(masterKey, next.purpose, next.wrapped) : null;
  return { ...(keys as Record<Purpose, Buffer>), wrappingNext };
}

export async function rootKeyRows(db: Queryable): Promise<readonly WrappedRootKey[]> {
  const { rows } = await db.query<WrappedRootKey & Record<string, unknown>>(
    'select purpose, wrapped from throughcare.root_key order by purpose',
  );
  return rows;
}

function opened(masterKey: Uint8Array, purpose: string, wrapped: Uint8Array): Buffer {
  try {
    return unwrapRootKey(masterKey, purpose, wrapped);
  } catch (error) {
    throw new Refused(
      `The master key does not open this database: it belongs to another one. Nothing was changed. Give the ` +
        `master key that this database was made with.`,
      { cause: error },
    );
  }
}

export function wrapRootKey(masterKey: Uint8Array, purpose: string, key: Uint8Array): Buffer {
  return seal(masterKey, placeOf(purpose), key);
}

export function unwrapRootKey(masterKey: Uint8Array, purpose: string, wrapped: Uint8Array): Buffer {
  return open(masterKey, placeOf(purpose), wrapped);
}

/** A key for a use outside the record, which stays the same when the master key is changed. */
export function keyFor({ service }: Pick<RootKeys, 'service'>, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', service, Buffer.alloc(0), `throughcare ${use}`, 32));
}

function placeOf(purpose: string) {
  return { organisation: '', stream: 'root', version: 0, column: purpose };
}
