import type { Refusal } from '@throughcare/pathway';
import { SYSTEM } from '../access/actor.ts';
import { sendAppend } from '../append/append.ts';
import {
  addEvents,
  addProjectionChanges,
  decideOn,
  refuseInItsPlace,
  streamAppend,
  workOn,
  type WorkingStream,
} from '../append/working-stream.ts';
import { readCommand } from '../commands/read-command.ts';
import type { Queryable } from '../database/connect.ts';
import { blind } from '../keys/blind-index.ts';
import { digest } from '../keys/digest.ts';
import { numberOf } from '../keys/typed-number.ts';
import type { Changes } from '../projections/tables.ts';
import { todayOf, type Store } from '../store.ts';
import type { ArrivingCase, Told } from './read-case.ts';
import { stepsOf, type ArrivingStep } from './steps.ts';

/** Who takes a caseload in, and where. */
export interface Taking {
  readonly organisation: string;
  /** The account of an administrator. */
  readonly by: string;
}

/** An id made from a reference and what it is of: the same row is the same command and the same case, in every run. */
function idOf(store: Store, organisation: string, reference: string, ...of: readonly string[]): string {
  const token = blind(store.keys.index, 'arriving', organisation, ...of, numberOf(reference));
  // Version 8: made by a rule of one's own (RFC 9562).
  return `${token.slice(0, 14)}8${token.slice(15, 19)}a${token.slice(20)}`;
}

const referenceOf = (arriving: ArrivingCase) => arriving.person.told.reference;

export function caseIdOf(store: Store, organisation: string, arriving: ArrivingCase): string {
  return idOf(store, organisation, referenceOf(arriving), 'case');
}

function commandIdOf(store: Store, organisation: string, arriving: ArrivingCase): string {
  return idOf(store, organisation, referenceOf(arriving), 'command');
}

function fingerprintOf(store: Store, arriving: ArrivingCase): Buffer {
  const { person, sentences, requirements, duties, conditions, enrolments } = arriving;
  const told = (all: readonly Told<unknown>[]) => all.map(one => one.told);
  return digest(store.keys.digest, {
    arriving: {
      // Whom it was compared with is no part of the case, and neither is on which lines it stands.
      person: { ...person.told, notSameAs: null },
      sentences: told(sentences),
      requirements: told(requirements),
      duties: told(duties),
      conditions: told(conditions),
      enrolments: told(enrolments),
    },
  });
}

export type Before = 'as it is' | 'otherwise' | 'no' | 'erased';

/**
 * Whether an earlier run took each of these in: as it stands here, or with other words. Of one that was erased it is
 * not compared what the row says, for that would tell whether it is right.
 */
export async function takenBefore(
  db: Queryable,
  store: Store,
  { organisation }: Taking,
  cases: readonly ArrivingCase[],
): Promise<readonly Before[]> {
  const { rows } = await db.query<{ erased: boolean; done: { repeated?: true } | null }>(
    `select erased, case when not erased then throughcare.was_done($1, one.command, one.fingerprint) end as done
       from unnest($2::uuid[], $3::bytea[], $4::uuid[]) with ordinality as one (command, fingerprint, id, n)
       cross join lateral (select exists (select from throughcare.erasure e
         where e.organisation = $1 and e.stream = one.id) as erased) as gone
      order by one.n`,
    [
      organisation,
      cases.map(one => commandIdOf(store, organisation, one)),
      cases.map(one => fingerprintOf(store, one)),
      cases.map(one => caseIdOf(store, organisation, one)),
    ],
  );
  return rows.map(({ erased, done }) => {
    if (erased) return 'erased';
    return done === null ? 'no' : done.repeated ? 'as it is' : 'otherwise';
  });
}

export type Decided =
  | { readonly ok: true; readonly working: WorkingStream }
  | { readonly ok: false; readonly refusal: Refusal; readonly step: ArrivingStep };

/** A case as it would be, through the decider; nothing is kept yet. */
export function decideCase(store: Store, { organisation, by }: Taking, arriving: ArrivingCase): Decided {
  const id = caseIdOf(store, organisation, arriving);
  const working = workOn('case', id, null)!;
  const command = blind(
    store.keys.index,
    'command',
    organisation,
    commandIdOf(store, organisation, arriving),
    id,
  );
  const recording = { recordedAt: store.clock(), actor: by, command };
  const circumstances = { actor: by, today: todayOf(store) };
  const idIn = (...of: readonly string[]) => idOf(store, organisation, referenceOf(arriving), ...of);
  const steps = stepsOf(arriving, idIn);
  for (const step of steps) {
    const read = readCommand('case', step.command);
    if (!read.ok) return { ok: false, refusal: read.refusal, step };
    const decision = decideOn('case', working.events, read.command, circumstances);
    if (!decision.ok) return { ok: false, refusal: decision.refusal, step };
    addEvents(working, decision.events, recording, organisation, store.keys.digest);
  }
  const refusal = refuseInItsPlace(working);
  return refusal ? { ok: false, refusal, step: steps.at(-1)! } : { ok: true, working };
}

/** Keeps a decided case, in the transaction of its caller's. False where its case is there already. */
export async function keepCase(
  db: Queryable,
  store: Store,
  { organisation }: Taking,
  arriving: ArrivingCase,
  working: WorkingStream,
): Promise<boolean> {
  const projections: Changes = {};
  addProjectionChanges(projections, working, { organisation, indexKey: store.keys.index });
  const appended = await sendAppend(db, store, {
    // An administrator sees no case and cannot begin one; the events name them all the same.
    acting: { organisation, user: SYSTEM },
    commandId: commandIdOf(store, organisation, arriving),
    fingerprint: fingerprintOf(store, arriving),
    streams: [streamAppend(working)],
    projections,
  });
  return 'ok' in appended || 'repeated' in appended;
}
