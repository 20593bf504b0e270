import { randomBytes } from 'node:crypto';
import type { StreamKind } from '@throughcare/pathway';
import type { WrappingKeys } from './root-keys.ts';
import { open, seal, type Place } from './seal.ts';

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

/** Opens a data key, under whichever of the two keys it is while they change. */
export function unwrapKey(
  { wrapping, wrappingNext }: WrappingKeys,
  organisation: string,
  stream: string,
  purpose: KeyPurpose,
  wrapped: Uint8Array,
): Buffer {
  const place = keyPlace(organisation, stream, purpose);
  if (wrappingNext === null) return open(wrapping, place, wrapped);
  try {
    return open(wrappingNext, place, wrapped);
  } catch {
    return open(wrapping, place, wrapped);
  }
}

function keyPlace(organisation: string, stream: string, purpose: KeyPurpose): Place {
  return { organisation, stream, version: 0, column: `key:${purpose}` };
}
