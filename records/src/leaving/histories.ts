import type { SourceFile } from '../arriving/source-file.ts';
import type { StreamKind } from '@throughcare/pathway';
import { readEventLine, type ExportedEvent } from './event-line.ts';
import { showCame } from './faults.ts';
import { readLines, type Passing } from './read-lines.ts';

/** One record as a file has it: all of its entries, in their order. */
export interface History {
  readonly kind: StreamKind;
  readonly id: string;
  /** Of its first entry. */
  readonly line: number;
  readonly events: readonly ExportedEvent[];
}

/** Nobody's record is as long; a file without end shall not be held whole. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Reads a file of entries record by record. Records come in the order of their ids and each in one piece, so that one which
 * comes again is found without remembering all of them. What is wrong goes to `fault`, and a record with a fault is none.
 */
export async function* readHistories(
  kind: StreamKind,
  file: Pick<SourceFile, 'chunks'>,
  fault: (line: number, words: string) => void,
  passing: Passing = {},
): AsyncGenerator<History> {
  let held: ExportedEvent[] = [];
  let [id, line, bytes, whole] = ['', 0, 0, true];
  // After a line that cannot be read nobody knows whose the next one is, nor which place it has.
  let unsure = false;
  const ended = (): History[] => (held.length > 0 && whole ? [{ kind, id, line, events: held }] : []);
  for await (const read of readLines(file, passing)) {
    const say = (words: string) => {
      fault(read.number, words);
      whole = false;
    };
    if (read.text === null) {
      say(read.words);
      unsure = true;
      continue;
    }
    const told = readEventLine(kind, read.text);
    if (!told.ok) {
      for (const words of told.words) say(words);
      unsure = true;
      continue;
    }
    const { event } = told;
    if (event.record !== id) {
      yield* ended();
      const before = id;
      [held, id, line, bytes, whole] = [[], event.record, read.number, 0, !unsure];
      if (before !== '' && event.record < before) {
        say(
          `record: came ${showCame(event.record)} after ${before}; allowed: in order, each record in one piece`,
        );
      }
    }
    unsure = false;
    const wrong = outOfPlace(event, held.length + 1);
    if (wrong !== undefined && whole) say(wrong);
    bytes += read.bytes;
    if (bytes > MOST_BYTES && whole) {
      say(`came more than ${MOST_BYTES.toLocaleString('en-GB')} bytes of one record; allowed: up to that`);
    }
    if (whole) held.push(event);
    else held = [event];
  }
  yield* ended();
}

function outOfPlace({ version, replaces, stands, why }: ExportedEvent, next: number): string | undefined {
  if (version !== next) return `version: came ${version}; allowed: ${next}, the next of this record`;
  if (replaces !== null && replaces >= version) {
    return `replaces: came ${replaces}; allowed: the version of an entry before ${version}`;
  }
  if (replaces === null && (stands.length > 0 || why !== null)) {
    return 'stands or why: came something of a correction; allowed: only where replaces names an entry';
  }
  const late = stands.find(one => one >= version);
  return late === undefined ? undefined : `stands: came ${late}; allowed: versions before ${version}`;
}
