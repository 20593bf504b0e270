import { londonDay } from '@throughcare/pathway';
import { mayPutRight, type CorrectionMade, type RecordedEvent } from '@throughcare/records';
import type { Change } from '../frame/conflict.ts';
import type { Href } from '../frame/path.ts';
import type { Staff } from '../services.ts';
import { correctedWords } from './corrected.ts';

/** One thing that happened, in a list of what happened. */
export interface ToldEntry extends Change {
  /** The day on which it happened; null where that is the day on which we were told. */
  readonly on: RecordedEvent['occurredOn'] | null;
  /** When we were told. */
  readonly at: number;
  readonly by: string;
  /** That it was put right or taken out, by whom, when and why; '' where nobody did. */
  readonly corrected: string;
  /** Where it can be put right; absent where whoever looks may not. */
  readonly correctAt?: Href | undefined;
}

/** What a record holds of what happened: as it stands, and as it was first told before it was corrected. */
interface Told {
  readonly events: readonly RecordedEvent[];
  readonly superseded: readonly RecordedEvent[];
  readonly corrections: readonly CorrectionMade[];
}

/** The entry as it was first told: who recorded it stands there. */
export function firstTold({ events, superseded }: Told, entry: RecordedEvent): RecordedEvent {
  const version = versionOf(entry);
  return [...events, ...superseded].find(one => one.version === version && one.replaces === null) ?? entry;
}

/** The entry that stands under this version, as somebody typed it into an address. */
export function entryAt({ events }: Told, version: string): RecordedEvent | undefined {
  return events.find(event => String(versionOf(event)) === version);
}

/** Under which an entry was first told. */
export function versionOf({ replaces, version }: Pick<RecordedEvent, 'replaces' | 'version'>): number {
  return replaces ?? version;
}

/** What somebody may do with an entry that stands: put another in its place, or take it out. */
export function mayDo(told: Told, entry: RecordedEvent, who: Staff) {
  return mayPutRight({ user: who.userId, roles: who.roles }, firstTold(told, entry));
}

/** An entry of a list, with where it can be put right by whoever looks; `at` gives the address, null for none. */
export function toldEntry(
  told: Told,
  entry: RecordedEvent,
  say: (entry: RecordedEvent) => Change,
  nameOf: (user: string) => string,
  who: Staff | null,
  at: (entry: RecordedEvent) => Href | null,
): ToldEntry {
  const may = who === null ? { instead: false, out: false } : mayDo(told, entry, who);
  const { occurredOn, recordedAt, actor } = entry;
  const on = occurredOn === londonDay(recordedAt) ? null : occurredOn;
  const correctAt = may.instead || may.out ? (at(entry) ?? undefined) : undefined;
  const corrected = correctedWords(told.corrections, entry, nameOf);
  return { ...say(entry), on, at: recordedAt, by: nameOf(actor), corrected, correctAt };
}
