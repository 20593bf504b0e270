import { randomUUID } from 'node:crypto';
import { londonDay, type StreamKind } from '@throughcare/pathway';
import { SYSTEM, type Acting } from '../access/actor.ts';
import { inTransaction } from '../database/transaction.ts';
import { blind } from '../keys/blind-index.ts';
import { digest } from '../keys/digest.ts';
import { deciderOf, stateOf, type Commands, type States } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { Changes } from '../projections/tables.ts';
import { Refused } from '../refused.ts';
import type { Store } from '../store.ts';
import { append } from './append.ts';
import {
  addEvents,
  addProjectionChanges,
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

const EVENTS_AT_ONCE = 500;
/** After so many the database counts its rows, instead of some time later. */
const MANY = 1000;

/**
 * Fills an organisation with streams of history, for the demonstration and for imports. Everything passes
 * through the deciders; a refusal stops it in words that name the stream and the step. Appends many streams at
 * a time. A stream that is already there is refused, so that filling twice does nothing.
 */
export async function fill(
  store: Store,
  organisation: string,
  streams: Iterable<FilledStream>,
): Promise<{ streams: number; events: number }> {
  const acting: Acting = { organisation, user: SYSTEM };
  const done = { streams: 0, events: 0 };
  let batch: WorkingStream[] = [];
  const send = async () => {
    const events = batch.reduce((sum, one) => sum + one.added.length, 0);
    if (events > 0) await sendBatch(store, acting, batch);
    done.streams += batch.length;
    done.events += events;
    batch = [];
  };
  let waiting = 0;
  for (const stream of streams) {
    const working = decideAll(store, organisation, stream);
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
  const working = workOn(kind, id, null)!;
  const decider = deciderOf(kind);
  let state: States[StreamKind] = decider.initial;
  let last = '';
  const command = blind(store.keys.index, 'fill', organisation, id);
  for (const [index, step] of steps.entries()) {
    const today = londonDay(step.recordedAt);
    const decision = decider.decide(state, step.command, { actor: step.actor, today });
    if (!decision.ok) {
      throw new Refused(
        `Step ${index + 1} of ${kind} ${id} (${step.command.do} on ${step.command.on}) was refused: ` +
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
  return working;
}

async function sendBatch(store: Store, acting: Acting, batch: readonly WorkingStream[]): Promise<void> {
  const changes: Changes = {};
  const projecting = { organisation: acting.organisation, indexKey: store.keys.index };
  for (const working of batch) addProjectionChanges(changes, working, projecting);
  const appended = await append(store, {
    acting,
    commandId: randomUUID(),
    fingerprint: digest(store.keys.digest, { fill: batch.map(one => one.id) }),
    streams: batch.map(streamAppend),
    projections: changes,
  });
  if ('ok' in appended) return;
  throw new Refused(
    `Filling stopped: ${'conflict' in appended ? `stream ${appended.conflict} is already there` : 'it was refused'}. ` +
      `Streams before it were kept, and nothing of this batch was.`,
  );
}
