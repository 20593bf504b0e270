import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * Where a sealed value belongs. It is authenticated with the value (AES-GCM's additional data), so that a
 * ciphertext moved to another row, column or organisation does not open.
 */
export interface Place {
  readonly organisation: string;
  readonly stream: string;
  /** The version of the event; 0 for what belongs to the whole stream, such as its keys. */
  readonly version: number;
  readonly column: string;
}

const FORMAT = 1;
const NONCE = 12;
const TAG = 16;

/** AES-256-GCM with a random nonce: format, nonce, ciphertext, tag. */
export function seal(key: Uint8Array, place: Place, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(placeBytes(place));
  return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the key is another, the place is another, or a bit was changed. */
export function open(key: Uint8Array, place: Place, sealed: Uint8Array): Buffer {
  if (sealed[0] !== FORMAT || sealed.length < 1 + NONCE + TAG) {
    throw new Error(`The sealed ${place.column} of ${place.stream} has an unknown format.`);
  }
  const nonce = sealed.subarray(1, 1 + NONCE);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
    .setAAD(placeBytes(place))
    .setAuthTag(sealed.subarray(-TAG));
  try {
    const plain = decipher.update(sealed.subarray(1 + NONCE, -TAG));
    // In this mode no byte is left for the end, where the tag is held against what was read.
    decipher.final();
    return plain;
  } catch (error) {
    throw new Error(
      `The sealed ${place.column} of ${place.stream} version ${place.version} does not open: it was altered or ` +
        `moved, or the key is another. Run "throughcare audit verify".`,
      { cause: error },
    );
  }
}

function placeBytes({ organisation, stream, version, column }: Place): Buffer {
  return Buffer.from(JSON.stringify(['throughcare', organisation, stream, version, column]));
}
