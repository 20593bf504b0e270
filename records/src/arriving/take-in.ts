import type { Refusal } from '@throughcare/pathway';
import { SYSTEM } from '../access/actor.ts';
import { append } from '../append/append.ts';
import {
  addEvents,
  addProjectionChanges,
  decideOn,
  streamAppend,
  workOn,
  type WorkingStream,
} from '../append/working-stream.ts';
import { blind } from '../keys/blind-index.ts';
import { digest } from '../keys/digest.ts';
import { numberOf } from '../keys/typed-number.ts';
import type { Changes } from '../projections/tables.ts';
import { todayOf, type Store } from '../store.ts';
import type { ArrivingCase } from './read-row.ts';
import { stepsOf, type ArrivingStep } from './steps.ts';

/** Who takes a caseload in, and where. */
export interface Taking {
  readonly organisation: string;
  /** The account of an administrator. */
  readonly by: string;
}

/** The ids of a row, made from its reference: the same row is the same command and the same case, in every run. */
export function idsOf(store: Store, organisation: string, reference: string) {
  const of = (what: string) =>
    asUuid(blind(store.keys.index, 'arriving', organisation, what, numberOf(reference)));
  return { case: of('case'), command: of('command'), order: of('order'), enrolment: of('enrolment') };
}

/** Version 8: made by a rule of one's own (RFC 9562). */
function asUuid(token: string): string {
  return `${token.slice(0, 14)}8${token.slice(15, 19)}a${token.slice(20)}`;
}

function fingerprintOf(store: Store, arriving: ArrivingCase): Buffer {
  // Whom it was compared with is no part of the case.
  return digest(store.keys.digest, { arriving: { ...arriving, notSameAs: null } });
}

/** Whether an earlier run took this row in: as it stands here, or with other words. */
export async function takenBefore(
  store: Store,
  { organisation }: Taking,
  arriving: ArrivingCase,
): Promise<'as it is' | 'otherwise' | 'no'> {
  const { command } = idsOf(store, organisation, arriving.reference);
  const { rows } = await store.pool.query<{ done: { repeated?: true } | null }>(
    'select throughcare.was_done($1, $2, $3) as done',
    [organisation, command, fingerprintOf(store, arriving)],
  );
  if (rows[0].done === null) return 'no';
  return rows[0].done.repeated ? 'as it is' : 'otherwise';
}

export type Decided =
  | { readonly ok: true; readonly working: WorkingStream }
  | { readonly ok: false; readonly refusal: Refusal; readonly step: ArrivingStep };

/** A row as its case would be, through the decider; nothing is kept yet. */
export function decideRow(store: Store, { organisation, by }: Taking, arriving: ArrivingCase): Decided {
  const ids = idsOf(store, organisation, arriving.reference);
  const working = workOn('case', ids.case, null)!;
  const command = blind(store.keys.index, 'command', organisation, ids.command, ids.case);
  const recording = { recordedAt: store.clock(), actor: by, command };
  const circumstances = { actor: by, today: todayOf(store) };
  for (const step of stepsOf(arriving, of => ids[of])) {
    const decision = decideOn('case', working.events, step.command, circumstances);
    if (!decision.ok) return { ok: false, refusal: decision.refusal, step };
    addEvents(working, decision.events, recording, organisation, store.keys.digest);
  }
  return { ok: true, working };
}

/** Keeps a decided row: all of its events and its command in one transaction. False where its case is there already. */
export async function keepRow(
  store: Store,
  { organisation }: Taking,
  arriving: ArrivingCase,
  working: WorkingStream,
): Promise<boolean> {
  const projections: Changes = {};
  addProjectionChanges(projections, working, { organisation, indexKey: store.keys.index });
  const appended = await append(store, {
    // An administrator sees no case and cannot begin one; the events name them all the same.
    acting: { organisation, user: SYSTEM },
    commandId: idsOf(store, organisation, arriving.reference).command,
    fingerprint: fingerprintOf(store, arriving),
    streams: [streamAppend(working)],
    projections,
  });
  return 'ok' in appended || 'repeated' in appended;
}
