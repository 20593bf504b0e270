import { createHash } from 'node:crypto';
import { NotAllowed } from '../access/not-allowed.ts';
import { inTransaction } from '../database/transaction.ts';
import { instant } from '../database/types.ts';
import { numberOf } from '../keys/typed-number.ts';
import { todayOf, type Store } from '../store.ts';
import { alikeInRecord, makeDryRecord } from './duplicates.ts';
import { decode } from './encoding.ts';
import { inOrganisation } from './in-organisation.ts';
import { readArrivingMap } from './map.ts';
import { readRow, type ArrivingCase, type RowFault } from './read-row.ts';
import type { RowOutcome } from './report.ts';
import { readSheet, type Parting } from './sheet.ts';
import { fieldOf } from './steps.ts';
import { decideRow, idsOf, keepRow, takenBefore, type Taking } from './take-in.ts';

export interface Arriving extends Taking {
  /** The spreadsheet, as CSV. */
  readonly file: Uint8Array;
  /** Which column holds what, as YAML. */
  readonly map: string;
  /** Says what would become of every row, and keeps nothing. */
  readonly dryRun: boolean;
}

/** What became of a file. */
export interface Arrived {
  /** How its cells were parted, as its headings show. */
  readonly parting: Parting;
  readonly rows: readonly RowOutcome[];
}

type ReadyRow = { readonly line: number; readonly arriving: ArrivingCase };

/**
 * Takes an existing caseload in from a spreadsheet (E43): every row is accepted, refused or a duplicate, by its line. Each
 * accepted row goes through the decider and is one transaction under a command of its own, so that a run that was broken
 * off is run again and does nothing twice. Rows are taken in the order of their references: of two that are the same
 * person the first is accepted, however the file is sorted.
 */
export async function arrive(store: Store, asked: Arriving): Promise<Arrived> {
  const map = readArrivingMap(asked.map);
  const { parting, rows: sheet } = readSheet(decode(asked.file, map.encoding), map);
  await noteOrRefuse(store, asked, sheet.length);
  const outcomes: RowOutcome[] = [];
  const ready: ReadyRow[] = [];
  for (const row of sheet) {
    const read = readRow(row, map, todayOf(store));
    if (read.ok) ready.push({ line: row.line, arriving: read.arriving });
    else outcomes.push({ line: row.line, reference: read.reference, outcome: 'refused', said: read.faults });
  }
  const take = await taker(store, asked);
  for (const rows of byReference(ready)) {
    if (rows.length === 1) outcomes.push({ ...rows[0], ...(await take(rows[0].arriving)) });
    else outcomes.push(...rows.map(row => ({ ...row, ...severalOf(rows) })));
  }
  const rows = outcomes
    .map(({ line, reference, outcome, said }) => ({ line, reference, outcome, said }))
    .sort((a, b) => a.line - b.line);
  return { parting, rows };
}

type Taken = Omit<RowOutcome, 'line'>;

/** The access log says who took a caseload in, and from which file, before anything of it is there. */
async function noteOrRefuse(store: Store, asked: Arriving, rows: number): Promise<void> {
  const { organisation, by, file, dryRun } = asked;
  const isAdministrator = await inTransaction(store, { organisation, user: by }, async (db, roles) => {
    const may = roles.includes('administrator');
    const detail = { rows, dryRun, sha256: createHash('sha256').update(file).digest('hex') };
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

/** Rows of one reference together, in the order of the references and not of the file. */
function byReference(rows: readonly ReadyRow[]): ReadyRow[][] {
  const groups = new Map<string, ReadyRow[]>();
  for (const row of rows) {
    const key = numberOf(row.arriving.reference);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function severalOf(rows: readonly ReadyRow[]): Omit<Taken, 'reference'> & { reference: string } {
  const lines = rows.map(row => row.line).sort((a, b) => a - b);
  const words =
    `This reference stands on the lines ${lines.join(', ')}. One person has one row and one reference: put them right, and ` +
    `none of them was taken in until then.`;
  return { reference: rows[0].arriving.reference, outcome: 'refused', said: [{ field: 'reference', words }] };
}

async function taker(store: Store, asked: Arriving): Promise<(arriving: ArrivingCase) => Promise<Taken>> {
  const { organisation, by, dryRun } = asked;
  const here = await inOrganisation(store, organisation);
  const dry = dryRun ? makeDryRecord(store.keys.index, organisation) : null;
  return async told => {
    const { reference } = told;
    const refused = (...said: RowFault[]): Taken => ({ reference, outcome: 'refused', said });
    const before = await takenBefore(store, asked, told);
    if (before === 'as it is') {
      const words = 'An earlier run took it in. Nothing was done again.';
      return { reference, outcome: 'accepted', said: [{ field: null, words }] };
    }
    if (before === 'otherwise') {
      const words =
        'A row with this reference was taken in by an earlier run, and said something else. What is recorded was not ' +
        'changed. Correct the case itself.';
      return refused({ field: 'reference', words });
    }
    const { faults, arriving } = here(told);
    if (faults.length > 0) return refused(...faults);
    const alike = [
      ...(await alikeInRecord(store, organisation, by, arriving)),
      ...(dry?.alike(arriving) ?? []),
    ];
    if (alike.length > 0) return duplicate(reference, [...new Set(alike.map(one => one.reference))]);
    const decided = decideRow(store, asked, arriving);
    if (!decided.ok) {
      const { words, field } = decided.refusal;
      return refused({ field: fieldOf(decided.step, field), words });
    }
    if (dry) dry.add(idsOf(store, organisation, reference).case, arriving);
    else if (!(await keepRow(store, asked, told, decided.working))) {
      return refused({
        field: 'reference',
        words: 'Its case was begun in this moment by somebody else. Look there.',
      });
    }
    return { reference, outcome: 'accepted', said: [] };
  };
}

function duplicate(reference: string, others: readonly string[]): Taken {
  const words =
    `This may be the person of ${others.join(', ')}, so it was not taken in and nothing was joined. Look at both. If they ` +
    'are one person, take the row out of the file; if not, write the other reference into the column for notSameAs.';
  return { reference, outcome: 'duplicate', said: [{ field: 'row', words }] };
}
