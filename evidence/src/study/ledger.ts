import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { StudyRefusal } from '../refusal.ts';
import { followChain, headSchema } from './ledger-chain.ts';
import type { Chain, LedgerHead } from './ledger-chain.ts';
import { nextEntry, NOTHING_BEFORE } from './ledger-entry.ts';
import type { LedgerContent, LedgerEntry } from './ledger-entry.ts';
import { whileHeld } from './ledger-hold.ts';

/**
 * The memory of all studies of one place: every design, every look at outcomes with what was found, every release.
 * Entries are added and never changed; each holds the hash of the one before.
 */
export interface Ledger {
  readonly name: string;
  readonly folder: string;
  /** @throws StudyRefusal when the ledger is damaged */
  entries(): readonly LedgerEntry[];
  /** The entries as far as their chain holds, and what breaks it, in words; undefined where there is no ledger yet. */
  check(): Pick<Chain, 'entries' | 'fault'> | undefined;
  /**
   * Adds what `decide` makes of the entries so far. Nobody else can add in between, also from another process. An
   * addition that fails leaves the ledger as it was.
   *
   * @throws StudyRefusal when the ledger is damaged or cannot be written
   */
  append(at: string, decide: (entries: readonly LedgerEntry[]) => LedgerContent): LedgerEntry;
}

/** The ledger in `folder`; there may be none there yet, and the first entry then begins one. */
export function ledgerAt(folder: string): Ledger {
  const headFile = join(folder, 'ledger.json');
  const entriesFile = join(folder, 'entries.jsonl');
  const name = (): string => readHead(headFile)?.name ?? basename(resolve(folder));
  const writeHead = (entries: number, head: string): void => {
    const text = JSON.stringify({ format: 'throughcare-ledger/1', name: name(), entries, head });
    writeFileSync(`${headFile}.new`, `${text}\n`, { flush: true });
    renameSync(`${headFile}.new`, headFile);
  };
  const chain = (): Chain | undefined => {
    const head = readHead(headFile);
    const text = existsSync(entriesFile) ? readFileSync(entriesFile, 'utf8') : undefined;
    // Empty and without a head is a beginning that was broken off.
    if (head === undefined && (text === undefined || text === '')) return undefined;
    if (head === undefined) return { entries: [], fault: 'ledger.json is missing', wholeBytes: 0 };
    if (text === undefined) return { entries: [], fault: 'entries.jsonl is missing', wholeBytes: 0 };
    return followChain(text, head);
  };
  const soundChain = (): Chain => {
    const found = chain() ?? { entries: [], fault: undefined, wholeBytes: 0 };
    if (found.fault !== undefined) throw damaged(folder, found.fault);
    return found;
  };
  return {
    name: name(),
    folder,
    entries: () => soundChain().entries,
    check: chain,
    append(at, decide) {
      return refusingFailures(folder, () => {
        mkdirSync(folder, { recursive: true });
        return whileHeld(join(folder, 'held'), `the ledger in ${folder}`, () => {
          if (chain() === undefined) {
            writeFileSync(entriesFile, '');
            writeHead(0, NOTHING_BEFORE);
          }
          const { entries, wholeBytes } = soundChain();
          const entry = nextEntry(entries.at(-1), at, decide(entries));
          if (statSync(entriesFile).size > wholeBytes) truncateSync(entriesFile, wholeBytes);
          try {
            appendFileSync(entriesFile, `${JSON.stringify(entry)}\n`, { flush: true });
            writeHead(entry.number, entry.hash);
          } catch (error) {
            truncateSync(entriesFile, wholeBytes);
            throw error;
          }
          return entry;
        });
      });
    },
  };
}

function readHead(file: string): LedgerHead | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return headSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new StudyRefusal(
      `${file} is damaged or no ledger's. Nothing was read or written. Restore the ledger from a copy, or name another folder.`,
    );
  }
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
