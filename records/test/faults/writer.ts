import { randomUUID } from 'node:crypto';
import { openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { londonDay } from '@throughcare/pathway';
import { openRecords, type Outcome, type Records, type Step } from '../../src/index.ts';
import { draws } from './draws.ts';
import { note } from './journal.ts';

/** What a writer is told, as JSON in its first argument. */
export interface WriterOrders {
  /** Holds the address of the database, which changes when it is started again. */
  readonly addressFile: string;
  readonly masterKey: string;
  readonly rootsFolder: string;
  readonly organisation: string;
  readonly user: string;
  readonly cases: readonly string[];
  readonly journal: string;
  readonly seed: number;
}

// One process of the service, with somebody who works in it without a pause, until it is told to stop or killed.
const orders = JSON.parse(process.argv[2]) as WriterOrders;
const random = draws(orders.seed, process.pid);
const journal = openSync(orders.journal, 'a', 0o600);
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());

let records: Records | undefined;
while (!stop.signal.aborted) {
  const work = random.below(10) < 7 ? command() : random.below(8) > 0 ? read : seal;
  // As a person would: what got no answer is sent again, the same form, until there is one.
  while (!(await tried(work)) && !stop.signal.aborted) await sleep(20 + random.below(60));
}
await records?.close();

async function tried(work: (open: Records) => Promise<void>): Promise<boolean> {
  try {
    records ??= await openRecords({
      serveUrl: readFileSync(orders.addressFile, 'utf8'),
      masterKey: Buffer.from(orders.masterKey, 'hex'),
      rootsFolder: orders.rootsFolder,
      kind: 'demonstration',
    });
    await work(records);
    return true;
  } catch {
    const broken = records;
    // Half the time the connections are left to mend themselves, half the time the process begins anew.
    if (random.below(2) === 0) {
      records = undefined;
      await broken?.close().catch(() => {});
    }
    return false;
  }
}

function command(): (open: Records) => Promise<void> {
  const id = randomUUID();
  const streams = random.below(3) === 0 ? two() : [random.oneOf(orders.cases)];
  const on = londonDay(Date.now());
  const change = { do: 'ask_welfare', on, because: id, outcome: 'spoke' } as const;
  let seen: number | 'latest' | undefined = random.below(2) === 0 ? 'latest' : undefined;
  let told = false;
  return async open => {
    const mine = open.as({ userId: orders.user, organisationId: orders.organisation, name: orders.user });
    // From a page that was opened before; sent again, it names the version that it saw then.
    seen ??= (await mine.person(streams[0]))!.version;
    if (!told) note(journal, { what: 'sent', command: id, streams });
    told = true;
    const outcome = await mine.decideTogether(
      id,
      streams.map((stream, n): Step => ({
        kind: 'case',
        stream,
        expected: n === 0 ? seen! : 'latest',
        command: change,
      })),
    );
    note(journal, { what: isDone(outcome) ? 'done' : 'undone', command: id });
  };
}

function isDone(outcome: Outcome): boolean {
  if (!outcome.ok && outcome.reason !== 'conflict') throw new Error(JSON.stringify(outcome));
  return outcome.ok;
}

function two(): string[] {
  const first = random.below(orders.cases.length);
  return [orders.cases[first], orders.cases[(first + 1) % orders.cases.length]];
}

async function read(open: Records): Promise<void> {
  const mine = open.as({ userId: orders.user, organisationId: orders.organisation, name: orders.user });
  await mine.person(random.oneOf(orders.cases));
  note(journal, { what: 'read' });
}

async function seal(open: Records): Promise<void> {
  await open.tend();
}
