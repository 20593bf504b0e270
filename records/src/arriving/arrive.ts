import { NotAllowed } from '../access/not-allowed.ts';
import { inTransaction } from '../database/transaction.ts';
import { instant } from '../database/types.ts';
import { todayOf, type Store } from '../store.ts';
import { caseloadOf } from './caseload.ts';
import { refuseFromBeforeAMove } from './from-before-a-move.ts';
import { readArrivingMap } from './map.ts';
import { naming, openSheets } from './open-sheets.ts';
import { placesOf, type Place } from './places.ts';
import type { RowOutcome } from './report.ts';
import type { Parting, Sheet } from './sheet.ts';
import { takeAll } from './take-all.ts';
import type { Taking } from './take-in.ts';
import { tellAll } from './tell-all.ts';

export interface Arriving extends Taking {
  /** The file of the people, as CSV; the files that the map names beside it lie in the same folder. */
  readonly people: string;
  /** Which column holds what, as YAML. */
  readonly map: string;
  /** Says what would become of every row, and keeps nothing. */
  readonly dryRun: boolean;
  /** Whoever asks says that no file is from before this record was taken in from another one. */
  readonly sinceMove?: boolean;
}

/** How the cells of each file were parted, as its headings show. */
export type Arrived = readonly { readonly file: string; readonly parting: Parting }[];

/**
 * Takes an existing caseload in from spreadsheets (E43): every row is accepted, refused or a duplicate, by its file and
 * line, and `tell` is given each in that order. The files are read as they lie, row by row: once to find every row, so that
 * a file that cannot be read, or a row that belongs to nobody, changes nothing; then person by person, in the order of the
 * references, so that of two who are the same the first is accepted, however the files are sorted; and once for what is
 * said. Each person is a command of their own, so that a run that was broken off is run again and does nothing twice.
 */
export async function arrive(
  store: Store,
  asked: Arriving,
  tell: (outcome: RowOutcome) => void,
): Promise<Arrived> {
  if (!asked.sinceMove) await refuseFromBeforeAMove(store, asked.organisation);
  const map = readArrivingMap(asked.map);
  const sheets = await openSheets(asked.people, map);
  const today = todayOf(store);
  try {
    const places: Place[][] = [];
    for (const sheet of sheets) places.push(await naming(sheet.file, () => placesOf(sheet, map, today)));
    await noteOrRefuse(store, asked, sheets, places.flat().length);
    const caseload = caseloadOf({ map, today, sheets, places });
    await takeAll(store, asked, caseload);
    await tellAll(caseload, tell);
    return sheets.map(({ file, parting }) => ({ file, parting }));
  } finally {
    for (const sheet of sheets) await sheet.close();
  }
}

/** The access log says who took a caseload in, and from which files, before anything of it is there. */
async function noteOrRefuse(
  store: Store,
  asked: Arriving,
  sheets: readonly Sheet[],
  rows: number,
): Promise<void> {
  const { organisation, by, dryRun } = asked;
  const [people, ...others] = sheets;
  const isAdministrator = await inTransaction(store, { organisation, user: by }, async (db, roles) => {
    const may = roles.includes('administrator');
    const more = Object.fromEntries(others.map(one => [one.name, one.sha256]));
    const detail = { rows, dryRun, sha256: people.sha256, ...(others.length > 0 ? { more } : {}) };
    await db.query(`select throughcare.note_access($1, $2, 'arriving', 'organisation', $3, $4)`, [
      instant(store.clock()),
      may ? 'read' : 'refused',
      may ? [organisation] : [],
      may ? detail : {},
    ]);
    return may;
  });
  if (isAdministrator) return;
  throw new NotAllowed(
    'Only an administrator takes a caseload in. Nothing was taken in. Name the account of one.',
  );
}
