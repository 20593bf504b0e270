import { hkdfSync, randomBytes } from 'node:crypto';
import type { Queryable } from '../database/connect.ts';
import { Refused } from '../refused.ts';
import { keyMark } from './key-mark.ts';
import { open, seal } from './seal.ts';

/** What each key above the data keys is for. They are made once, and kept in the database under the master key. */
const purposes = ['wrapping', 'digest', 'index', 'code', 'signing', 'service'] as const;
type Purpose = (typeof purposes)[number];

/**
 * wrapping: opens data keys; digest: chains events and seals; index: blind tokens of what can be searched and
 * pseudonyms; code: return codes of callers; signing: the seed of the key that signs daily roots; service: what the
 * keys of sign-in, forms and extracts are derived from. `wrapping` is the one under which data keys are put in now;
 * `others` are those under which some may still be, while they go over to it.
 */
export type RootKeys = Readonly<Record<Purpose, Buffer>> & { readonly others: readonly Buffer[] };

/** The keys that data keys may be under. */
export type WrappingKeys = Pick<RootKeys, 'wrapping' | 'others'>;

/** A row of `root_key`. */
export interface WrappedRootKey {
  readonly purpose: string;
  readonly wrapped: Buffer;
}

/** Opens the root keys; makes those that are missing, on a fresh database all of them. */
export async function openRootKeys(db: Queryable, masterKey: Uint8Array): Promise<RootKeys> {
  const before = await rootKeyRows(db);
  const missing = purposes.filter(purpose => !before.some(row => row.purpose === purpose));
  let keys = openAll(masterKey, before);
  if (missing.length > 0) {
    await makeKeys(db, masterKey, missing, before);
    keys = openAll(masterKey, await rootKeyRows(db));
  }
  const lost = purposes.find(purpose => !keys.has(purpose));
  if (lost) throw notThisKey();
  const { wrapping_next: next, ...root } = Object.fromEntries(keys);
  const { wrapping } = root;
  const wrappingKeys = next ? { wrapping: next, others: [wrapping] } : { wrapping, others: [] };
  await db.query('select throughcare.keep_wrapping_mark($1)', [keyMark(wrappingKeys.wrapping)]);
  return { ...(root as Record<Purpose, Buffer>), ...wrappingKeys };
}

/** Two who make them at once, or one who was overtaken by a change of the master key, make one set and no mixture. */
async function makeKeys(
  db: Queryable,
  masterKey: Uint8Array,
  missing: readonly Purpose[],
  before: readonly WrappedRootKey[],
): Promise<void> {
  // A database from before there was this key derived from the master key itself; it goes on with what it derived.
  const begins = (purpose: Purpose) =>
    purpose === 'service' && before.length > 0 ? masterKey : randomBytes(32);
  await db.query('select throughcare.make_root_keys($1, $2, $3)', [
    missing,
    missing.map(purpose => wrapRootKey(masterKey, purpose, begins(purpose))),
    before.find(row => row.purpose === 'wrapping')?.wrapped ?? null,
  ]);
}

function openAll(masterKey: Uint8Array, rows: readonly WrappedRootKey[]): Map<string, Buffer> {
  const ours = rows.filter(({ purpose }) => [...purposes, 'wrapping_next'].includes(purpose));
  return new Map(ours.map(({ purpose, wrapped }) => [purpose, opened(masterKey, purpose, wrapped)]));
}

/** The mark of the key under which data keys are put in now; null in a database that nobody opened yet. */
export async function wrappingMark(db: Queryable): Promise<string | null> {
  const { rows } = await db.query<{ mark: string }>('select mark from throughcare.wrapping_mark');
  return rows.length === 0 ? null : rows[0].mark;
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
    throw notThisKey({ cause: error });
  }
}

/** The database is under another master key than the one that was given. */
export class OtherMasterKey extends Refused {}

function notThisKey(options?: ErrorOptions): OtherMasterKey {
  return new OtherMasterKey(
    `The master key does not open this database: it belongs to another one. Nothing was changed. Give the ` +
      `master key that this database was made with, or that it was last changed to.`,
    options,
  );
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
