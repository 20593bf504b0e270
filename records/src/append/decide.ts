import {
  NOTHING_THERE,
  type DecidedEvent,
  type Refusal,
  type Role,
  type StreamKind,
} from '@throughcare/pathway';
import { SYSTEM, type Acting } from '../access/actor.ts';
import { NotAllowed } from '../access/not-allowed.ts';
import type { Named } from '../commands/named.ts';
import { inTransaction } from '../database/transaction.ts';
import { instant } from '../database/types.ts';
import { digest } from '../keys/digest.ts';
import { readCorrection } from '../history/correction.ts';
import { blind } from '../keys/blind-index.ts';
import type { Changes } from '../projections/tables.ts';
import { todayOf, type Store } from '../store.ts';
import { appendFirstCome } from '../lifetime/first-come.ts';
import type { Append, Appended } from './append.ts';
import { load, type Loaded, type LoadedStream } from './load.ts';
import type { Conflict, Outcome } from './outcome.ts';
import { canCease, namedIn, refuseNamed } from './refuse-named.ts';
import { refuseUnreadable } from './unreadable.ts';
import {
  addEvents,
  addProjectionChanges,
  type decideOn,
  refuseInItsPlace,
  streamAppend,
  workOn,
  type Recording,
  type WorkingStream,
} from './working-stream.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';

/** What one step wants of its stream, given the history as it stands at that point. */
export interface Intent {
  readonly kind: StreamKind;
  readonly stream: string;
  readonly expected: number | 'latest';
  /** What is to be done, as JSON: the fingerprint of the command is made of it. */
  readonly what: object;
  /** Why what came could not be read as a command at all. */
  readonly unreadable?: Refusal;
  /** Asked with what stands there as far as it may be seen: a correction depends on what it corrects. */
  readonly allowed: (roles: readonly Role[], user: string, events: readonly RecordedEvent[]) => boolean;
  /** Whom it names, that has to work here in some role, given what is to be seen of its stream. */
  readonly named: (events: readonly RecordedEvent[]) => readonly Named[];
  readonly decide: (
    events: readonly RecordedEvent[],
    circumstances: { actor: string; today: ReturnType<typeof todayOf> },
  ) => ReturnType<typeof decideOn>;
}

/**
 * How what was decided is kept: in one transaction, or not at all. `overtaken` where somebody named can no longer do
 * what it gives them: then nothing was written, and it is decided again.
 */
type Keep = (
  request: Append,
  events: readonly RecordedEvent[],
  named: readonly Named[],
) => Promise<Appended | { readonly refused: Refusal } | { readonly overtaken: true }>;

const TRIES = 5;

/**
 * Decides and appends: loads the streams as far as whoever acts may see them, folds, decides, seals, computes
 * the projection rows, and appends all of it in one transaction: `keep` is how.
 */
export async function decideAndAppend(
  store: Store,
  acting: Acting,
  commandId: string,
  intents: readonly Intent[],
  keep: Keep = (request, events, named) => appendFirstCome(store, request, events, named),
): Promise<Outcome> {
  const unread = refuseUnreadable(commandId, intents);
  if (unread) return unread;
  const ids = [...new Set(intents.map(intent => intent.stream))];
  const fingerprint = digest(store.keys.digest, {
    user: acting.user,
    steps: intents.map(({ kind, stream, expected, what }) => ({ kind, stream, expected, what })),
  });
  for (let attempt = 1; ; attempt++) {
    const loaded = await load(store, acting, ids);
    refuseRoles(acting, loaded, intents);
    const eventsOf = (stream: string) => loaded.streams.get(stream)?.events ?? [];
    let drafted = draft(store, acting, commandId, intents, loaded);
    if (drafted.ok) drafted = (await refuseNamed(store, acting, intents, eventsOf)) ?? drafted;
    if (!drafted.ok) {
      // A stale page and a resent command look alike from here; only the command table tells them apart.
      if (drafted.reason === 'not_found') return drafted;
      const done = await wasDone(store, acting, commandId, fingerprint, loaded);
      if (done) return done;
      if (drafted.reason === 'refused') return toldAlike(drafted, intents, loaded);
      await noteConflict(store, acting, drafted);
      return drafted;
    }
    const { working, events, versions } = drafted;
    const streams = working.filter(one => one.added.length > 0).map(streamAppend);
    if (streams.length === 0) return { ok: true, repeated: false, versions, events: [] };
    const projections = projectionChanges(store, acting, working);
    const named = namedIn(intents, eventsOf).filter(canCease);
    const appended = await keep({ acting, commandId, fingerprint, streams, projections }, events, named);
    // Somebody named left, or has another role, between our two round trips: asked again, it is refused in words.
    if ('overtaken' in appended) continue;
    if ('refused' in appended) return { ok: false, reason: 'refused', refusal: appended.refused, step: 0 };
    if ('ok' in appended) return { ok: true, repeated: false, versions, events };
    if ('conflict' in appended && attempt < TRIES) continue; // Somebody wrote between our two round trips.
    // Sent twice at once by somebody to whom it does not open: the first has begun it, and the second finds nothing.
    if ('not_found' in appended) {
      return (await wasDone(store, acting, commandId, fingerprint, loaded)) ?? explain(appended, loaded);
    }
    return explain(appended, loaded);
  }
}

function refuseRoles(acting: Acting, { roles, streams }: Loaded, intents: readonly Intent[]): void {
  const { user } = acting;
  const mayDo = ({ stream, allowed }: Intent) => allowed(roles, user, streams.get(stream)?.events ?? []);
  if (user === SYSTEM || intents.every(mayDo)) return;
  throw new NotAllowed(
    'Your roles do not include this. Nothing was saved. If they should, ask an administrator of your organisation.',
  );
}

/** A record that is not there, and one of which somebody sees only that it happened, are told alike. */
function toldAlike(
  refused: Extract<Outcome, { reason: 'refused' }>,
  intents: readonly Intent[],
  { streams }: Loaded,
): Outcome {
  const { stream } = intents[refused.step];
  if (refused.refusal.code !== NOTHING_THERE || streams.has(stream)) return refused;
  return { ok: false, reason: 'not_found', stream };
}

type Draft =
  | {
      ok: true;
      working: WorkingStream[];
      events: RecordedEvent[];
      versions: Record<string, number>;
    }
  | Exclude<Outcome, { ok: true }>;

function draft(
  store: Store,
  acting: Acting,
  commandId: string,
  intents: readonly Intent[],
  { streams }: Loaded,
): Draft {
  const working = new Map<string, WorkingStream>();
  const circumstances = { actor: acting.user, today: todayOf(store) };
  const recordedAt = store.clock();
  for (const [step, intent] of intents.entries()) {
    const { kind, stream: id, expected } = intent;
    let one = working.get(id);
    if (!one) {
      const loaded = streams.get(id) ?? null;
      if (!loaded && expected !== 0 && expected !== 'latest')
        return { ok: false, reason: 'not_found', stream: id };
      one = workOn(kind, id, loaded);
      if (!one) return { ok: false, reason: 'not_found', stream: id };
      if (loaded && expected !== 'latest' && isOther(loaded, expected)) {
        return conflict(intent, expected, loaded, circumstances);
      }
      working.set(id, one);
    }
    const decision = intent.decide(one.events, circumstances);
    if (!decision.ok) return { ok: false, reason: 'refused', refusal: decision.refusal, step };
    const command = blind(store.keys.index, 'command', acting.organisation, commandId, id);
    const recording: Recording = { recordedAt, actor: acting.user, command };
    addEvents(one, decision.events, recording, acting.organisation, store.keys.digest);
  }
  const all = [...working.values()];
  for (const one of all) {
    const refusal = refuseInItsPlace(one);
    const step = intents.findLastIndex(intent => intent.stream === one.id);
    if (refusal) return { ok: false, reason: 'refused', refusal, step };
  }
  return {
    ok: true,
    working: all,
    events: all.flatMap(one => one.events.slice(one.events.length - one.added.length)),
    versions: Object.fromEntries(all.map(one => [one.id, one.expected + one.added.length])),
  };
}

/**
 * Whether the record is another than the one that was seen. Of a concern only what may be seen counts: that something else
 * was recorded would tell whom a joined concern is about (E20). Of a case a practitioner's own notes count for all, since
 * whoever gives a copy of it gives them too (E23).
 */
function isOther({ kind, head, events }: LoadedStream, expected: number): boolean {
  if (kind !== 'concern') return expected !== head;
  return expected > head || events.some(event => event.version > expected);
}

function conflict(
  intent: Intent,
  expected: number,
  loaded: LoadedStream,
  circumstances: Parameters<Intent['decide']>[1],
): Conflict {
  const seen = loaded.events.filter(event => event.version <= expected);
  const decision = intent.decide(seen, circumstances);
  // As what is put in the place of what was, for somebody who compares it with what a colleague recorded.
  const yours: readonly DecidedEvent[] = decision.ok ? decision.events.map(readCorrection) : [];
  const since = loaded.events.filter(event => event.version > expected);
  return {
    ok: false,
    reason: 'conflict',
    stream: intent.stream,
    expected,
    actual: loaded.head,
    since,
    yours,
  };
}

/** What somebody else recorded is about to be shown, so it is noted as read before it is. */
async function noteConflict(store: Store, acting: Acting, { stream, since }: Conflict): Promise<void> {
  if (since.length === 0) return;
  await inTransaction(store, acting, async db => {
    await db.query('select throughcare.note_access($1, $2, $3, $4, $5, $6)', [
      instant(store.clock()),
      'read',
      'conflict',
      since[0].kind,
      [stream],
      { events: since.length },
    ]);
  });
}

function projectionChanges(store: Store, acting: Acting, working: readonly WorkingStream[]): Changes {
  const changes: Changes = {};
  const projecting = { organisation: acting.organisation, indexKey: store.keys.index };
  for (const one of working) if (one.added.length > 0) addProjectionChanges(changes, one, projecting);
  return changes;
}

const reused: Refusal = {
  code: 'command_reused',
  words:
    'This form was already sent with other answers. Nothing was saved now. Open the page again and enter them there.',
};

/** Whether this very command was done before. */
async function wasDone(
  store: Store,
  acting: Acting,
  commandId: string,
  fingerprint: Buffer,
  loaded: Loaded,
): Promise<Outcome | undefined> {
  const { rows } = await store.pool.query<{ done: Exclude<Appended, { ok: true }> | null }>(
    'select throughcare.was_done($1, $2, $3) as done',
    [acting.organisation, commandId, fingerprint],
  );
  return rows[0].done === null ? undefined : explain(rows[0].done, loaded);
}

function explain(appended: Exclude<Appended, { ok: true }>, { streams }: Loaded): Outcome {
  if ('repeated' in appended) {
    const versions = Object.fromEntries([...streams].map(([id, one]) => [id, one.head]));
    return { ok: true, repeated: true, versions, events: [] };
  }
  if ('reused' in appended) return { ok: false, reason: 'refused', refusal: reused, step: 0 };
  if ('not_found' in appended) return { ok: false, reason: 'not_found', stream: appended.not_found };
  const { conflict: stream, actual } = appended;
  const expected = streams.get(stream)?.head ?? 0;
  return { ok: false, reason: 'conflict', stream, expected, actual, since: [], yours: [] };
}
