import {
  currentSchema,
  isToldLate,
  leavesImpossible,
  type DecidedEvent,
  type Refusal,
  type StreamKind,
} from '@throughcare/pathway';
import { asDecided, deciderOf, stateOf, type Commands } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import { readCorrection } from '../history/correction.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { freshDataKeys, type DataKeys } from '../keys/data-keys.ts';
import { addChanges, type Changes } from '../projections/tables.ts';
import { project, type Projecting } from '../projections/project.ts';
import type { StreamAppend } from './append.ts';
import type { LoadedStream } from './load.ts';
import type { StoredEvent } from './open-event.ts';
import { NO_DIGEST, sealEvent, type Told } from './seal-event.ts';

/** A stream in memory, with what is about to be added to it. */
export interface WorkingStream {
  readonly kind: StreamKind;
  readonly id: string;
  readonly expected: number;
  /** Null when the stream begins here. */
  readonly loaded: LoadedStream | null;
  readonly keys: DataKeys;
  /** All that is known of it, the additions last. */
  readonly events: RecordedEvent[];
  readonly added: StoredEvent[];
}

export type Recording = Pick<Told, 'recordedAt' | 'actor' | 'command'>;

/** Begins to work on a stream. Undefined when whoever acts lacks a key to write with. */
export function workOn(kind: StreamKind, id: string, loaded: LoadedStream | null): WorkingStream | undefined {
  if (!loaded) {
    return { kind, id, expected: 0, loaded, keys: freshDataKeys(kind), events: [], added: [] };
  }
  const { facts, identity } = loaded.keys;
  if (loaded.kind !== kind || !facts || !identity) return undefined;
  const keys = { facts, identity };
  return { kind, id, expected: loaded.head, loaded, keys, events: [...loaded.events], added: [] };
}

/** What a command gives on the effective history of `events`. */
export function decideOn<Kind extends StreamKind>(
  kind: Kind,
  events: readonly RecordedEvent[],
  command: Commands[Kind],
  circumstances: Parameters<ReturnType<typeof deciderOf<Kind>>['decide']>[2],
): { ok: true; events: readonly DecidedEvent[] } | { ok: false; refusal: Refusal } {
  const state = stateOf(kind, effectiveHistory(events).effective);
  return deciderOf(kind).decide(state, command, circumstances);
}

/** Seals decided events and adds them. One in a schema that is not today's is a fault of its decider, and thrown. */
export function addEvents(
  working: WorkingStream,
  decided: readonly DecidedEvent[],
  recording: Recording,
  organisation: string,
  digestKey: Uint8Array,
): void {
  const { kind, id: stream, keys } = working;
  for (const event of decided) {
    const version = working.expected + working.added.length + 1;
    const { type, schema, occurredOn, facts, sealed = null } = event;
    const { recordedAt, actor } = recording;
    const recorded = readCorrection({
      stream,
      kind,
      version,
      type,
      schema,
      occurredOn,
      recordedAt,
      actor,
      facts,
      sealed,
    });
    if (recorded.schema !== currentSchema(deciderOf(kind).upcasts, recorded.type)) {
      throw new Error(
        `“${type}” was decided in schema ${schema}, which is not the one of today. Nothing was saved.`,
      );
    }
    const before = working.added.at(-1)?.digest ?? working.loaded?.headDigest ?? NO_DIGEST;
    const told: Told = { organisation, kind, stream, version, ...recording };
    working.added.push(sealEvent(event, told, keys, digestKey, before));
    working.events.push(recorded);
  }
}

/**
 * Why the additions cannot stand at their days, read with all that stood before. Asked once, when the last of them is
 * there: what one step leaves half done the next can complete.
 */
export function refuseInItsPlace({ kind, events, added }: WorkingStream): Refusal | undefined {
  const before = events.slice(0, events.length - added.length);
  if (!isToldLate(before, events.slice(before.length))) return undefined;
  const standing = (told: readonly RecordedEvent[]) => effectiveHistory(told).effective.map(asDecided);
  return leavesImpossible(deciderOf(kind), standing(before), standing(events));
}

/** What the additions change in the projections. */
export function addProjectionChanges(changes: Changes, working: WorkingStream, projecting: Projecting): void {
  const { kind, id, expected, loaded, events, added } = working;
  const before = loaded ? project(kind, id, expected, loaded.events, projecting) : {};
  addChanges(changes, before, project(kind, id, expected + added.length, events, projecting));
}

export function streamAppend({ kind, id, expected, loaded, keys, added }: WorkingStream): StreamAppend {
  return { kind, id, expected, events: added, freshKeys: loaded ? null : keys };
}
