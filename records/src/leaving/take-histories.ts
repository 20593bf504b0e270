import type { DecidedEvent } from '@throughcare/pathway';
import { append, sendAppend, type Append, type Appended } from '../append/append.ts';
import {
  addEvents,
  addProjectionChanges,
  streamAppend,
  workOn,
  type WorkingStream,
} from '../append/working-stream.ts';
import { inTransaction } from '../database/transaction.ts';
import { correctingFacts, correction, isRetraction } from '../history/correction.ts';
import { blind } from '../keys/blind-index.ts';
import { digest } from '../keys/digest.ts';
import type { Changes } from '../projections/tables.ts';
import { errorCode, Refused } from '../refused.ts';
import type { Store } from '../store.ts';
import type { ExportedEvent } from './event-line.ts';
import { asSystem } from './here.ts';
import type { History } from './histories.ts';

/** Takes some records in, in one transaction. They are not here yet. */
export async function takeHistories(
  store: Store,
  organisation: string,
  histories: readonly History[],
): Promise<void> {
  const appended = await append(
    store,
    appendOf(
      store,
      organisation,
      histories.map(one => workingOf(store, organisation, one)),
    ),
  );
  if ('ok' in appended || 'repeated' in appended) return;
  throw new Refused(
    `Somebody else began ${histories[0].kind} ${histories[0].id}, or one of those after it, in this moment. Nothing of them ` +
      'was taken in; what was taken in before is whole and stays. Run the same import again.',
  );
}

/**
 * What of these records cannot be taken in, by the line at which each begins: tried in the database, and taken back.
 * A file that somebody altered by hand is found out here, and not when half of it is kept.
 */
export async function tryHistories(
  store: Store,
  organisation: string,
  histories: readonly History[],
): Promise<readonly History[]> {
  const unfit: History[] = [];
  const working = new Map<History, WorkingStream>();
  for (const one of histories) {
    try {
      const fit = workingOf(store, organisation, one);
      addProjectionChanges({}, fit, { organisation, indexKey: store.keys.index });
      working.set(one, fit);
    } catch {
      // Nothing but the files went into it: what fails is in them.
      unfit.push(one);
    }
  }
  return [...unfit, ...(await untaken(store, organisation, [...working]))];
}

async function untaken(
  store: Store,
  organisation: string,
  tried: readonly (readonly [History, WorkingStream])[],
): Promise<readonly History[]> {
  if (
    tried.length === 0 ||
    (await isTaken(
      store,
      appendOf(
        store,
        organisation,
        tried.map(([, one]) => one),
      ),
    ))
  )
    return [];
  if (tried.length === 1) return [tried[0][0]];
  const half = tried.length >> 1;
  return [
    ...(await untaken(store, organisation, tried.slice(0, half))),
    ...(await untaken(store, organisation, tried.slice(half))),
  ];
}

async function isTaken(store: Store, request: Append): Promise<boolean> {
  try {
    const appended = await inTransaction(
      store,
      request.acting,
      async (db): Promise<Appended> => {
        const tried = await sendAppend(db, store, request);
        await db.query('rollback');
        return tried;
      },
      'read committed',
    );
    return 'ok' in appended;
  } catch (error) {
    if (isOfTheData(error)) return false;
    throw error;
  }
}

/** What PostgreSQL says of values that do not fit (class 22) or that a rule forbids (23); any other failure is its own. */
function isOfTheData(error: unknown): boolean {
  return /^2[23]/.test(errorCode(error) ?? '');
}

/**
 * One command for these records, with an id that follows from which they are and how far each goes. Nothing of what they
 * say is in it, so that nothing stands by which it could be tried out what somebody erased had said.
 */
function appendOf(store: Store, organisation: string, working: readonly WorkingStream[]): Append {
  const projections: Changes = {};
  for (const one of working)
    addProjectionChanges(projections, one, { organisation, indexKey: store.keys.index });
  const which = working.map(one => `${one.kind} ${one.id} ${one.events.length}`);
  return {
    acting: asSystem(organisation),
    commandId: blind(store.keys.index, 'import', organisation, ...which),
    fingerprint: digest(store.keys.digest, { import: which }),
    streams: working.map(streamAppend),
    projections,
  };
}

function workingOf(store: Store, organisation: string, { kind, id, events }: History): WorkingStream {
  const working = workOn(kind, id, null)!;
  const command = blind(store.keys.index, 'import', organisation, id);
  for (const one of events) {
    const recording = { recordedAt: Date.parse(one.recorded_at), actor: one.actor, command };
    addEvents(working, [decidedOf(one)], recording, organisation, store.keys.digest);
  }
  return working;
}

function decidedOf({
  type,
  schema,
  occurred_on,
  facts,
  sealed,
  replaces,
  stands,
  why,
}: ExportedEvent): DecidedEvent {
  // The shapes were held when they were first recorded; what is told here is told as it was.
  const event: DecidedEvent = { type, schema, occurredOn: occurred_on, facts };
  const whole = sealed === null ? event : { ...event, sealed };
  if (replaces === null) return whole;
  const correcting = { replaces, stands, why };
  return isRetraction({ type })
    ? { ...event, facts: correctingFacts(correcting) }
    : correction(whole, correcting);
}
