import { NO_DIGEST, eventDigest } from '../append/seal-event.ts';
import type { Queryable } from '../database/connect.ts';
import { shortDigest, type Entry, type SealedEventRow } from './entries.ts';
import type { Fault } from './fault.ts';

export interface EventsChecked {
  readonly faults: Fault[];
  readonly streams: number;
  readonly events: number;
  readonly unsealed: number;
}

const ROWS_AT_ONCE = 5000;

/** Checks every stream's chain of digests and its head, and every event against the seals. */
export async function verifyEvents(
  db: Queryable,
  organisation: string,
  digestKey: Uint8Array,
  sealed: ReadonlyMap<number, Entry>,
  onProgress: (done: number, of: number) => void,
): Promise<EventsChecked> {
  const faults: Fault[] = [];
  const lastSealed = [...sealed.keys()].at(-1) ?? 0;
  const unseen = new Map(sealed);
  const heads = await readHeads(db, organisation);
  const streams = heads.size;
  const of = [...heads.values()].reduce((sum, head) => sum + head.version, 0);
  let events = 0;
  let unsealed = 0;
  let told = 0;
  for await (const rows of readStreams(db, organisation)) {
    const { stream, kind } = rows[0];
    events += rows.length;
    if (events - told >= ROWS_AT_ONCE || told === 0) onProgress((told = events), of);
    unsealed += rows.filter(row => row.position > lastSealed).length;
    const strangers = rows.filter(row => row.position <= lastSealed && !sealed.has(row.position));
    for (const row of rows) unseen.delete(row.position);
    faults.push(...strangers.map(row => fault('inserted', row)));
    const rest = rows.filter(row => !strangers.includes(row));
    faults.push(...chainFaults(rest, organisation, digestKey, sealed));
    const head = heads.get(stream);
    const last = rest.at(-1);
    heads.delete(stream);
    if (!head) faults.push({ table: 'stream', what: 'removed', row: `the head of ${kind} ${stream}` });
    else if (last && last.version > head.version) faults.push(fault('inserted', last));
    else if (
      head.kind !== kind ||
      (last && (last.version < head.version || !last.digest.equals(head.digest)))
    ) {
      faults.push({ table: 'stream', what: 'altered', row: `the head of ${kind} ${stream}` });
    }
  }
  for (const [stream, { kind }] of heads) {
    faults.push({ table: 'event', what: 'removed', row: `every version of ${kind} ${stream}` });
  }
  for (const { id, stream, version } of unseen.values()) {
    faults.push({
      table: 'event',
      what: 'removed',
      row: `version ${version} of stream ${stream} (position ${id})`,
    });
  }
  return { faults, streams, events, unsealed };
}

/** What does not fit in the chain of one stream, in order of version. */
function chainFaults(
  rows: readonly SealedEventRow[],
  organisation: string,
  digestKey: Uint8Array,
  sealed: ReadonlyMap<number, Entry>,
): Fault[] {
  const at = new Map(rows.map(row => [row.version, row]));
  const digests = [NO_DIGEST, ...rows.map(row => row.digest)];
  const fits = (row: SealedEventRow, version: number, before: Uint8Array) =>
    eventDigest(digestKey, organisation, { ...row, version }, before).equals(row.digest);
  const found: { version: number; what: Fault['what'] }[] = [];
  const away = new Set<SealedEventRow>();
  let neighbour: number | undefined;
  const homes = new Set<number>();
  for (const row of rows) {
    const asSealed = isAsSealed(row, sealed.get(row.position));
    const before = row.version === 1 ? NO_DIGEST : at.get(row.version - 1)?.digest;
    if (before && asSealed && fits(row, row.version, before)) continue;
    // Its neighbour was moved or taken out; that is named there.
    if (
      asSealed &&
      (before ? digests.some(other => fits(row, row.version, other)) : sealed.has(row.position))
    ) {
      neighbour ??= row.version;
      continue;
    }
    const home = homeOf(row, rows.length + 1, digests, fits);
    if (home === undefined || home === row.version) {
      found.push({ version: row.version, what: 'altered' });
      continue;
    }
    away.add(row);
    const isCopy = at.get(home)?.digest.equals(row.digest) === true;
    found.push(isCopy ? { version: row.version, what: 'inserted' } : { version: home, what: 'reordered' });
    if (!isCopy) homes.add(home);
  }
  const last = rows.filter(row => !away.has(row)).at(-1)?.version ?? 0;
  for (let version = 1; version < last; version++) {
    if (!at.has(version) && !homes.has(version)) found.push({ version, what: 'removed' });
  }
  // Whatever the reason, what does not fit is never passed over.
  if (found.length === 0 && neighbour !== undefined) found.push({ version: neighbour, what: 'altered' });
  const { kind, stream } = rows[0] ?? {};
  return found
    .sort((one, other) => one.version - other.version)
    .map(({ version, what }) => ({ table: 'event', what, row: `version ${version} of ${kind} ${stream}` }));
}

function isAsSealed(row: SealedEventRow, entry: Entry | undefined): boolean {
  if (!entry) return true;
  const { digest, version, stream } = entry;
  return digest === shortDigest(row.digest) && version === row.version && stream === row.stream;
}

/** The version at which a row fits, after whichever digest: where it stood before it was moved. */
function homeOf(
  row: SealedEventRow,
  versions: number,
  digests: readonly Uint8Array[],
  fits: (row: SealedEventRow, version: number, before: Uint8Array) => boolean,
): number | undefined {
  for (let version = 1; version <= versions; version++) {
    if (digests.some(before => fits(row, version, before))) return version;
  }
  return undefined;
}

function fault(what: Fault['what'], { kind, stream, version }: SealedEventRow): Fault {
  return { table: 'event', what, row: `version ${version} of ${kind} ${stream}` };
}

interface Head {
  kind: string;
  version: number;
  digest: Buffer;
}

async function readHeads(db: Queryable, organisation: string): Promise<Map<string, Head>> {
  const { rows } = await db.query<Head & { id: string }>(
    'select id, kind, version, digest from throughcare.stream where organisation = $1',
    [organisation],
  );
  return new Map(rows.map(({ id, ...head }) => [id, head]));
}

/** Every event, a stream at a time, in order of version. */
async function* readStreams(db: Queryable, organisation: string): AsyncGenerator<SealedEventRow[]> {
  let after = { stream: '00000000-0000-0000-0000-000000000000', version: 0 };
  let held: SealedEventRow[] = [];
  for (;;) {
    const { rows } = await db.query<SealedEventRow>(
      `select position, kind, stream, version, type, schema, occurred_on, recorded_at, actor, command, facts, identity,
          digest from throughcare.event
        where organisation = $1 and (stream, version) > ($2::uuid, $3) order by stream, version limit $4`,
      [organisation, after.stream, after.version, ROWS_AT_ONCE],
    );
    for (const row of rows) {
      if (held.length > 0 && held[0].stream !== row.stream) {
        yield held;
        held = [];
      }
      held.push(row);
    }
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) break;
    after = { stream: last.stream, version: last.version };
  }
  if (held.length > 0) yield held;
}
