import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, unlinkSync } from 'node:fs';
import { withClient, type Queryable } from '../database/connect.ts';
import { writeWhole } from '../embedded/write-whole.ts';
import { Refused } from '../refused.ts';
import { enterAsSystem } from './as-system.ts';
import { keyGiven, readKeyFile, readMasterKey, writeKey, type Environment } from './master-key.ts';
import { rootKeyRows, unwrapRootKey, wrapRootKey } from './root-keys.ts';

const NEXT = 'THROUGHCARE_NEXT_MASTER_KEY';
const next = (file: string) => `${file}.next`;
const previous = (file: string) => `${file}.previous`;

/**
 * The master key that opens this database: usually the one in its place. Where a change was cut off after the
 * database had gone over, the next one opens it, and the change is finished.
 */
export async function openingKey(
  serveUrl: string,
  file: string,
  env: Environment = process.env,
): Promise<Buffer> {
  if (keyGiven('THROUGHCARE_MASTER_KEY', env) === undefined && existsSync(next(file))) {
    await withClient(serveUrl, async db => {
      if (await opens(db, readKeyFile(next(file)))) finish(file);
    });
  }
  return readMasterKey(file, env);
}

/**
 * Changes the master key: the keys above the data keys are wrapped anew in one transaction, and nothing of the record
 * is touched. A service that runs goes on, for it opened them at its start. The key before it is kept beside until
 * `forgetPreviousKey`. A key from the environment or a command is followed by THROUGHCARE_NEXT_MASTER_KEY, or what
 * THROUGHCARE_NEXT_MASTER_KEY_COMMAND gives. Says where the key now is.
 */
export async function rotateMasterKey(
  serveUrl: string,
  file: string,
  env: Environment = process.env,
): Promise<string> {
  const current = await openingKey(serveUrl, file, env);
  if (keyGiven('THROUGHCARE_MASTER_KEY', env) !== undefined) {
    const following = keyGiven(NEXT, env);
    if (!following) {
      throw new Refused(
        `The master key comes from the environment, so the next one does too. Nothing was changed. Set ${NEXT} or ` +
          `${NEXT}_COMMAND, and run this again.`,
      );
    }
    await withClient(serveUrl, db => rewrap(db, current, following));
    return `what ${NEXT} gives. Put it in the place of THROUGHCARE_MASTER_KEY before the service starts again`;
  }
  const fresh = beginRotation(file);
  await withClient(serveUrl, db => rewrap(db, current, fresh));
  finish(file);
  return `${file}. The one before it is kept in ${previous(file)}`;
}

/** Writes the next key beside the one in its place, before the database goes over to it. */
export function beginRotation(file: string): Buffer {
  const fresh = randomBytes(32);
  writeKey(next(file), fresh);
  return fresh;
}

/** Wraps all root keys under another master key, or none. */
export async function rewrap(db: Queryable, current: Uint8Array, following: Uint8Array): Promise<void> {
  await db.query('begin');
  try {
    await enterAsSystem(db);
    const rows = await rootKeyRows(db);
    const after = rows.map(({ purpose, wrapped }) =>
      wrapRootKey(following, purpose, unwrapRootKey(current, purpose, wrapped)),
    );
    await db.query('select throughcare.rewrap_root_keys($1, $2, $3)', [
      rows.map(row => row.purpose),
      rows.map(row => row.wrapped),
      after,
    ]);
    await db.query('commit');
  } catch (error) {
    await db.query('rollback');
    throw error;
  }
}

function finish(file: string): void {
  writeWhole(previous(file), readFileSync(file), 0o600);
  renameSync(next(file), file);
}

/** Destroys the key before the last change, once the one in its place is seen to open the database. */
export async function forgetPreviousKey(
  serveUrl: string,
  file: string,
  env: Environment = process.env,
): Promise<boolean> {
  const key = await openingKey(serveUrl, file, env);
  const works = await withClient(serveUrl, db => opens(db, key));
  if (!works)
    throw new Refused('The master key in its place does not open this database. Nothing was changed.');
  if (!existsSync(previous(file))) return false;
  unlinkSync(previous(file));
  return true;
}

async function opens(db: Queryable, key: Uint8Array): Promise<boolean> {
  try {
    for (const { purpose, wrapped } of await rootKeyRows(db)) unwrapRootKey(key, purpose, wrapped);
    return true;
  } catch (error) {
    if (error instanceof Error && 'severity' in error) throw error;
    return false;
  }
}
