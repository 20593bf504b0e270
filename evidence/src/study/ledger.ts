import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { StudyRefusal } from '../refusal.ts';
import { entrySchema, hashEntry, nextEntry, NOTHING_BEFORE } from './ledger-entry.ts';
import type { LedgerContent, LedgerEntry } from './ledger-entry.ts';
import { whileHeld } from './ledger-hold.ts';

/**
 * The memory of all studies of one place: every design, every look at outcomes with what was found, every release.
 * Entries are added and never changed; each holds the hash of the one before.
 */
export interface Ledger {
  readonly name: string;
  readonly folder: string;
  entries(): readonly LedgerEntry[];
  /**
   * Adds what `decide` makes of the entries so far. Nobody else can add in between, also from another process.
   *
   * @throws StudyRefusal when the ledger is damaged or cannot be written
   */
  append(at: string, decide: (entries: readonly LedgerEntry[]) => LedgerContent): LedgerEntry;
}

const headSchema = z.strictObject({
  format: z.literal('throughcare-ledger/1'),
  name: z.string().min(1),
  /** How many entries there were after the last addition, and the hash of the last. */
  entries: z.int().min(0),
  head: z.string(),
});
type Head = z.infer<typeof headSchema>;

/** The ledger in `folder`; there may be none there yet, and the first entry then begins one. */
export function ledgerAt(folder: string): Ledger {
  const headFile = join(folder, 'ledger.json');
  const entriesFile = join(folder, 'entries.jsonl');
  const name = (): string => readHead(headFile)?.name ?? basename(resolve(folder));
  const read = (): readonly LedgerEntry[] => {
    const head = readHead(headFile);
    const text = existsSync(entriesFile) ? readFileSync(entriesFile, 'utf8') : undefined;
    if (head === undefined && text === undefined) return [];
    if (head === undefined || text === undefined) {
      throw damaged(folder, head === undefined ? 'ledger.json is missing' : 'entries.jsonl is missing');
    }
    return readEntries(folder, text, head);
  };
  return {
    name: name(),
    folder,
    entries: read,
    append(at, decide) {
      return refusingFailures(folder, () => {
        mkdirSync(folder, { recursive: true });
        return whileHeld(folder, () => {
          if (!existsSync(headFile) && !existsSync(entriesFile)) {
            writeFileSync(entriesFile, '');
            writeHead(headFile, {
              format: 'throughcare-ledger/1',
              name: name(),
              entries: 0,
              head: NOTHING_BEFORE,
            });
          }
          const entries = read();
          const entry = nextEntry(entries.at(-1), at, decide(entries));
          appendFileSync(entriesFile, `${JSON.stringify(entry)}\n`, { flush: true });
          writeHead(headFile, {
            format: 'throughcare-ledger/1',
            name: name(),
            entries: entry.number,
            head: entry.hash,
          });
          return entry;
        });
      });
    },
  };
}

function readEntries(folder: string, text: string, head: Head): readonly LedgerEntry[] {
  if (text !== '' && !text.endsWith('\n')) throw damaged(folder, 'its last entry was cut short');
  const entries: LedgerEntry[] = [];
  for (const line of text.split('\n').slice(0, -1)) {
    const number = entries.length + 1;
    const entry = readEntry(line);
    if (entry === undefined) throw damaged(folder, `entry ${number} cannot be read`);
    const before = entries.at(-1)?.hash ?? NOTHING_BEFORE;
    if (entry.number !== number || entry.before !== before) {
      throw damaged(
        folder,
        `entry ${number} does not follow the one before it: something was taken out or put in`,
      );
    }
    if (entry.hash !== hashEntry(entry)) throw damaged(folder, `entry ${number} was altered`);
    entries.push(entry);
  }
  // One entry more than the head knows is an addition that was broken off after its entry was written.
  const known = head.entries === 0 ? NOTHING_BEFORE : entries.at(head.entries - 1)?.hash;
  if (entries.length < head.entries || known !== head.head) {
    throw damaged(folder, `it holds ${entries.length} entries, and there were ${head.entries}`);
  }
  return entries;
}

function readEntry(line: string): LedgerEntry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function readHead(file: string): Head | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return headSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new StudyRefusal(
      `${file} is damaged or no ledger's. Nothing was read or written. Restore the ledger from a copy, or name another folder.`,
    );
  }
}

function writeHead(file: string, head: Head): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(head)}\n`, { flush: true });
  renameSync(`${file}.new`, file);
}

function damaged(folder: string, what: string): StudyRefusal {
  return new StudyRefusal(
    `The ledger in ${folder} is damaged: ${what}. Nothing was read from it or written to it, and no outcome is shown. ` +
      'Restore it from a copy; a study whose looks nobody can count cannot go on.',
  );
}

/** A full disk or a folder that may not be written, in words. */
function refusingFailures<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StudyRefusal || !(error instanceof Error) || !('code' in error)) throw error;
    throw new StudyRefusal(
      `The ledger in ${folder} could not be written (${error.message}), so no result is shown. Give a folder that can be ` +
        'written: --ledger DIR.',
    );
  }
}
