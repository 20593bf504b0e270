import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { londonDay } from '@throughcare/pathway';
import { openRecords, type Outcome, type Records, type Step } from '../../src/index.ts';
import { draws } from './draws.ts';
import { note, openJournal } from './journal.ts';

/** What a writer is told, as JSON in its first argument. */
export interface WriterOrders {
  /** Holds the address of the database, which changes when it is started again. */
  readonly addressFile: string;
  readonly masterKey: string;
  readonly rootsFolder: string;
  readonly organisation: string;
  readonly user: string;
  /** The cases they see, and of these the ones they carry. */
  readonly cases: readonly string[];
  readonly own: readonly string[];
  readonly journal: string;
  readonly seed: number;
}

// One process of the service, with somebody who works in it without a pause, until it is told to stop or killed.
const orders = JSON.parse(process.argv[2]) as WriterOrders;
const random = draws(orders.seed, process.pid);
const journal = openJournal(orders.journal);
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());

let records: Records | undefined;
while (!stop.signal.aborted) {
  const work = random.below(10) < 7 ? oneOrSeveral() : random.below(8) > 0 ? read : seal;
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

type Work = (open: Records) => Promise<void>;

/** One form, or several that are sent at the same moment: appends to cases then go together. */
function oneOrSeveral(): Work {
  const works = Array.from({ length: 1 + random.below(4) }, () =>
    random.oneOf([welfare, welfare, raise, notes, changed])(),
  );
  return async open => {
    const answers = await Promise.allSettled(works.map(work => work(open)));
    for (const one of answers) if (one.status === 'rejected') throw one.reason;
  };
}

/** On one case or on two at once; half the time from a page that was opened before. */
function welfare(): Work {
  const id = randomUUID();
  const streams = random.below(3) === 0 ? two() : [random.oneOf(orders.cases)];
  const on = londonDay(Date.now());
  const change = { do: 'ask_welfare', on, because: id, outcome: 'spoke' } as const;
  let seen: number | 'latest' | undefined = random.below(2) === 0 ? 'latest' : undefined;
  return send(id, streams, async mine => {
    // Sent again, it names the version that it saw then.
    seen ??= (await mine.person(streams[0]))!.version;
    return streams.map((stream, n): Step => ({
      kind: 'case',
      stream,
      expected: n === 0 ? seen! : 'latest',
      command: change,
    }));
  });
}

/** A note on every case that they carry, each a form of its own. */
function notes(): Work {
  const works = orders.own.map(stream => writeNote(randomUUID(), stream, 'as told'));
  return async open => {
    await Promise.all(works.map(work => work(open)));
  };
}

/** A form that is changed and sent a second time before the first is answered: one of the two is done. */
function changed(): Work {
  const id = randomUUID();
  const stream = random.oneOf(orders.own);
  const works = [writeNote(id, stream, 'as told'), writeNote(id, stream, 'as told later')];
  return async open => {
    await Promise.all(works.map(work => work(open)));
  };
}

function writeNote(id: string, stream: string, words: string): Work {
  const command = { do: 'write_note', on: londonDay(Date.now()), words } as const;
  return send(id, [stream], () => [{ kind: 'case', stream, expected: 'latest', command }], words);
}

/** A concern, which begins a stream of its own. */
function raise(): Work {
  const stream = randomUUID();
  const on = londonDay(Date.now());
  const said = { said: 'as told', child: 'a child' };
  const command = { do: 'raise', on, source: 'group', immediateDanger: false, ...said } as const;
  return send(randomUUID(), [stream], () => [{ kind: 'concern', stream, expected: 'latest', command }]);
}

function send(
  id: string,
  streams: readonly string[],
  steps: (mine: ReturnType<Records['as']>) => readonly Step[] | Promise<readonly Step[]>,
  words?: string,
): Work {
  let told = false;
  return async open => {
    const mine = open.as({ userId: orders.user, organisationId: orders.organisation, name: orders.user });
    const all = await steps(mine);
    if (!told) note(journal, { what: 'sent', command: id, streams });
    told = true;
    const what = became(await mine.decideTogether(id, all));
    if (what === 'done') note(journal, { what, command: id, ...(words && { words }) });
    else if (what) note(journal, { what, command: id });
  };
}

/** Undefined where the same form, with something else in it, was done. */
function became(outcome: Outcome): 'done' | 'undone' | undefined {
  if (outcome.ok) return 'done';
  if (outcome.reason === 'conflict') return 'undone';
  if (outcome.reason === 'refused' && outcome.refusal.code === 'command_reused') return undefined;
  throw new Error(JSON.stringify(outcome));
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
