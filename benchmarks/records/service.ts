import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day, type Role } from '@throughcare/pathway';
import {
  migrate,
  openRecords,
  readMasterKey,
  startEmbedded,
  type Actor,
  type Records,
} from '@throughcare/records';
import { makePool } from '../../records/src/database/connect.ts';
import { openRootKeys } from '../../records/src/keys/root-keys.ts';
import type { Store } from '../../records/src/store.ts';

/** A service of made-up people in a folder of its own, on a PostgreSQL that keeps what it has committed. */
export interface Service {
  readonly records: Records;
  /** The same record from within, to time one of its steps alone. */
  readonly store: Store;
  readonly organisation: string;
  readonly superuserUrl: string;
  /** Somebody new who works there. */
  join(...roles: Role[]): Promise<Actor>;
  close(): Promise<void>;
}

/** Starts one; `organisation` where a filling brings its own, and founds none then. */
export async function startService(organisation?: string): Promise<Service> {
  const scratch = mkdtempSync(join(tmpdir(), 'records-benchmark-'));
  // Under root the server runs as another account, which has to walk through.
  chmodSync(scratch, 0o711);
  const server = await startEmbedded({ kind: 'demonstration', dataFolder: join(scratch, 'data') });
  await migrate(server);
  const masterKey = readMasterKey(server.layout.masterKey);
  const rootsFolder = server.layout.roots;
  const kind = 'demonstration';
  const records = await openRecords({ serveUrl: server.serveUrl, masterKey, rootsFolder, kind });
  const pool = makePool(server.serveUrl, 16);
  const store: Store = {
    pool,
    keys: await openRootKeys(pool, masterKey),
    openAnew: async () => {},
    kind,
    rootsFolder,
    patienceMs: 30_000,
    clock: Date.now,
  };
  const id = organisation ?? randomUUID();
  const on = day('2020-01-06');
  const administrator: Actor = { userId: 'ada', organisationId: id, name: 'Ada Quill' };
  if (organisation === undefined)
    await records.found({ id, name: 'Fernside', madeUp: true, on, administrator });
  let accounts = 0;
  return {
    records,
    store,
    organisation: id,
    superuserUrl: server.superuserUrl,
    async join(...roles) {
      const user = `account-${++accounts}`;
      const name = `${roles[0]} ${accounts}`;
      const outcome = await records
        .as(administrator)
        .decide('organisation', id, 'latest', randomUUID(), { do: 'join', on, user, name, roles });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome));
      return { userId: user, organisationId: id, name };
    },
    async close() {
      await pool.end();
      await records.close();
      await server.stop();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
