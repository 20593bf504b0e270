import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeNew } from '../embedded/write-whole.ts';
import { errorCode, Refused } from '../refused.ts';

const LENGTH = 32;

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The master key: from `THROUGHCARE_MASTER_KEY` (32 bytes as base64); else from what `THROUGHCARE_MASTER_KEY_COMMAND`
 * prints, which asks a key service; else from `file`, which is made with a fresh key, for its owner's eyes alone,
 * where it is missing. Without it nothing sealed can be opened again.
 */
export function readMasterKey(file: string, env: Environment = process.env): Buffer {
  return keyGiven('THROUGHCARE_MASTER_KEY', env) ?? keyInFile(file);
}

/** The key that `name`, or the command `name`_COMMAND, gives; undefined where neither is set. */
export function keyGiven(name: string, env: Environment): Buffer | undefined {
  const given = env[name];
  const command = env[`${name}_COMMAND`];
  if (given !== undefined && command !== undefined) {
    throw new Refused(
      `${name} and ${name}_COMMAND are both set, and may give two keys. Nothing was opened. Take one of them away.`,
    );
  }
  if (given !== undefined) return parse(given, name);
  return command === undefined ? undefined : parse(answerOf(command, `${name}_COMMAND`), `${name}_COMMAND`);
}

const PATIENCE_MS = 30_000;

/** Runs once, at start. What the command says to its error output is not repeated: it may hold a secret. */
function answerOf(command: string, name: string): string {
  const { status, signal, stdout, error } = spawnSync('/bin/sh', ['-c', command], {
    encoding: 'utf8',
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 4096,
  });
  if (status === 0) return stdout;
  const why =
    errorCode(error) === 'ETIMEDOUT'
      ? `did not answer within ${PATIENCE_MS / 1000} seconds`
      : signal
        ? `was ended by ${signal}`
        : `ended with status ${status}`;
  throw new Refused(
    `The command in ${name} ${why}, so there is no master key. Nothing was opened. Run it by hand under the account ` +
      `of the service, and see that it prints 32 bytes as base64 and nothing else.`,
  );
}

function keyInFile(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Of two processes that start at once one makes the key, and both read that one.
    writeKey(file, randomBytes(LENGTH));
  }
  return readKeyFile(file);
}

export function readKeyFile(file: string): Buffer {
  if (statSync(file).mode & 0o077) {
    throw new Refused(
      `The master key ${file} can be read by others. Nothing was opened. Run "chmod 600 ${file}", and think about ` +
        `who could have read it.`,
    );
  }
  return parse(readFileSync(file, 'utf8'), file);
}

/** Writes a key where none is; false where one is. A key is never written over: it may be the only one there is. */
export function writeKey(file: string, key: Uint8Array): boolean {
  return writeNew(file, `${Buffer.from(key).toString('base64')}\n`, 0o600);
}

function parse(text: string, from: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === LENGTH) return key;
  throw new Refused(
    `${from} holds ${key.length} bytes, and a master key has ${LENGTH}, written as base64. Nothing was opened. ` +
      `Restore the key from where you keep it; a new one would not open this database.`,
  );
}
