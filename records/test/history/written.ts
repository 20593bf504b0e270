import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DecidedEvent, StreamKind } from '@throughcare/pathway';

/** An event as an earlier version recorded it, opened, in the shape of that version. */
export interface WrittenEvent extends Omit<DecidedEvent, 'sealed'> {
  readonly kind: StreamKind;
  readonly stream: string;
  readonly version: number;
  readonly recordedAt: number;
  readonly actor: string;
  readonly sealed: NonNullable<DecidedEvent['sealed']> | null;
}

const folder = join(import.meta.dirname, 'written');

/** Every event of the files in `written`, oldest version of the program first. */
export function writtenEvents(): WrittenEvent[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.jsonl'))
    .sort()
    .flatMap(name => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map(line => {
      const read = JSON.parse(line) as Omit<WrittenEvent, 'recordedAt'> & { recordedAt: string };
      return { ...read, recordedAt: Date.parse(read.recordedAt) };
    });
}

/** The same, stream by stream. */
export function writtenStreams(): Map<string, WrittenEvent[]> {
  const streams = new Map<string, WrittenEvent[]>();
  for (const event of writtenEvents()) {
    const stream = streams.get(event.stream);
    if (stream) stream.push(event);
    else streams.set(event.stream, [event]);
  }
  return streams;
}
