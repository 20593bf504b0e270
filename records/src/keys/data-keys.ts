import { randomBytes } from 'node:crypto';
import type { StreamKind } from '@throughcare/pathway';
import type { HeldKeys } from './held-keys.ts';
import type { WrappingKeys } from './root-keys.ts';
import { keyMark } from './key-mark.ts';
import { open, seal, type Place } from './seal.ts';
import { Refused } from '../refused.ts';

type StreamPurpose = 'facts' | 'identity';
/** What a key is for. A number to call back has its own, which is destroyed long before the contact's. */
export type KeyPurpose = StreamPurpose | 'call_back';

/**
 * The keys of one stream. A case seals identity apart from facts; an opening seals its words apart, since they go with
 * the case that it opened, and who opened it stays. The others have one key for both.
 */
export interface DataKeys {
  readonly facts: Buffer;
  readonly identity: Buffer;
}

/** The purposes for which a kind of stream has a key of its own. */
export function keyPurposes(kind: StreamKind): readonly StreamPurpose[] {
  return hasTwoKeys(kind) ? ['facts', 'identity'] : ['facts'];
}

export function hasTwoKeys(kind: StreamKind): boolean {
  return kind === 'case' || kind === 'opening';
}

export function freshDataKeys(kind: StreamKind): DataKeys {
  const facts = randomBytes(32);
  return { facts, identity: hasTwoKeys(kind) ? randomBytes(32) : facts };
}

export function wrapKey(
  wrapping: Uint8Array,
  organisation: string,
  stream: string,
  purpose: KeyPurpose,
  key: Buffer,
) {
  return seal(wrapping, keyPlace(organisation, stream, purpose), key);
}

/** Opens a data key, under whichever of the keys that this process knows it is. */
export function unwrapKey(
  { wrapping, others }: WrappingKeys,
  organisation: string,
  stream: string,
  purpose: KeyPurpose,
  wrapped: Uint8Array,
): Buffer {
  const place = keyPlace(organisation, stream, purpose);
  try {
    return open(wrapping, place, wrapped);
  } catch (error) {
    for (const other of others) {
      const key = openedBy(other, place, wrapped);
      if (key) return key;
    }
    throw error;
  }
}

/** Whether it is under this very key. */
export function isWrappedBy(
  wrapping: Uint8Array,
  organisation: string,
  stream: string,
  purpose: KeyPurpose,
  wrapped: Uint8Array,
): boolean {
  return openedBy(wrapping, keyPlace(organisation, stream, purpose), wrapped) !== undefined;
}

/**
 * What `read` opens of data keys; where one does not open, because the key above them was changed while this process ran,
 * once more with the keys of now.
 */
export async function readingKeys<Value>(
  held: HeldKeys,
  read: (keys: WrappingKeys) => Value,
): Promise<Value> {
  try {
    return read(held.keys);
  } catch {
    await held.openAnew();
    return read(held.keys);
  }
}

const TRIES = 3;

/**
 * What `put` says of data keys that it wrapped and sends: 'other key' where the database lets none in under the key that
 * wrapped them. Then they are wrapped again, under the one of now.
 */
export async function puttingKeys<Value>(
  held: HeldKeys,
  put: (wrapping: Buffer, mark: string) => Promise<Value | 'other key'>,
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    const { wrapping } = held.keys;
    const done = await put(wrapping, keyMark(wrapping));
    if (done !== 'other key') return done;
    if (attempt === TRIES) throw new Refused(otherKey);
    await held.openAnew();
  }
}

const otherKey =
  'The key above the keys of records is not the one that this program knows. Nothing was saved. Try again; where that ' +
  'does not help, stop the service and start it again.';

function openedBy(key: Uint8Array, place: Place, wrapped: Uint8Array): Buffer | undefined {
  try {
    return open(key, place, wrapped);
  } catch {
    return undefined;
  }
}

function keyPlace(organisation: string, stream: string, purpose: KeyPurpose): Place {
  return { organisation, stream, version: 0, column: `key:${purpose}` };
}
