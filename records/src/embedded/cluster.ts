import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { Refused, errorCode } from '../refused.ts';
import { watchOver } from './watch.ts';
import { writeWhole } from './write-whole.ts';
import type { Account } from './run-as.ts';

/** One PostgreSQL server: its binaries, its data, its socket, its log. */
export interface ClusterOptions {
  readonly binaries: string;
  readonly dataDirectory: string;
  readonly socketFolder: string;
  readonly logFile: string;
  readonly account: Account | undefined;
  readonly superuserPassword: string;
  /** False in tests alone: what is acknowledged must be on the disk. */
  readonly durable: boolean;
}

export interface Cluster {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Makes a new cluster with scram passwords and checksums. A half-made one of an interrupted start is cleared. */
export function initialise(options: ClusterOptions): void {
  const { dataDirectory, account } = options;
  if (existsSync(join(dataDirectory, 'PG_VERSION')) && !existsSync(unfinished(options))) return;
  rmSync(dataDirectory, { recursive: true, force: true });
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  if (account) chownSync(dataDirectory, account.uid, account.gid);
  writeWhole(unfinished(options), '', 0o600);
  const passwordFile = join(options.socketFolder, 'password');
  writeWhole(passwordFile, options.superuserPassword, 0o600);
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const made = spawnSync(
    join(options.binaries, 'bin/initdb'),
    [
      `--pgdata=${dataDirectory}`,
      '--username=postgres',
      '--encoding=UTF8',
      '--locale=C',
      '--data-checksums',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--no-instructions',
      ...(options.durable ? [] : ['--no-sync']),
    ],
    { ...identity(account), encoding: 'utf8' },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) throw explain(options, `${made.stderr ?? ''}${made.error?.message ?? ''}`);
}

/** The caller calls this once its roles and database stand as well. */
export function finishInitialising(options: ClusterOptions): void {
  rmSync(unfinished(options), { force: true });
}

function unfinished(options: ClusterOptions): string {
  return `${options.dataDirectory}.unfinished`;
}

/** Starts the server and waits until it answers. It listens on its unix socket and nowhere else. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const attempts = 10;
  for (let attempt = 1; ; attempt++) {
    const child = launch(options);
    const failure = await untilReady(options, child);
    if (failure === undefined) return running(child, options.account);
    // The backends of a killed server hold its shared memory for a moment longer.
    if (!failure.includes('still in use') || attempt === attempts) throw explain(options, failure);
    await sleep(500);
  }
}

function launch(options: ClusterOptions): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: `"${options.socketFolder}"`,
    unix_socket_permissions: '0700',
    max_connections: '100',
    timezone: 'UTC',
    jit: 'off',
    // The log names what failed and never what was being written.
    // An error's own words can hold the value that was wrong, so of errors there is nothing.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
    ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const log = openSync(options.logFile, logIsLong(options.logFile) ? 'w' : 'a', 0o600);
  const child = spawn(
    join(options.binaries, 'bin/postgres'),
    [
      '-D',
      options.dataDirectory,
      ...Object.entries(settings).flatMap(([name, to]) => ['-c', `${name}=${to}`]),
    ],
    // A session of its own: Ctrl-C reaches us, and we stop the server after our own last write.
    { ...identity(options.account), detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  child.unref();
  return child;
}

function identity(account: Account | undefined): Pick<SpawnOptions, 'uid' | 'gid' | 'cwd' | 'env'> {
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  return account ? { uid: account.uid, gid: account.gid, cwd: '/', env } : { cwd: '/', env };
}

/** Undefined when the server answers; else what it wrote before it ended. */
async function untilReady(options: ClusterOptions, child: ChildProcess): Promise<string | undefined> {
  const from = existsSync(options.logFile) ? statSync(options.logFile).size : 0;
  let ended: string | undefined;
  child.once('error', error => (ended = error.message));
  child.once('exit', () => (ended ??= 'ended'));
  for (let waited = 0; waited < 60_000; waited += 25) {
    if (ended !== undefined) {
      await sleep(50);
      return `${ended}\n${readFileSync(options.logFile)
        .subarray(Math.max(0, from - 4096))
        .toString()}`;
    }
    if (existsSync(join(options.socketFolder, '.s.PGSQL.5432')) && (await answers(options))) return undefined;
    await sleep(25);
  }
  child.kill('SIGQUIT');
  return 'The server did not answer within a minute.';
}

async function answers(options: ClusterOptions): Promise<boolean> {
  const client = new Client({
    host: options.socketFolder,
    user: 'postgres',
    password: options.superuserPassword,
    database: 'postgres',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    // 28P01: it runs, and the password is not ours; waiting longer would not help.
    if (errorCode(error) === '28P01') throw error;
    return false;
  }
}

function running(child: ChildProcess, account: Account | undefined): Cluster {
  const pid = child.pid as number;
  const callOff = watchOver(pid, account ? { uid: account.uid, gid: account.gid } : {});
  const onExit = () => child.kill('SIGINT');
  process.once('exit', onExit);
  return {
    pid,
    async stop() {
      process.off('exit', onExit);
      callOff();
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.ref();
      const gone = new Promise<void>(resolve => child.once('exit', () => resolve()));
      child.kill('SIGINT');
      const late = setTimeout(() => child.kill('SIGQUIT'), 30_000);
      await gone;
      clearTimeout(late);
    },
  };
}

function logIsLong(file: string): boolean {
  return existsSync(file) && statSync(file).size > 10 * 2 ** 20;
}

function explain(options: ClusterOptions, output: string): Refused {
  if (/No space left on device/i.test(output)) {
    return new Refused(
      `The disk that holds ${options.dataDirectory} is full, so the database could not start. What was recorded ` +
        `is safe. Free some space and start again.`,
    );
  }
  if (/EPERM/.test(output)) {
    return new Refused(
      `The database could not be started under the account "${options.account?.name ?? 'own'}" (not permitted). ` +
        `Nothing was changed. Start Throughcare as an ordinary user.`,
    );
  }
  const last = output.trim().split('\n').slice(-3).join(' ');
  return new Refused(
    `The embedded database did not start. What was recorded is safe. It said: ${last} (more in ${options.logFile}).`,
  );
}
