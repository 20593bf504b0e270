import type { Pool } from 'pg';
import { instant } from '../database/types.ts';
import { errorCode } from '../refused.ts';
import type { Store } from '../store.ts';
import type { Append, StreamAppend } from './append.ts';
import { appendOne, changedRows } from './append-one.ts';
import type { StoredEvent } from './open-event.ts';

/** An append that waits for those on their way, with who asked for it. */
interface Waiting {
  readonly request: Append;
  readonly stream: StreamAppend;
  readonly answer: (done: boolean) => void;
  readonly fail: (error: unknown) => void;
}

interface Line {
  /** Whether a transaction is on its way that nothing holds up. */
  sending: boolean;
  waiting: Waiting[];
}

/** What one transaction takes at most, so that nobody's answer waits for a great many others. */
const MOST_TOGETHER = 64;

/** A little longer than several wait for what somebody else holds, see sql/0069; one by itself waits much longer. */
const HELD_UP_MS = 25;

const lines = new WeakMap<Pool, Line>();

/**
 * The usual append to a case: at once while none is on its way, and otherwise with those that came meanwhile, in one
 * transaction. Under load the database then works once for several; who comes alone waits for nobody. Each keeps its
 * own answer: false where it did not go, and nothing was written for it.
 */
export function appendToCase(store: Store, request: Append, stream: StreamAppend): Promise<boolean> {
  let line = lines.get(store.pool);
  if (!line) lines.set(store.pool, (line = { sending: false, waiting: [] }));
  const { waiting } = line;
  const answered = new Promise<boolean>((answer, fail) => waiting.push({ request, stream, answer, fail }));
  if (!line.sending) void sendWaiting(store, line);
  return answered;
}

async function sendWaiting(store: Store, line: Line): Promise<void> {
  line.sending = true;
  while (line.waiting.length > 0) {
    const { organisation } = line.waiting[0].request.acting;
    const together = line.waiting
      .filter(one => one.request.acting.organisation === organisation)
      .slice(0, MOST_TOGETHER);
    line.waiting = line.waiting.filter(one => !together.includes(one));
    let heldUp = false;
    const holdsUp = setTimeout(() => {
      heldUp = true;
      void sendWaiting(store, line);
    }, HELD_UP_MS);
    await answerAll(store, organisation, together);
    clearTimeout(holdsUp);
    // Another goes on with the line.
    if (heldUp) return;
    // Whoever was answered and goes on at once comes along.
    await new Promise(resolve => setImmediate(resolve));
  }
  line.sending = false;
}

async function answerAll(store: Store, organisation: string, together: readonly Waiting[]): Promise<void> {
  const [first, second] = together;
  try {
    if (!second) return first.answer(await appendOne(store, first.request, first.stream));
    const done = await appendTogether(store, organisation, together);
    together.forEach((one, at) => one.answer(done.has(at + 1)));
  } catch (error) {
    // One of several could not be written, so none was: each is asked by itself, and has its own answer.
    if (second && wasTakenBack(error)) for (const one of together) one.answer(false);
    else for (const one of together) one.fail(error);
  }
}

/**
 * Errors of one entry's own: bad data (22), a row that is there already (23), a transaction in another's way (40), a record
 * that somebody holds (55P03).
 */
function wasTakenBack(error: unknown): boolean {
  const code = errorCode(error) ?? '';
  return ['22', '23', '40'].includes(code.slice(0, 2)) || code === '55P03';
}

/**
 * Gives the places, from 1, of those that were done. By place and not by command: a form that was changed and sent again
 * bears the same command with something else in it.
 */
async function appendTogether(
  store: Store,
  organisation: string,
  together: readonly Waiting[],
): Promise<ReadonlySet<number>> {
  const requests = together.map(one => one.request);
  const streams = together.map(one => one.stream);
  const events = streams.map(one => one.events[0]);
  const column = <Name extends keyof StoredEvent>(name: Name) => events.map(event => event[name]);
  const changes = Object.fromEntries(
    requests.flatMap(({ projections }, at) =>
      Object.keys(projections).length === 0 ? [] : [[at + 1, projections]],
    ),
  );
  const { rows } = await store.pool.query<{ done: number[] }>({
    name: 'append-together',
    text: `select throughcare.append_together($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
      as done`,
    values: [
      organisation,
      requests.map(({ acting }) => acting.user),
      requests.map(({ commandId }) => commandId),
      requests.map(({ fingerprint }) => fingerprint),
      streams.map(({ id }) => id),
      streams.map(({ expected }) => expected),
      column('type'),
      column('schema'),
      column('occurred_on'),
      events.map(event => instant(event.recorded_at)),
      column('command'),
      column('facts'),
      column('identity'),
      column('digest'),
      changedRows(changes),
    ],
  });
  return new Set(rows[0].done);
}
