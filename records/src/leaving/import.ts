import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import {
  correctionReasons,
  type CorrectionReason,
  type Day,
  type DecidedEvent,
  type StreamKind,
} from '@throughcare/pathway';
import { SYSTEM } from '../access/actor.ts';
import { append } from '../append/append.ts';
import {
  addEvents,
  addProjectionChanges,
  streamAppend,
  workOn,
  type WorkingStream,
} from '../append/working-stream.ts';
import { correction, correctingFacts, isRetraction } from '../history/correction.ts';
import { blind } from '../keys/blind-index.ts';
import { digest } from '../keys/digest.ts';
import type { Changes } from '../projections/tables.ts';
import { Refused } from '../refused.ts';
import type { Store } from '../store.ts';
import { kinds } from './export.ts';

const EVENTS_AT_ONCE = 500;

const line = z.strictObject({
  // A contact's is made from its code, and no uuid of any version.
  record: z.guid(),
  version: z.int().positive(),
  type: z.string().min(1).max(100),
  schema: z.int().positive(),
  occurred_on: z.iso.date(),
  recorded_at: z.iso.datetime(),
  actor: z.string().min(1).max(128),
  replaces: z.int().positive().nullable(),
  // An export from before these were written has neither.
  stands: z.array(z.int().positive()).default([]),
  why: z
    .enum(Object.keys(correctionReasons) as [CorrectionReason])
    .nullable()
    .default(null),
  facts: z.record(z.string(), z.unknown()),
  sealed: z.record(z.string(), z.unknown()).nullable(),
});
type Line = z.infer<typeof line>;

/**
 * Takes an export into a record in which its organisation is not yet: the same histories, so the same states. Every
 * file is held against its hash first. What was erased stays erased: nothing of it is in the files.
 */
export async function importOrganisation(
  store: Store,
  folder: string,
): Promise<{ readonly organisation: string; readonly streams: number; readonly events: number }> {
  await refuseChanged(folder);
  const organisation = await organisationIn(store, folder);
  const done = { organisation, streams: 0, events: 0 };
  for (const kind of kinds) {
    let batch: WorkingStream[] = [];
    let waiting = 0;
    const send = async () => {
      if (batch.length > 0) await sendBatch(store, organisation, batch);
      batch = [];
      waiting = 0;
    };
    for await (const lines of recordsIn(join(folder, `${kind}.jsonl`))) {
      batch.push(workingOf(store, organisation, kind, lines));
      waiting += lines.length;
      done.streams++;
      done.events += lines.length;
      if (waiting >= EVENTS_AT_ONCE) await send();
    }
    await send();
  }
  return done;
}

async function refuseChanged(folder: string): Promise<void> {
  const list = join(folder, 'SHA256SUMS');
  if (!existsSync(list)) {
    throw new Refused(
      `${folder} is not an export of Throughcare: it has no SHA256SUMS. Nothing was taken in.`,
    );
  }
  const named = readFileSync(list, 'utf8').split('\n').filter(Boolean);
  const wanted = kinds.map(kind => `${kind}.jsonl`);
  const missing = wanted.find(name => !named.some(one => one.endsWith(`  ${name}`)));
  if (missing) throw new Refused(`${missing} is not among the files of ${list}. Nothing was taken in.`);
  for (const one of named) {
    const [hash, name] = [one.slice(0, 64), one.slice(66)];
    const file = join(folder, name);
    if (!existsSync(file) || (await hashOf(file)) !== hash) {
      throw new Refused(
        `${name} is not as it was written: it is missing, or was changed since. Nothing was taken in. Copy the export ` +
          `again from where it was made.`,
      );
    }
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function organisationIn(store: Store, folder: string): Promise<string> {
  for await (const lines of recordsIn(join(folder, 'organisation.jsonl'))) {
    const [founded] = lines;
    const madeUp = founded.facts.madeUp === true;
    if (madeUp !== (store.kind === 'demonstration')) {
      throw new Refused('Made-up people and real ones never share a database. Nothing was taken in.');
    }
    return founded.record;
  }
  throw new Refused('organisation.jsonl holds no organisation. Nothing was taken in.');
}

/** The lines of a file, a record at a time. */
async function* recordsIn(file: string): AsyncGenerator<Line[]> {
  let held: Line[] = [];
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    number++;
    const read = line.safeParse(parsed(text));
    if (!read.success) {
      // What the line holds is quoted nowhere: it may be who somebody is (E3).
      const [{ code, path }] = read.error.issues;
      const what = [path.join('.'), code.replaceAll('_', ' ')].filter(Boolean).join(': ');
      throw new Refused(`Line ${number} of ${file} cannot be read (${what}). Records before it were kept.`);
    }
    if (held.length > 0 && held[0].record !== read.data.record) {
      yield held;
      held = [];
    }
    held.push(read.data);
  }
  if (held.length > 0) yield held;
}

/** Undefined for what is no JSON: the error of the parser would quote it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function workingOf(
  store: Store,
  organisation: string,
  kind: StreamKind,
  lines: readonly Line[],
): WorkingStream {
  const id = lines[0].record;
  const working = workOn(kind, id, null)!;
  const command = blind(store.keys.index, 'import', organisation, id);
  for (const [index, one] of lines.entries()) {
    if (one.version !== index + 1) {
      throw new Refused(`Version ${index + 1} of ${kind} ${id} is missing. Records before it were kept.`);
    }
    const recording = { recordedAt: Date.parse(one.recorded_at), actor: one.actor, command };
    addEvents(working, [decidedOf(one)], recording, organisation, store.keys.digest);
  }
  return working;
}

function decidedOf({ type, schema, occurred_on, facts, sealed, replaces, stands, why }: Line): DecidedEvent {
  // The shapes were held when they were first recorded; what is told here is told as it was.
  const event = { type, schema, occurredOn: occurred_on as Day, facts } as DecidedEvent;
  const whole = sealed === null ? event : { ...event, sealed: sealed as DecidedEvent['sealed'] };
  if (replaces === null) return whole;
  const correcting = { replaces, stands, why };
  return isRetraction({ type })
    ? { ...event, facts: correctingFacts(correcting) }
    : correction(whole, correcting);
}

async function sendBatch(store: Store, organisation: string, batch: readonly WorkingStream[]): Promise<void> {
  const projections: Changes = {};
  for (const one of batch)
    addProjectionChanges(projections, one, { organisation, indexKey: store.keys.index });
  const appended = await append(store, {
    acting: { organisation, user: SYSTEM },
    commandId: randomUUID(),
    fingerprint: digest(store.keys.digest, { import: batch.map(one => one.id) }),
    streams: batch.map(streamAppend),
    projections,
  });
  if ('ok' in appended) return;
  throw new Refused(
    `${batch[0].kind} ${batch[0].id}, or one of those after it, is here already. Nothing of them was taken in. ` +
      `Import into a database in which this organisation is not.`,
  );
}
