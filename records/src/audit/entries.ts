import type { StoredEvent } from '../append/open-event.ts';
import { digest } from '../keys/digest.ts';

/** Which rows a seal covers: each with its place in the log and sixteen bytes of its digest. */
export interface Entry {
  readonly id: number;
  readonly digest: string;
  /** Of an event: where it stands, so that one that is gone can still be named. */
  readonly stream?: string;
  readonly version?: number;
}

export type Log = 'event' | 'access';
export const logs = ['event', 'access'] as const satisfies readonly Log[];

const SHORT = 16;
const SIZE = { event: 8 + SHORT + 16 + 4, access: 8 + SHORT } as const;

export function packEntries(log: Log, entries: readonly Entry[]): Buffer {
  const size = SIZE[log];
  const bytes = Buffer.alloc(size * entries.length);
  for (const [index, entry] of entries.entries()) {
    const at = index * size;
    bytes.writeBigInt64BE(BigInt(entry.id), at);
    bytes.write(entry.digest, at + 8, SHORT, 'hex');
    if (log === 'event') {
      bytes.write(entry.stream!.replaceAll('-', ''), at + 8 + SHORT, 16, 'hex');
      bytes.writeInt32BE(entry.version!, at + 24 + SHORT);
    }
  }
  return bytes;
}

export function unpackEntries(log: Log, bytes: Buffer): Entry[] {
  const size = SIZE[log];
  const entries: Entry[] = [];
  for (let at = 0; at + size <= bytes.length; at += size) {
    const id = Number(bytes.readBigInt64BE(at));
    const short = bytes.toString('hex', at + 8, at + 8 + SHORT);
    if (log === 'access') entries.push({ id, digest: short });
    else {
      const stream = uuid(bytes.toString('hex', at + 8 + SHORT, at + 24 + SHORT));
      entries.push({ id, digest: short, stream, version: bytes.readInt32BE(at + 24 + SHORT) });
    }
  }
  return entries;
}

function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export function shortDigest(full: Buffer): string {
  return full.toString('hex', 0, SHORT);
}

/** A row of `event` as sealing and verifying read it. */
export interface SealedEventRow extends StoredEvent {
  position: number;
}

/** A row of `access`. */
export interface AccessRow {
  id: number;
  at: number;
  user_id: string;
  act: string;
  what: string;
  kind: string;
  streams: string[];
  detail: object;
}

/** The columns of `access` that a digest is over. */
export const accessColumns = 'id, at, user_id, act, what, kind, streams, detail';

export function accessDigest(key: Uint8Array, organisation: string, row: AccessRow): string {
  const { id, at, user_id, act, what, kind, streams, detail } = row;
  return shortDigest(digest(key, { organisation, id, at, user_id, act, what, kind, streams, detail }));
}
