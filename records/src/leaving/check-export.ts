import { createHash } from 'node:crypto';
import { Refused } from '../refused.ts';
import type { ErasureContent } from '../lifetime/ledger.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Store } from '../store.ts';
import { inBatches } from './batches.ts';
import type { ExportFiles } from './export-files.ts';
import { collectFaults, type Faults } from './faults.ts';
import { areHere, asSystem, otherThanHere, type Here } from './here.ts';
import { readHistories, type History } from './histories.ts';
import { idsInOrder, type Ids } from './ids.ts';
import { kinds } from './kinds.ts';
import { readLedger } from './ledger-lines.ts';
import type { Manifest } from './manifest.ts';
import type { Passing } from './read-lines.ts';
import { readManifest } from './read-manifest.ts';
import { tryHistories } from './take-histories.ts';

/** What an export turned out to hold when all of it was read. */
export interface Checked {
  readonly manifest: Manifest | null;
  readonly ledger: readonly ErasureContent[];
  /** Lines of each file, by its name. */
  readonly lines: ReadonlyMap<string, number>;
  readonly events: number;
}

export interface Checking {
  readonly store: Store;
  readonly folder: string;
  readonly files: ExportFiles;
  readonly organisation: string;
  readonly here: Here;
  /** What a ledger of a later day says was erased. */
  readonly later: readonly ErasureContent[];
  /** Told how many bytes were read since it was told last. */
  readonly moved: (bytes: number) => void;
}

/**
 * Reads every file to its end, holds each against its hash and every record against the rules and against what is here, and
 * tries each record in the database. Nothing is kept. Refuses in words, by file and line, where anything is wrong.
 */
export async function checkExport(checking: Checking): Promise<Checked> {
  const { folder, files, organisation, later, moved } = checking;
  const manifest = await readManifest(folder, files);
  const faults = collectFaults();
  const lines = new Map<string, number>();
  const changed: string[] = [];
  let ledger: readonly ErasureContent[] = [];
  let events = 0;
  const reading = async (name: string, read: (passing: Passing) => Promise<void>) => {
    const hash = createHash('sha256');
    await read({ hash, moved });
    if (hash.digest('hex') !== files.hashes.get(name)) changed.push(name);
  };
  await reading('erased.jsonl', async passing => {
    const fault = (line: number, words: string) => faults.add('erased.jsonl', line, words);
    ledger = await readLedger(files.file('erased.jsonl'), organisation, fault, passing);
    lines.set('erased.jsonl', ledger.length);
  });
  const gone = new Set([...ledger, ...later].map(one => one.stream));
  const seen: Ids[] = [];
  for (const kind of kinds) {
    const name = `${kind}.jsonl`;
    await reading(name, async passing => {
      const fault = (line: number, words: string) => faults.add(name, line, words);
      let count = 0;
      const histories = readHistories(kind, files.file(name), fault, passing);
      for await (const batch of inBatches(eachOnce(histories, seen, fault))) {
        if (kind === 'organisation') oneOrganisation(batch, organisation, fault);
        for (const one of batch) count += one.events.length;
        // What nothing will be taken in of need not be tried.
        if (faults.found === 0 && changed.length === 0) await checkBatch(checking, batch, gone, faults);
      }
      lines.set(name, count);
      events += count;
    });
  }
  for (const name of files.hashes.keys()) {
    if (lines.has(name)) continue;
    await reading(name, async passing => void lines.set(name, await countLines(files, name, passing)));
  }
  refuseChanged(changed);
  faults.refuse(folder);
  const short = manifest?.files.find(one => lines.get(one.name) !== one.lines);
  if (manifest && (short || manifest.organisation !== organisation)) {
    throw new Refused(
      short
        ? `${short.name} has ${lines.get(short.name) ?? 0} lines, and manifest.json says ${short.lines}. Nothing was taken in. ` +
            'Take the export again.'
        : 'manifest.json names another organisation than organisation.jsonl. Nothing was taken in. Take the export again.',
    );
  }
  return { manifest, ledger, lines, events };
}

function refuseChanged(changed: readonly string[]): void {
  if (changed.length === 0) return;
  throw new Refused(
    `${changed.join(', ')} ${changed.length === 1 ? 'is not as it was' : 'are not as they were'} written: changed since, or cut ` +
      'off. Nothing was taken in. Copy the export again from where it was made.',
  );
}

async function checkBatch(
  { store, organisation, here }: Checking,
  batch: readonly History[],
  gone: ReadonlySet<string>,
  faults: Faults,
): Promise<void> {
  const say = (one: History, words: string) => faults.add(`${one.kind}.jsonl`, one.line, words);
  const ids = batch.map(one => one.id);
  const there = await inTransaction(store, asSystem(organisation), db => areHere(db, organisation, ids));
  const [old, fresh] = [batch.filter(one => there.has(one.id)), batch.filter(one => !there.has(one.id))];
  for (const one of old) {
    if (!gone.has(one.id) || here.erased.has(one.id)) continue;
    say(
      one,
      `${one.kind} ${one.id} stands in this record, and the ledger says that it was erased. Let two people erase it here first`,
    );
  }
  for (const [id, words] of await otherThanHere(store, organisation, old, here)) {
    say(
      old.find(one => one.id === id)!,
      words,
    );
  }
  for (const one of await tryHistories(
    store,
    organisation,
    fresh.filter(one => !gone.has(one.id) && !here.erased.has(one.id)),
  )) {
    say(one, `${one.kind} ${one.id} cannot be kept: an entry of it holds something else than its type holds`);
  }
}

/** Each id is of one record, of whichever kind. */
async function* eachOnce(
  histories: AsyncIterable<History>,
  seen: Ids[],
  fault: (line: number, words: string) => void,
): AsyncGenerator<History> {
  const own = idsInOrder();
  for await (const one of histories) {
    if (seen.some(ids => ids.has(one.id)))
      fault(one.line, `record: came ${one.id}, which is another record’s; allowed: an id of its own`);
    own.add(one.id);
    yield one;
  }
  seen.push(own);
}

function oneOrganisation(
  batch: readonly History[],
  organisation: string,
  fault: (line: number, words: string) => void,
): void {
  for (const one of batch) {
    if (one.id !== organisation)
      fault(one.line, `record: came ${one.id}; allowed: one organisation, ${organisation}`);
  }
}

/** Of a file of which nothing is taken in. */
async function countLines(files: ExportFiles, name: string, { hash, moved }: Passing): Promise<number> {
  const LINE_FEED = 0x0a;
  let count = 0;
  for await (const chunk of files.file(name).chunks()) {
    hash?.update(chunk);
    moved?.(chunk.length);
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) count++;
  }
  return count;
}
