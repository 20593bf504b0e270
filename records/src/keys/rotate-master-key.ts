import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, unlinkSync } from 'node:fs';
import { withClient, type Queryable } from '../database/connect.ts';
import { writeWhole } from '../embedded/write-whole.ts';
import { errorCode, Refused } from '../refused.ts';
import { noteAtTheMachine } from '../access/note-at-the-machine.ts';
import { asSystem } from '../access/as-system.ts';
import { changingKeys, ifAlone } from './changing-keys.ts';
import { keyGiven, readKeyFile, readMasterKey, writeKey, type Environment } from './master-key.ts';
import { rootKeyRows, unwrapRootKey, wrapRootKey } from './root-keys.ts';

const MASTER = 'THROUGHCARE_MASTER_KEY';
const NEXT = 'THROUGHCARE_NEXT_MASTER_KEY';
const next = (file: string) => `${file}.next`;
const previous = (file: string) => `${file}.previous`;

/**
 * The master key that opens this database: usually the one in its place. While it is being changed, or where a change
 * was cut off after the database had gone over, the next one opens it; a change that was cut off is finished.
 */
export async function openingKey(
  serveUrl: string,
  file: string,
  env: Environment = process.env,
): Promise<Buffer> {
  const given = keyGiven(MASTER, env);
  if (given !== undefined) return given;
  if (!existsSync(next(file))) return readMasterKey(file, {});
  return withClient(serveUrl, db =>
    ifAlone(db, async isAlone => {
      // Before the one in its place: the file of the next one is only ever moved there.
      const following = readIfThere(next(file));
      if (following === undefined || !(await opens(db, following))) return readMasterKey(file, {});
      if (isAlone) finish(file, following);
      return following;
    }),
  );
}

/**
 * Changes the master key: the keys above the data keys are wrapped anew in one transaction, and nothing of the record
 * is touched. A service that runs goes on, for it opened them at its start. The key before it is kept beside until
 * `forgetPreviousKey`. A key from the environment or a command is followed by THROUGHCARE_NEXT_MASTER_KEY, or what
 * THROUGHCARE_NEXT_MASTER_KEY_COMMAND gives. One change at a time. Says where the key now is.
 */
export async function rotateMasterKey(
  serveUrl: string,
  file: string,
  env: Environment = process.env,
  patienceMs?: number,
): Promise<string> {
  const given = keyGiven(MASTER, env);
  if (given === undefined) {
    return changingKeys(serveUrl, { patienceMs }, async db => {
      const current = await keyInPlace(db, file);
      const fresh = beginRotation(file);
      await rewrap(db, current, fresh);
      finish(file, fresh);
      return `${file}. The one before it is kept in ${previous(file)}`;
    });
  }
  const following = keyGiven(NEXT, env);
  if (!following) {
    throw new Refused(
      `The master key comes from the environment, so the next one does too. Nothing was changed. Set ${NEXT} or ` +
        `${NEXT}_COMMAND, and run this again.`,
    );
  }
  return changingKeys(serveUrl, { patienceMs }, async db => {
    if (!(await opens(db, given))) throw notInPlace();
    await rewrap(db, given, following);
    return `what ${NEXT} gives. Put it in the place of ${MASTER} before the service starts again`;
  });
}

/**
 * Writes the next key beside the one in its place, before the database goes over to it. Where one is left from a change
 * that was cut off before the database had gone over, it is that one. Gives what stands in the file.
 */
export function beginRotation(file: string): Buffer {
  writeKey(next(file), randomBytes(32));
  return readKeyFile(next(file));
}

/** Wraps all root keys under another master key, or none, and says so in the access log. */
export async function rewrap(db: Queryable, current: Uint8Array, following: Uint8Array): Promise<void> {
  await asSystem(db, undefined, async () => {
    const rows = await rootKeyRows(db);
    const after = rows.map(({ purpose, wrapped }) =>
      wrapRootKey(following, purpose, unwrapRootKey(current, purpose, wrapped)),
    );
    await db.query('select throughcare.rewrap_root_keys($1, $2, $3)', [
      rows.map(row => row.purpose),
      rows.map(row => row.wrapped),
      after,
    ]);
    await noteAtTheMachine(db, 'masterKeyChanged');
  });
}

/** The key in its place, seen to open the database, after a change that was cut off is finished. For who is alone. */
async function keyInPlace(db: Queryable, file: string): Promise<Buffer> {
  const following = readIfThere(next(file));
  if (following !== undefined && (await opens(db, following))) finish(file, following);
  const key = readMasterKey(file, {});
  if (await opens(db, key)) return key;
  throw notInPlace();
}

function notInPlace(): Refused {
  return new Refused('The master key in its place does not open this database. Nothing was changed.');
}

/**
 * Puts the next key, which opens the database, in its place, and keeps the one before. Where somebody has done it, or
 * has begun another change, nothing is left to do: no key is written over that is not kept beside.
 */
function finish(file: string, key: Buffer): void {
  if (readIfThere(next(file))?.equals(key) !== true) return;
  if (readIfThere(file)?.equals(key)) return unlinkSync(next(file));
  if (existsSync(file)) writeWhole(previous(file), readFileSync(file), 0o600);
  renameSync(next(file), file);
}

/** Destroys the key before the last change, once the one in its place is seen to open the database. */
export async function forgetPreviousKey(
  serveUrl: string,
  file: string,
  env: Environment = process.env,
): Promise<boolean> {
  const given = keyGiven(MASTER, env);
  return changingKeys(serveUrl, {}, async db => {
    if (given === undefined) await keyInPlace(db, file);
    else if (!(await opens(db, given))) throw notInPlace();
    if (!existsSync(previous(file))) return false;
    await asSystem(db, undefined, () => noteAtTheMachine(db, 'previousKeyForgotten'));
    unlinkSync(previous(file));
    return true;
  });
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readKeyFile(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** False of a database that holds no keys yet: any key would do for it, so none is proved by it. */
async function opens(db: Queryable, key: Uint8Array): Promise<boolean> {
  const rows = await rootKeyRows(db);
  try {
    for (const { purpose, wrapped } of rows) unwrapRootKey(key, purpose, wrapped);
    return rows.length > 0;
  } catch {
    return false;
  }
}
