import { blind } from '../keys/blind-index.ts';
import type { Asking } from './answer.ts';

/**
 * A place in the trail: everything before it in time is still to come. Given away, its position is covered: the numbers
 * that are missing between two places would count rows that are closed to whoever reads (E20).
 */
export interface TrailMark {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What was read comes after what was changed in the same millisecond. */
  readonly log: number;
  readonly position: number;
}

/** PostgreSQL reads years of four figures. */
const END_OF_TIME = Date.UTC(9999, 0);
const BOTH_LOGS = 2;

/** Where a trail begins that ends before an instant. */
export function firstMark(untilMs: number = END_OF_TIME): TrailMark {
  return { at: untilMs - 1, log: BOTH_LOGS, position: 0 };
}

/** Covers a position, and uncovers it again: another cover for every instant, which whoever reads cannot know. */
export function covered({ store, acting }: Asking, { at, log, position }: TrailMark): TrailMark {
  const drawn = blind(store.keys.index, 'place in the trail', acting.organisation, `${at}.${log}`);
  const cover = BigInt(`0x${drawn.replaceAll('-', '').slice(0, 12)}`);
  return { at, log, position: Number(BigInt(position) ^ cover) };
}

/** A mark as it stands in an address: '1773309600000.0.42'. */
export function writeMark({ at, log, position }: TrailMark): string {
  return `${at}.${log}.${position}`;
}

/** Reads it back; undefined for anything else. */
export function readMark(text: string): TrailMark | undefined {
  const [, at, log, position] = (/^(\d{1,14})\.([01])\.(\d{1,15})$/.exec(text) ?? []).map(Number);
  return at === undefined ? undefined : { at, log, position };
}
