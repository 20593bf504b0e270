import { sayDay, londonDay } from '@throughcare/pathway';
import type { Queryable } from '../database/connect.ts';
import { instant } from '../database/types.ts';
import { accessColumns, accessDigest, type AccessRow, type Entry } from './entries.ts';
import type { Fault } from './fault.ts';

export interface AccessChecked {
  readonly faults: Fault[];
  readonly access: number;
  readonly unsealed: number;
}

const ROWS_AT_ONCE = 5000;

/** Checks every row of the access log against the seals. */
export async function verifyAccess(
  db: Queryable,
  organisation: string,
  digestKey: Uint8Array,
  sealed: ReadonlyMap<number, Entry>,
  onProgress: (done: number, of: number) => void,
): Promise<AccessChecked> {
  const lastSealed = [...sealed.keys()].at(-1) ?? 0;
  const unseen = new Map(sealed);
  const changed: AccessRow[] = [];
  const faults: Fault[] = [];
  let access = 0;
  let unsealed = 0;
  // From below the first number that was ever given, and by instant too: whoever inserts by hand may choose both.
  for (let after = { id: Number.MIN_SAFE_INTEGER, at: 0 }; ;) {
    const { rows } = await db.query<AccessRow>(
      `select ${accessColumns} from throughcare.access
        where organisation = $1 and (id, at) > ($2, $3::timestamptz) order by id, at limit $4`,
      [organisation, after.id, instant(after.at), ROWS_AT_ONCE],
    );
    for (const row of rows) {
      access++;
      const entry = sealed.get(row.id);
      unseen.delete(row.id);
      if (row.id > lastSealed) unsealed++;
      else if (!entry) faults.push(fault('inserted', row));
      else if (entry.digest !== accessDigest(digestKey, organisation, row)) changed.push(row);
    }
    onProgress(access, Math.max(access, sealed.size));
    if (rows.length < ROWS_AT_ONCE) break;
    after = rows[rows.length - 1];
  }
  for (const row of changed) {
    // A row that fits under another's number was moved there.
    const moved = changed.some(
      other =>
        other.id !== row.id &&
        sealed.get(other.id)!.digest === accessDigest(digestKey, organisation, { ...row, id: other.id }),
    );
    faults.push(fault(moved ? 'reordered' : 'altered', row));
  }
  for (const { id } of unseen.values()) faults.push({ table: 'access', what: 'removed', row: `row ${id}` });
  return { faults, access, unsealed };
}

function fault(what: Fault['what'], { id, at, user_id: user }: AccessRow): Fault {
  return { table: 'access', what, row: `row ${id} (account ${user}, ${sayDay(londonDay(at))})` };
}
