import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Queryable } from '../database/connect.ts';
import { Refused } from '../refused.ts';
import { sayHolder, type Holder } from '../database/holder.ts';
import { PATIENCE_MS, WaitedTooLong } from '../database/waited-too-long.ts';
import { noteAtTheMachine } from '../access/note-at-the-machine.ts';
import { asSystem, enterAsSystem } from '../access/as-system.ts';
import { changingKeys, heldWords } from './changing-keys.ts';
import { isWrappedBy, unwrapKey, wrapKey, type KeyPurpose } from './data-keys.ts';
import { keyMark } from './key-mark.ts';
import { openRootKeys, rootKeyRows, unwrapRootKey, wrapRootKey, type RootKeys } from './root-keys.ts';

const AT_ONCE = 500;
const PAUSE_MS = 250;

interface DataKeyRow {
  readonly stream: string;
  readonly purpose: KeyPurpose;
  readonly wrapped: Buffer;
}

/** A row that somebody else holds, in its organisation. */
type HeldRow = Pick<DataKeyRow, 'stream' | 'purpose'> & { readonly organisation: string };

/**
 * Changes the key above the data keys: they are wrapped anew, batch by batch, and no event is touched. A service and
 * other commands may be at work: from the first step on the database takes in no data key under the key before, and who
 * knows that one alone opens the next. Stopped midway, both keys are kept and open the record, and the next call goes
 * on. Gives how many data keys went over. Refuses in words where some of them are held by somebody else all the time.
 */
export async function rotateWrappingKey(
  serveUrl: string,
  masterKey: Uint8Array,
  patienceMs = PATIENCE_MS,
): Promise<number> {
  return changingKeys(serveUrl, { patienceMs, safe }, async db => {
    const keys = await beginOver(db, masterKey);
    const all = await organisations(db);
    let changed = 0;
    let moved = Date.now();
    for (;;) {
      let held: HeldRow | undefined;
      let waiting = 0;
      let gone = 0;
      for (const organisation of all) {
        for await (const rows of keysOf(organisation, work => asSystem(db, organisation, () => work(db)))) {
          const left = rows.filter(row => !isUnder(keys, organisation, row));
          waiting += left.length;
          if (left.length === 0) continue;
          const went = await goOver(db, organisation, left, keys);
          gone += went;
          if (went === 0) held = { organisation, stream: left[0].stream, purpose: left[0].purpose };
        }
      }
      changed += gone;
      if (waiting === gone) break;
      // Somebody else holds some of them, or has just erased them.
      if (gone > 0) moved = Date.now();
      else if (held && Date.now() - moved > patienceMs) throw await stillHeld(db, waiting, held);
      await sleep(PAUSE_MS);
    }
    await promote(db, masterKey, keys);
    return changed;
  });
}

const safe = 'The other keys have gone over or can wait: both keys are kept, and the whole record opens.';

async function stillHeld(db: Queryable, many: number, row: HeldRow): Promise<WaitedTooLong> {
  const what = many === 1 ? 'the last key of a record' : `the last ${many} keys of records`;
  const holder = await asSystem(db, row.organisation, () => whoHolds(db, row));
  return new WaitedTooLong(heldWords(what, sayHolder(holder), safe));
}

/** The session whose transaction stands on the row; not told where several hold it together. */
async function whoHolds(
  db: Queryable,
  { organisation, stream, purpose }: HeldRow,
): Promise<Holder | undefined> {
  const { rows } = await db.query<Holder & Record<string, unknown>>(
    `select a.pid, a.usename as login, a.application_name as program
       from throughcare.data_key d
       join pg_locks l on l.locktype = 'transactionid' and l.granted and l.transactionid = d.xmax
       join pg_stat_activity a on a.pid = l.pid
      where d.organisation = $1 and d.stream = $2 and d.purpose = $3`,
    [organisation, stream, purpose],
  );
  return rows.at(0);
}

/** From here on data keys are put in under the next key alone. Goes on with the one that is there from before. */
async function beginOver(db: Queryable, masterKey: Uint8Array): Promise<RootKeys> {
  const before = await openRootKeys(db, masterKey);
  if (before.others.length > 0) return before;
  const following = randomBytes(32);
  await asSystem(db, undefined, async () => {
    await db.query('select throughcare.begin_wrapping_key($1, $2)', [
      wrapRootKey(masterKey, 'wrapping_next', following),
      keyMark(following),
    ]);
    await noteAtTheMachine(db, 'wrappingKeyChanged');
  });
  return openRootKeys(db, masterKey);
}

async function organisations(db: Queryable): Promise<string[]> {
  return asSystem(db, undefined, () => organisationIds(db));
}

async function organisationIds(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>('select throughcare.organisation_ids() as id');
  return rows.map(row => row.id);
}

/** The data keys of an organisation, batch by batch. */
async function* keysOf(
  organisation: string,
  within: <Value>(work: (db: Queryable) => Promise<Value>) => Promise<Value>,
): AsyncGenerator<readonly DataKeyRow[]> {
  for (let after: DataKeyRow | undefined; ;) {
    const rows = await within(db => nextKeys(db, organisation, after));
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1);
  }
}

async function nextKeys(
  db: Queryable,
  organisation: string,
  after: DataKeyRow | undefined,
): Promise<readonly DataKeyRow[]> {
  const { rows } = await db.query<DataKeyRow & Record<string, unknown>>(
    `select stream, purpose, wrapped from throughcare.data_key
      where organisation = $1 and ($2::uuid is null or (stream, purpose) > ($2::uuid, $3))
      order by stream, purpose limit $4`,
    [organisation, after?.stream ?? null, after?.purpose ?? '', AT_ONCE],
  );
  return rows;
}

async function goOver(
  db: Queryable,
  organisation: string,
  rows: readonly DataKeyRow[],
  keys: RootKeys,
): Promise<number> {
  const after = rows.map(({ stream, purpose, wrapped }) =>
    wrapKey(
      keys.wrapping,
      organisation,
      stream,
      purpose,
      unwrapKey(keys, organisation, stream, purpose, wrapped),
    ),
  );
  return asSystem(db, organisation, async () => {
    const { rows: changed } = await db.query<{ changed: number }>(
      'select throughcare.rewrap_data_keys($1, $2, $3, $4, $5) as changed',
      [
        rows.map(row => row.stream),
        rows.map(row => row.purpose),
        rows.map(row => row.wrapped),
        after,
        keyMark(keys.wrapping),
      ],
    );
    return changed[0].changed;
  });
}

function isUnder(
  { wrapping }: RootKeys,
  organisation: string,
  { stream, purpose, wrapped }: DataKeyRow,
): boolean {
  return isWrappedBy(wrapping, organisation, stream, purpose, wrapped);
}

/** In one transaction: sees every data key of every organisation under the next key, and gives up the one before. */
async function promote(db: Queryable, masterKey: Uint8Array, keys: RootKeys): Promise<void> {
  const { wrapping } = keys;
  await asSystem(db, undefined, async () => {
    for (const organisation of await organisationIds(db)) {
      await enterAsSystem(db, organisation);
      for await (const rows of keysOf(organisation, work => work(db))) {
        if (!rows.every(row => isUnder(keys, organisation, row))) throw notOver();
      }
    }
    await enterAsSystem(db);
    const seen = (await rootKeyRows(db)).find(row => row.purpose === 'wrapping_next');
    if (!seen || !unwrapRootKey(masterKey, 'wrapping_next', seen.wrapped).equals(wrapping)) throw notOver();
    await db.query('select throughcare.promote_wrapping_key($1, $2, $3)', [
      seen.wrapped,
      wrapRootKey(masterKey, 'wrapping', wrapping),
      keyMark(wrapping),
    ]);
  });
}

function notOver(): Refused {
  return new Refused(
    'Not every key of a record is under the next key yet. Both keys are kept, and the whole record opens. Run this again.',
  );
}
