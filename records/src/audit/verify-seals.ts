import type { Queryable } from '../database/connect.ts';
import { logs, unpackEntries, type Entry, type Log } from './entries.ts';
import type { Fault } from './fault.ts';
import { sealDigest, type Seal } from './seal-logs.ts';

export interface SealsChecked {
  readonly faults: Fault[];
  readonly seals: number;
  /** Every sealed row of each log, in order. */
  readonly entries: Readonly<Record<Log, ReadonlyMap<number, Entry>>>;
  /** The digest of each seal that stands, as hex. */
  readonly digests: Readonly<Record<Log, ReadonlyMap<number, string>>>;
}

/** Checks the chains of seals, and unpacks what they cover. */
export async function verifySeals(
  db: Queryable,
  organisation: string,
  digestKey: Uint8Array,
): Promise<SealsChecked> {
  const faults: Fault[] = [];
  const entries = { event: new Map<number, Entry>(), access: new Map<number, Entry>() };
  const digests = { event: new Map<number, string>(), access: new Map<number, string>() };
  let seals = 0;
  for (const log of logs) {
    const { rows } = await db.query<Seal & Record<string, unknown>>(
      `select log, number, first_id, last_id, entries, sealed_at, digest from throughcare.seal
        where organisation = $1 and log = $2 order by number`,
      [organisation, log],
    );
    seals += rows.length;
    let before: Buffer | undefined;
    let expected = 1;
    for (const seal of rows) {
      for (; expected < seal.number; expected++) faults.push(fault('removed', log, expected));
      if (!sealDigest(digestKey, organisation, seal, before).equals(seal.digest)) {
        // After a gap no chain can fit; the gap is what is named.
        if (faults.at(-1)?.row !== rowName(log, seal.number - 1))
          faults.push(fault('altered', log, seal.number));
      }
      before = seal.digest;
      expected = seal.number + 1;
      digests[log].set(seal.number, seal.digest.toString('hex'));
      for (const entry of unpackEntries(log, seal.entries)) entries[log].set(entry.id, entry);
    }
  }
  return { faults, seals, entries, digests };
}

function fault(what: Fault['what'], log: Log, number: number): Fault {
  return { table: 'seal', what, row: rowName(log, number) };
}

function rowName(log: Log, number: number): string {
  return `seal ${number} of the ${log} log`;
}
