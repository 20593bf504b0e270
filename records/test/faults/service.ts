import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { londonDay } from '@throughcare/pathway';
import { startEmbedded, type Embedded } from '../../src/embedded/embedded.ts';
import { writeWhole } from '../../src/embedded/write-whole.ts';
import { migrate, openRecords, type Records } from '../../src/index.ts';
import { openCase } from '../people.ts';
import { smallDisk, type SmallDisk } from './small-disk.ts';
import type { WriterOrders } from './writer.ts';

const WRITERS = 3;
const CASES = 6;

/** A small service under load: a database in a folder of its own, and several processes that write to it at once. */
export interface Service {
  readonly organisation: string;
  readonly users: readonly string[];
  readonly masterKey: Buffer;
  readonly disk: SmallDisk | undefined;
  server(): Embedded;
  journal(user: string): string;
  /** The records as a process of our own opens them. */
  open(): Promise<Records>;
  /** Starts all of them, and waits until each is writing. */
  startWriters(seed: number): Promise<void>;
  /** Kills one writer without a word, and starts another in its place. */
  killWriter(index: number, seed: number): Promise<void>;
  stopWriters(): Promise<void>;
  /** Starts the database again, however it ended. */
  startAgain(): Promise<void>;
  remove(): Promise<void>;
}

export async function startService(): Promise<Service> {
  const top = mkdtempSync(join(tmpdir(), 'throughcare-faults-'));
  chmodSync(top, 0o711);
  const dataFolder = join(top, 'data');
  const disk = smallDisk(dataFolder);
  const programs = join(top, 'programs');
  const rootsFolder = join(top, 'roots');
  mkdirSync(rootsFolder, { mode: 0o700 });
  const addressFile = join(top, 'address');
  const masterKey = randomBytes(32);
  const begin = async () => {
    const started = await startEmbedded({ kind: 'demonstration', dataFolder, programs });
    writeWhole(addressFile, started.serveUrl, 0o600);
    return started;
  };
  let server = await begin();
  await migrate(server);
  const open = () =>
    openRecords({ serveUrl: server.serveUrl, masterKey, rootsFolder, kind: 'demonstration' });
  const organisation = randomUUID();
  const users = Array.from({ length: WRITERS }, (_, n) => `writer-${n + 1}`);
  const cases = await beginRecord(await open(), organisation, users);
  const writers: (ChildProcess | undefined)[] = users.map(() => undefined);
  const journal = (user: string) => join(top, `${user}.jsonl`);
  const start = (index: number, seed: number) => {
    const orders: WriterOrders = {
      addressFile,
      masterKey: masterKey.toString('hex'),
      rootsFolder,
      organisation,
      user: users[index],
      cases,
      own: cases.filter((_, n) => n % users.length === index),
      journal: journal(users[index]),
      seed,
    };
    writers[index] = spawn(
      process.execPath,
      [join(import.meta.dirname, 'writer.ts'), JSON.stringify(orders)],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
  };
  const end = async (index: number, signal: 'SIGTERM' | 'SIGKILL') => {
    const writer = writers[index];
    if (!writer || writer.exitCode !== null || writer.signalCode !== null) return;
    const gone = new Promise<void>(resolve => writer.once('exit', () => resolve()));
    writer.kill(signal);
    await gone;
  };
  return {
    organisation,
    users,
    masterKey,
    disk,
    server: () => server,
    journal,
    open,
    async startWriters(seed) {
      const before = users.map(user => sizeOf(journal(user)));
      for (const index of users.keys()) start(index, seed + index);
      for (let waited = 0; waited < 60_000; waited += 20) {
        if (users.every((user, n) => sizeOf(journal(user)) > before[n])) return;
        await sleep(20);
      }
      throw new Error('A writer did not begin to write within a minute.');
    },
    async killWriter(index, seed) {
      await end(index, 'SIGKILL');
      start(index, seed);
    },
    async stopWriters() {
      await Promise.all([...users.keys()].map(index => end(index, 'SIGTERM')));
    },
    async startAgain() {
      await server.stop();
      server = await begin();
    },
    async remove() {
      for (const index of users.keys()) await end(index, 'SIGKILL');
      await server.stop();
      disk?.remove();
      rmSync(top, { recursive: true, force: true });
    },
  };
}

async function beginRecord(
  records: Records,
  organisation: string,
  users: readonly string[],
): Promise<string[]> {
  const on = londonDay(Date.now());
  const administrator = { userId: 'ada', name: 'Ada Quill' };
  await records.found({ id: organisation, name: 'Fernside', madeUp: true, on, administrator });
  const ada = records.as({ ...administrator, organisationId: organisation });
  for (const user of users) {
    const join = { do: 'join', on, user, name: user, roles: ['practitioner', 'programme_lead'] } as const;
    const joined = await ada.decide('organisation', organisation, 'latest', randomUUID(), join);
    if (!joined.ok) throw new Error(JSON.stringify(joined));
  }
  const cases: string[] = [];
  // Each carries some, and sees the others because they lead the programmes.
  for (let n = 0; n < CASES; n++) {
    const userId = users[n % users.length];
    const worker = { userId, organisationId: organisation, name: userId };
    cases.push(await openCase(records, worker, { reference: `TC-${n}` }));
  }
  await records.close();
  return cases;
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

/** The process that PostgreSQL's own file names as its first. */
export function postmasterOf(server: Embedded): number {
  const pid = Number(readFileSync(join(server.layout.database, 'postmaster.pid'), 'utf8').split('\n')[0]);
  // Of nothing, 0, a signal would go to all processes of this group.
  if (!Number.isInteger(pid) || pid < 2)
    throw new Error('PostgreSQL has written down no process of its own.');
  return pid;
}
