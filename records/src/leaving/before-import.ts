import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { londonDay, sayDay } from '@throughcare/pathway';
import { openSource } from '../arriving/source-file.ts';
import { rootHash } from '../audit/daily-root.ts';
import { ledgerFile, type ErasureContent } from '../lifetime/ledger.ts';
import { Refused } from '../refused.ts';
import type { Store } from '../store.ts';
import { readEventLine } from './event-line.ts';
import type { ExportFiles } from './export-files.ts';
import { collectFaults } from './faults.ts';
import type { Here } from './here.ts';
import { readLedger } from './ledger-lines.ts';
import { readLines } from './read-lines.ts';

/** Whose export it is, by its first line. Refuses in words made-up people where real ones are, and the other way round (E39). */
export async function organisationIn(store: Store, folder: string, files: ExportFiles): Promise<string> {
  const NAME = 'organisation.jsonl';
  const faults = collectFaults();
  for await (const { number, ...line } of readLines(files.file(NAME))) {
    const read =
      line.text === null
        ? { ok: false as const, words: [line.words] }
        : readEventLine('organisation', line.text);
    if (!read.ok) {
      for (const words of read.words) faults.add(NAME, number, words);
      break;
    }
    const { type, record, facts } = read.event;
    if (type !== 'founded') {
      faults.add(NAME, number, `type: came “${type}”; allowed: “founded”, with which an organisation begins`);
      break;
    }
    if ((facts.madeUp === true) === (store.kind === 'demonstration')) return record;
    throw new Refused('Made-up people and real ones never share a database. Nothing was taken in.');
  }
  faults.refuse(folder);
  throw new Refused(`${NAME} holds no organisation. Nothing was taken in. Take the export again.`);
}

/** Refuses in words files that are not those of which the digest was told by another way. */
export function refuseOtherDigest(folder: string, { mark }: Pick<ExportFiles, 'mark'>, digest: string): void {
  if (digest.trim().toLowerCase() === mark) return;
  throw new Refused(
    `${folder} has the digest ${mark}, and ${digest.trim()} was given. Nothing was taken in. It is another export, or somebody ` +
      'changed it on its way: ask who made it to read the digest to you again, and copy it again from where it was made.',
  );
}

/** Refuses in words where this record has something else of the organisation than the beginning of this export. */
export function refuseOther(
  store: Store,
  organisation: string,
  { mark }: Pick<ExportFiles, 'mark'>,
  { there, begun }: Here,
): void {
  if (there && begun === null) {
    throw new Refused(
      'This organisation is here already, and did not come by an import. Nothing was taken in. Import into a database in ' +
        'which this organisation is not.',
    );
  }
  if (there && begun !== null && begun.mark !== mark) {
    const which = `on ${sayDay(londonDay(begun.at))}, whose SHA256SUMS has the hash ${begun.mark}`;
    throw new Refused(
      begun.done
        ? `This organisation came here from another export ${which}. Nothing was taken in. Its record goes on here. To take ` +
            'this one in, use an empty database.'
        : `Another export of this organisation was begun to be taken in here ${which}. Nothing was taken in. Import that one ` +
            'again to go on where it stopped, or begin anew in an empty database.',
    );
  }
  if (there || begun !== null || store.rootsFolder === null) return;
  const folder = dirname(ledgerFile(store.rootsFolder, organisation));
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  throw new Refused(
    `${folder} holds daily roots, or a ledger of erasures, that another record of this organisation wrote. Nothing was taken ` +
      'in. Move that folder elsewhere and keep it; where erasures.jsonl lies in it, name that file with --erased, so that ' +
      'what was erased does not come back.',
  );
}

/** Reads the ledger of a later day, and holds it against the one of the export. */
export async function readLater(path: string, organisation: string): Promise<readonly ErasureContent[]> {
  const faults = collectFaults();
  const file = await openSource(path, path);
  try {
    const ledger = await readLedger(file, organisation, (line, words) => faults.add(path, line, words));
    faults.refuse(path);
    return ledger;
  } finally {
    await file.close();
  }
}

/** The lines that a ledger of a later day has beyond that of the export. Refuses in words one that does not follow from it. */
export function linesAfter(
  path: string,
  ledger: readonly ErasureContent[],
  later: readonly ErasureContent[],
): readonly ErasureContent[] {
  const last = ledger.at(-1);
  const same = later.at(ledger.length - 1);
  if (last !== undefined && (same === undefined || rootHash(same) !== rootHash(last))) {
    throw new Refused(
      `${path} does not go on from the ledger of the export: it is of an earlier day, or of another record. Nothing was taken ` +
        'in. Take the newest ledger of the house that the export comes from.',
    );
  }
  return later.slice(ledger.length);
}
