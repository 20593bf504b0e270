import { randomBytes } from 'node:crypto';
import { withClient, type Queryable } from '../database/connect.ts';
import { Refused } from '../refused.ts';
import { enterAsSystem } from './as-system.ts';
import { unwrapKey, wrapKey, type KeyPurpose } from './data-keys.ts';
import { openRootKeys, rootKeyRows, unwrapRootKey, wrapRootKey } from './root-keys.ts';
import { open } from './seal.ts';

const AT_ONCE = 500;

interface DataKeyRow {
  readonly stream: string;
  readonly purpose: KeyPurpose;
  readonly wrapped: Buffer;
}

/**
 * Changes the key above the data keys: they are wrapped anew, batch by batch, and no event is touched. Stopped
 * midway, both keys are kept and open the record, and the next call goes on. Refused while the service runs, which
 * knows one of them alone. Gives how many data keys went over.
 */
export async function rotateWrappingKey(serveUrl: string, masterKey: Uint8Array): Promise<number> {
  return withClient(serveUrl, async db => {
    await refuseOthers(db);
    await openRootKeys(db, masterKey);
    const fresh = wrapRootKey(masterKey, 'wrapping_next', randomBytes(32));
    await db.query('select throughcare.keep_root_key($1, $2)', ['wrapping_next', fresh]);
    const keys = await openRootKeys(db, masterKey);
    const { wrapping, wrappingNext } = keys;
    if (!wrappingNext) throw new Refused('The next key was not kept. Nothing was changed. Try again.');
    let changed = 0;
    for (const organisation of await organisations(db)) {
      for (let after: DataKeyRow | undefined; ;) {
        const rows = await nextKeys(db, organisation, after);
        if (rows.length === 0) break;
        changed += await goOver(db, organisation, rows, wrapping, wrappingNext);
        after = rows.at(-1);
      }
    }
    await promote(db, masterKey, wrappingNext);
    return changed;
  });
}

/** Data keys that a service makes while this runs would be under a key that it then loses. */
async function refuseOthers(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ others: number }>(
    `select count(*) as others from pg_stat_activity
      where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`,
  );
  if (rows[0].others === 0) return;
  throw new Refused(
    'The service is running, or another command is at work on this database. Nothing was changed. Stop it first; ' +
      'the master key alone can be changed while it runs.',
  );
}

async function organisations(db: Queryable): Promise<string[]> {
  return inOrganisation(db, undefined, async () => {
    const { rows } = await db.query<{ id: string }>('select throughcare.organisation_ids() as id');
    return rows.map(row => row.id);
  });
}

async function nextKeys(
  db: Queryable,
  organisation: string,
  after: DataKeyRow | undefined,
): Promise<readonly DataKeyRow[]> {
  return inOrganisation(db, organisation, async () => {
    const { rows } = await db.query<DataKeyRow & Record<string, unknown>>(
      `select stream, purpose, wrapped from throughcare.data_key
        where organisation = $1 and ($2::uuid is null or (stream, purpose) > ($2::uuid, $3))
        order by stream, purpose limit $4`,
      [organisation, after?.stream ?? null, after?.purpose ?? '', AT_ONCE],
    );
    return rows;
  });
}

async function goOver(
  db: Queryable,
  organisation: string,
  rows: readonly DataKeyRow[],
  wrapping: Buffer,
  following: Buffer,
): Promise<number> {
  const waiting = rows.filter(row => !isUnder(following, organisation, row));
  if (waiting.length === 0) return 0;
  const after = waiting.map(({ stream, purpose, wrapped }) => {
    const key = unwrapKey({ wrapping, wrappingNext: null }, organisation, stream, purpose, wrapped);
    return wrapKey(following, organisation, stream, purpose, key);
  });
  return inOrganisation(db, organisation, async () => {
    const { rows: changed } = await db.query<{ changed: number }>(
      'select throughcare.rewrap_data_keys($1, $2, $3, $4) as changed',
      [
        waiting.map(row => row.stream),
        waiting.map(row => row.purpose),
        waiting.map(row => row.wrapped),
        after,
      ],
    );
    return changed[0].changed;
  });
}

function isUnder(key: Buffer, organisation: string, { stream, purpose, wrapped }: DataKeyRow): boolean {
  try {
    open(key, { organisation, stream, version: 0, column: `key:${purpose}` }, wrapped);
    return true;
  } catch {
    return false;
  }
}

async function promote(db: Queryable, masterKey: Uint8Array, following: Buffer): Promise<void> {
  await inOrganisation(db, undefined, async () => {
    const seen = (await rootKeyRows(db)).find(row => row.purpose === 'wrapping_next');
    if (!seen || !unwrapRootKey(masterKey, 'wrapping_next', seen.wrapped).equals(following)) {
      throw new Refused('Another command changed the keys at the same time. Run this again.');
    }
    await db.query('select throughcare.promote_wrapping_key($1, $2)', [
      seen.wrapped,
      wrapRootKey(masterKey, 'wrapping', following),
    ]);
  });
}

async function inOrganisation<Value>(
  db: Queryable,
  organisation: string | undefined,
  work: () => Promise<Value>,
): Promise<Value> {
  await db.query('begin');
  try {
    await enterAsSystem(db, organisation);
    const value = await work();
    await db.query('commit');
    return value;
  } catch (error) {
    await db.query('rollback');
    throw error;
  }
}
