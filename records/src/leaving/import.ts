import { inTransaction } from '../database/transaction.ts';
import type { ErasureContent } from '../lifetime/ledger.ts';
import { Refused } from '../refused.ts';
import type { Store } from '../store.ts';
import { aloneAt, importing } from './alone-at.ts';
import { inBatches } from './batches.ts';
import { linesAfter, organisationIn, readLater, refuseOther, refuseOtherDigest } from './before-import.ts';
import { checkExport, type Checked } from './check-export.ts';
import { openExport, type ExportFiles } from './export-files.ts';
import { areHere, asSystem, lookHere, noteImport, type Here } from './here.ts';
import { readHistories } from './histories.ts';
import { kinds } from './kinds.ts';
import type { Manifest } from './manifest.ts';
import { takeHistories } from './take-histories.ts';
import { keepLedger, keepWordless } from './take-ledger.ts';

export interface Importing {
  /** What `exportOrganisation` wrote. */
  readonly folder: string;
  /** The ledger of erasures of the other house, of a later day than the export. */
  readonly erased?: string | undefined;
  /** What the export said its digest is, told by another way than the files. */
  readonly digest?: string | undefined;
}

/** How far an import has come: bytes of the files that were checked, then entries that were taken in. */
export interface ImportProgress {
  readonly step: 'check' | 'take';
  readonly done: number;
  readonly of: number;
}

export interface Imported {
  readonly organisation: string;
  /** What was taken in now. */
  readonly streams: number;
  readonly events: number;
  readonly erasures: number;
  /** Records that an earlier run of the same import had taken in. */
  readonly already: number;
  /** Records of the files that were left out, since a ledger says that they were erased. */
  readonly erasedSince: number;
  /** Rows that are in the files and that this record does not take for its own history, by the file. */
  readonly kept: readonly { readonly file: string; readonly lines: number }[];
  /** What was not in the files, as the export itself says; null for one from before it said so. */
  readonly leftOut: Manifest['leftOut'] | null;
}

/** What another record's keys signed, or what it is alone to know: its file is kept, and is no history of this record. */
const notHistory = ['access.jsonl', 'roots.jsonl'];

/**
 * Takes an export into a record in which its organisation is not yet: the same histories, so the same states (E42). Every
 * file is read to its end first, and nothing is written where anything in them is wrong. A record is taken in whole or not
 * at all, and one that is there already is known by what it says: so the same import, run again after it stopped at
 * whatever moment, goes on where it stopped, and once done changes nothing. What the other house erased stays erased (E22):
 * its ledger is taken in first, and the house opens when all of it is here.
 */
export async function importOrganisation(
  store: Store,
  { folder, erased, digest }: Importing,
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<Imported> {
  const files = await openExport(folder);
  try {
    if (digest !== undefined) refuseOtherDigest(folder, files, digest);
    const organisation = await organisationIn(store, folder, files);
    return await aloneAt(store, organisation, importing, async stillAlone => {
      const here = await lookHere(store, organisation);
      refuseOther(store, organisation, files, here);
      const later = erased === undefined ? [] : await readLater(erased, organisation);
      let read = 0;
      const moved = (bytes: number) => onProgress({ step: 'check', done: (read += bytes), of: files.size });
      const checked = await checkExport({ store, folder, files, organisation, here, later, moved });
      const after = erased === undefined ? [] : linesAfter(erased, checked.ledger, later);
      const ledger = [...checked.ledger, ...after];
      const taken = await takeAll({
        store,
        organisation,
        files,
        here,
        checked,
        ledger,
        stillAlone,
        onProgress,
      });
      const kept = notHistory.flatMap(file => {
        const lines = checked.lines.get(file);
        return lines === undefined ? [] : [{ file, lines }];
      });
      return { organisation, ...taken, kept, leftOut: checked.manifest?.leftOut ?? null };
    });
  } finally {
    await files.close();
  }
}

interface Run {
  readonly store: Store;
  readonly organisation: string;
  readonly files: ExportFiles;
  readonly here: Here;
  readonly checked: Checked;
  readonly ledger: readonly ErasureContent[];
  readonly stillAlone: () => Promise<void>;
  readonly onProgress: (progress: ImportProgress) => void;
}

/**
 * The organisation comes last: before, it has no staff and no schedule, so nobody sees half of it, and nothing goes by its time
 * while the concern or the hold that keeps it is not here yet (E22).
 */
const organisationLast = [...kinds.filter(kind => kind !== 'organisation'), 'organisation'] as const;
/** After so many entries the database counts its rows, instead of some time later. */
const MANY = 1000;

async function takeAll(
  run: Run,
): Promise<Pick<Imported, 'streams' | 'events' | 'erasures' | 'already' | 'erasedSince'>> {
  const { store, organisation, files, here, checked, ledger } = run;
  const { begun } = here;
  const wasBegun = begun?.mark === files.mark;
  // Before anything is there, so that whatever is there is known to come from this export.
  if (!wasBegun) {
    // The hash of each file by its name: one that is shown later can be shown to be the one.
    const hashes = Object.fromEntries(files.hashes);
    await noteImport(store, organisation, { ...hashes, import: 'begun', export: files.mark });
  }
  const erasures = await keepLedger(store, organisation, ledger);
  const done = { streams: 0, events: 0, already: 0, erasedSince: 0 };
  const gone = new Set([...here.erased, ...ledger.map(one => one.stream)]);
  let passed = 0;
  for (const kind of organisationLast) {
    if (kind === 'organisation') await keepWordless(store, organisation, ledger);
    const histories = readHistories(kind, files.file(`${kind}.jsonl`), changedMeanwhile);
    for await (const batch of inBatches(histories)) {
      await run.stillAlone();
      await files.refuseTouched();
      const ids = batch.map(one => one.id);
      const there = await inTransaction(store, asSystem(organisation), db => areHere(db, organisation, ids));
      const absent = batch.filter(one => !there.has(one.id));
      const fresh = absent.filter(one => !gone.has(one.id));
      if (fresh.length > 0) await takeHistories(store, organisation, fresh);
      done.streams += fresh.length;
      done.events += fresh.reduce((sum, one) => sum + one.events.length, 0);
      done.already += there.size;
      done.erasedSince += absent.length - fresh.length;
      passed += batch.reduce((sum, one) => sum + one.events.length, 0);
      run.onProgress({ step: 'take', done: passed, of: checked.events });
    }
  }
  if (wasBegun && begun.done && done.streams + erasures === 0) return { ...done, erasures };
  await noteImport(store, organisation, { import: 'done', export: files.mark, ...done, erasures });
  if (done.events >= MANY) {
    await inTransaction(store, asSystem(organisation), db => db.query('select throughcare.count_rows()'));
  }
  return { ...done, erasures };
}

function changedMeanwhile(): never {
  throw new Refused(
    'A file was changed while it was being taken in, so this stopped. What was taken in until then is whole and stays. Put the ' +
      'files back as they were, and run the same import again.',
  );
}
