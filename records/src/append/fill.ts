import { createHash } from 'node:crypto';
import { z } from 'zod';
import { londonDay, refuse, type StreamKind } from '@throughcare/pathway';
import { SYSTEM, type Acting } from '../access/actor.ts';
import { account, line } from '../commands/fields.ts';
import { readCommand } from '../commands/read-command.ts';
import { inTransaction } from '../database/transaction.ts';
import { blind } from '../keys/blind-index.ts';
import { digest } from '../keys/digest.ts';
import { deciderOf, stateOf, type Commands, type States } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { Changes } from '../projections/tables.ts';
import { isId } from '../reads/id.ts';
import { Refused } from '../refused.ts';
import type { Store } from '../store.ts';
import { append } from './append.ts';
import {
  addEvents,
  addProjectionChanges,
  refuseInItsPlace,
  streamAppend,
  workOn,
  type WorkingStream,
} from './working-stream.ts';

/** One new stream, with its commands in the order in which they were told. */
export type FilledStream = {
  readonly [Kind in StreamKind]: {
    readonly kind: Kind;
    readonly id: string;
    readonly steps: readonly {
      readonly command: Commands[Kind];
      /** An account, or 'caller'. */
      readonly actor: string;
      /** When it was told, in milliseconds since 1970; its London day is the command's today. */
      readonly recordedAt: number;
    }[];
  };
}[StreamKind];

export interface Filled {
  readonly streams: number;
  readonly events: number;
  /** Streams that an earlier filling had put there. */
  readonly already: number;
}

const EVENTS_AT_ONCE = 500;
/** After so many the database counts its rows, instead of some time later. */
const MANY = 1000;

/**
 * Fills an organisation with streams of history, for the demonstration and for imports. Everything passes
 * through the deciders; a refusal stops it in words that name the stream and the step. Appends many streams at
 * a time. Each batch is a command of its own, named by what it holds: filling again from the same streams, after it
 * stopped half way or was done, adds what is not there yet and nothing twice. Another stream under the id of one
 * that is there is refused.
 */
export async function fill(
  store: Store,
  organisation: string,
  streams: Iterable<FilledStream>,
): Promise<Filled> {
  const acting: Acting = { organisation, user: SYSTEM };
  const done = { streams: 0, events: 0, already: 0 };
  let batch: WorkingStream[] = [];
  let told = createHash('sha256');
  const send = async () => {
    const events = batch.reduce((sum, one) => sum + one.added.length, 0);
    if (events > 0 && (await sendBatch(store, acting, batch, told.digest('hex'))) === 'there') {
      done.already += batch.length;
    } else {
      done.streams += batch.length;
      done.events += events;
    }
    batch = [];
    told = createHash('sha256');
  };
  let waiting = 0;
  for (const stream of streams) {
    const working = decideAll(store, organisation, stream);
    told.update(JSON.stringify(stream));
    if (working.added.length === 0) continue;
    batch.push(working);
    waiting += working.added.length;
    if (waiting < EVENTS_AT_ONCE) continue;
    await send();
    waiting = 0;
  }
  await send();
  if (done.events >= MANY) {
    await inTransaction(store, acting, db => db.query('select throughcare.count_rows()'));
  }
  return done;
}

function decideAll(store: Store, organisation: string, { kind, id, steps }: FilledStream): WorkingStream {
  if (!isId(id))
    throw new Refused(`What was given for a ${kind} is not the id of a record. Streams before it were kept.`);
  const working = workOn(kind, id, null)!;
  const decider = deciderOf(kind);
  let state: States[StreamKind] = decider.initial;
  let last = '';
  const command = blind(store.keys.index, 'fill', organisation, id);
  for (const [index, step] of steps.entries()) {
    const decision = decideStep(kind, state, step);
    if (!decision.ok) {
      throw new Refused(
        `Step ${index + 1} of ${kind} ${id}${nameOf(step.command)} was refused: ` +
          `${decision.refusal.words} Streams before it were kept.`,
      );
    }
    const recording = { recordedAt: step.recordedAt, actor: step.actor, command };
    addEvents(working, decision.events, recording, organisation, store.keys.digest);
    for (const event of decision.events) {
      // Told in the order in which it happened, the state moves on; else it is folded anew in that order.
      if (event.occurredOn >= last) {
        state = decider.evolve(state, event);
        last = event.occurredOn;
      } else {
        state = stateOf(kind, effectiveHistory(working.events).effective);
      }
    }
  }
  const refusal = refuseInItsPlace(working);
  if (refusal)
    throw new Refused(`The ${kind} ${id} was refused: ${refusal.words} Streams before it were kept.`);
  return working;
}

/** What a step asks for, as far as it can be read at all. */
function nameOf(command: FilledStream['steps'][number]['command']): string {
  const read = z.object({ do: line, on: line }).safeParse(command);
  return read.success ? ` (${read.data.do} on ${read.data.on})` : '';
}

/** Before and after these nothing of ours was recorded. */
const [EARLIEST, LATEST] = [Date.UTC(1970, 0, 1), Date.UTC(2200, 0, 1)];

function decideStep(
  kind: StreamKind,
  state: States[StreamKind],
  { command, actor, recordedAt }: FilledStream['steps'][number],
) {
  const read = readCommand(kind, command);
  if (!read.ok) return read;
  if (!Number.isInteger(recordedAt) || recordedAt < EARLIEST || recordedAt >= LATEST) {
    return refuse('malformed', 'The moment at which it was told is none. Nothing of this stream was saved.');
  }
  if (!account.safeParse(actor).success) {
    return refuse('malformed', 'It does not say who told it. Nothing of this stream was saved.');
  }
  return deciderOf(kind).decide(state, read.command, { actor, today: londonDay(recordedAt) });
}

async function sendBatch(
  store: Store,
  acting: Acting,
  batch: readonly WorkingStream[],
  told: string,
): Promise<'added' | 'there'> {
  const changes: Changes = {};
  const projecting = { organisation: acting.organisation, indexKey: store.keys.index };
  for (const working of batch) addProjectionChanges(changes, working, projecting);
  const appended = await append(store, {
    acting,
    commandId: blind(store.keys.index, 'fill', acting.organisation, told),
    fingerprint: digest(store.keys.digest, { fill: told }),
    streams: batch.map(streamAppend),
    projections: changes,
  });
  if ('ok' in appended) return 'added';
  if ('repeated' in appended) return 'there';
  throw new Refused(
    `Filling stopped: ${'conflict' in appended ? `stream ${appended.conflict} is already there` : 'it was refused'}. ` +
      `Streams before it were kept, and nothing of this batch was.`,
  );
}
