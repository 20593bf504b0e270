import {
  isClassHeld,
  refuse,
  type Day,
  type ErasureGround,
  type Refusal,
  type StreamKind,
} from '@throughcare/pathway';
import { SYSTEM, type Acting } from '../access/actor.ts';
import { sendAppend, type Append, type Appended } from '../append/append.ts';
import { decideAndAppend, type Intent } from '../append/decide.ts';
import type { Outcome } from '../append/outcome.ts';
import { decideOn } from '../append/working-stream.ts';
import type { Queryable } from '../database/connect.ts';
import { inTransaction } from '../database/transaction.ts';
import { WaitedTooLong } from '../database/waited-too-long.ts';
import { tieDrafts } from '../drafts/draft.ts';
import { ErasedUnnoted, errorCode, Refused } from '../refused.ts';
import type { Store } from '../store.ts';
import { blankCommands } from './blank-commands.ts';
import { beginErasing, concernMark, type LookedAt } from './first-come.ts';
import { erasuresOutside, ledgerFile, nextErasure, writeLedger, type Erasure } from './ledger.ts';
import { keepsOf } from './keeps.ts';
import { scheduleOf, timeHasEnded } from './retention.ts';

export interface ErasureAgreement {
  readonly case: string;
  /** The version that whoever agrees saw. */
  readonly expected: number;
  readonly on: Day;
}

/**
 * Erases the record of a person: a second person agrees to what another one asked for. In one transaction the last
 * entry is appended, both keys are destroyed, and every row made from what they opened goes; the ledger outside the
 * database is written before this answers. Refused in words while anything keeps the record (E22).
 */
export async function agreeErasure(
  store: Store,
  acting: Acting,
  commandId: string,
  { case: id, expected, on }: ErasureAgreement,
): Promise<Outcome> {
  const command = { do: 'agree_erasure', on } as const;
  const schedule = await scheduleOf(store, acting.organisation, 'casework');
  return eraseByTwo(store, acting, commandId, { stream: id, kind: 'case' }, async () => {
    const concerns = await concernMark(store, acting.organisation);
    const { open, holds, organisation } = await keepsOf(store, acting.organisation);
    const lookedAt = { concerns, heads: [organisation] };
    const decide: Intent['decide'] = (events, circumstances) => {
      const decision = decideOn('case', events, command, circumstances);
      if (!decision.ok) return decision;
      const { ground } = decision.events[0].facts;
      if (ground === 'retention_ended' && !timeHasEnded('case', events, schedule, circumstances.today))
        return notYet;
      if (isClassHeld(holds, 'casework', circumstances.today)) return classHeld;
      return open.has(id) ? stillOpen : decision;
    };
    return {
      lookedAt,
      intent: { kind: 'case', stream: id, expected, what: command, allowed, named: () => [], decide },
    };
  });
}

const allowed: Intent['allowed'] = roles => roles.includes('safeguarding_lead');

/** What whoever erases looked at beside the record itself, and how it is decided on. */
interface Looked {
  readonly lookedAt: LookedAt;
  readonly intent: Intent;
}

const TRIES = 5;

/**
 * Erases what a second person agrees to. Where something that was looked at changed before the erasure began, it is
 * looked at again.
 */
export async function eraseByTwo(
  store: Store,
  acting: Acting,
  commandId: string,
  erased: { readonly stream: string; readonly kind: StreamKind },
  look: () => Promise<Looked>,
): Promise<Outcome> {
  if (store.rootsFolder === null) {
    throw new Refused(
      'There is nowhere outside the database to write down that a record was erased. Nothing was erased. Ask the ' +
        'administrator to give the service a folder for its daily roots.',
    );
  }
  await tieDrafts(store, acting.organisation);
  for (let attempt = 1; ; attempt++) {
    const { lookedAt, intent } = await look();
    const outcome = await decideAndAppend(store, acting, commandId, [intent], (request, [last]) =>
      appendAndErase(store, request, lookedAt, { ...erased, ground: last.facts.ground as ErasureGround }),
    );
    const changed = !outcome.ok && outcome.reason === 'refused' && outcome.refusal === changedMeanwhile;
    if (changed && attempt < TRIES) continue;
    if (outcome.ok) {
      await afterErasing(store, acting.organisation);
      await blankCommands(store, acting.organisation, [erased.stream]);
    }
    return outcome;
  }
}

const { refusal: changedMeanwhile } = refuse(
  'changed_meanwhile',
  'Something that touches this record is being recorded at this moment. Nothing was erased. Try again in a minute.',
);

/** Not tried again at once: it is somebody who began something and does not end it. */
const { refusal: heldMeanwhile } = refuse(
  'held_meanwhile',
  'Something that touches this record has been begun elsewhere and is not ended. Nothing was erased. Try again in a ' +
    'minute. Where that does not help, let whoever runs the database look for a session of it that has been left open.',
);

/** Says nothing of concerns: whoever agrees may be one that a concern is about. */
export const stillOpen = refuse(
  'open_elsewhere',
  'Something that touches this record is still open elsewhere. Nothing was saved. The record stays until it is closed. If ' +
    'you find nothing that waits, ask another safeguarding lead; where there is none, ask an auditor.',
);

/** E22: a hold wins over what two people agree on. */
export const classHeld = refuse(
  'held',
  'A legal hold of this organisation stands on all records of this kind, and it wins. Nothing was saved. The record stays until the hold is lifted.',
);

export const notYet = refuse(
  'not_yet',
  'By the schedule of this organisation its time has not ended. Nothing was saved. Decline, or ask on another ground.',
);

async function appendAndErase(
  store: Store,
  request: Append,
  lookedAt: LookedAt,
  erased: { readonly stream: string; readonly kind: StreamKind; readonly ground: ErasureGround },
): Promise<Appended | { readonly refused: Refusal }> {
  const { acting } = request;
  const inTime = () =>
    inTransaction(
      store,
      acting,
      async db => {
        if (!(await beginErasing(db, store, lookedAt))) return { refused: changedMeanwhile };
        const opened = erased.kind === 'case' ? await openingsOf(db, erased.stream) : [];
        // E20: whoever looks at an opening afterwards needs its reason, so it is looked at before that goes.
        if (opened.some(one => !one.reviewed)) return { refused: stillOpen.refusal };
        const { organisation } = acting;
        const words = opened.map(one => one.id);
        const said = { organisation, ...erased, ...(words.length > 0 && { words }) };
        const line = await lineOrRefused(db, store, said);
        if ('refused' in line) return line;
        const appended = await sendAppend(db, store, { ...request, projections: {} });
        if ('ok' in appended) await erase(db, line);
        return appended;
      },
      'read committed',
    );
  try {
    return await inTime();
  } catch (error) {
    if (error instanceof WaitedTooLong) return { refused: heldMeanwhile };
    throw error;
  }
}

/** Two people read on their page why the ledger takes no line; it is looked through in whole before a key goes. */
async function lineOrRefused(
  db: Queryable,
  store: Store,
  said: Parameters<typeof nextErasure>[2],
): Promise<Erasure | { readonly refused: Refusal }> {
  try {
    erasuresOutside(store, said.organisation);
    return await nextErasure(db, store, said);
  } catch (error) {
    if (!(error instanceof Refused) || error instanceof WaitedTooLong) throw error;
    return { refused: { code: 'ledger_does_not_fit', words: error.message } };
  }
}

/**
 * Every opening of a case in an emergency, whomever it may concern: asked in the name of the organisation, within an
 * erasure that has begun.
 */
async function openingsOf(db: Queryable, id: string): Promise<{ id: string; reviewed: boolean }[]> {
  const { rows } = await db.query<{ id: string; reviewed: boolean }>(
    'select o.id, o.reviewed from throughcare.openings_of($1) o order by o.id',
    [id],
  );
  return rows;
}

/** Destroys the keys of one record and drops its rows and the drafts about it, in the transaction of `db`. */
export async function erase(db: Queryable, { content, signature }: Erasure): Promise<void> {
  await db.query('select throughcare.erase($1, $2, $3, $4)', [
    content.stream,
    content.number,
    JSON.stringify(content),
    signature,
  ]);
}

/** What follows an erasure at once: the ledger outside, and the keys written anew without the destroyed ones. */
export async function afterErasing(store: Store, organisation: string): Promise<void> {
  try {
    await writeLedger(store, organisation);
  } catch (error) {
    // The keys are gone, and the ledger inside says so: what is missing is the line that a restored backup would need.
    throw new ErasedUnnoted(
      `It was erased. That could not be written down outside the database, in ${ledgerFile(store.rootsFolder!, organisation)}` +
        `${errorCode(error) ? ` (${errorCode(error)})` : ''}. Restore no backup from before now until it is: let the ` +
        'administrator make room there, or let the service write to it. The daily round writes it then.',
      { cause: error },
    );
  }
  await compactKeys(store, organisation);
}

/** Leaves destroyed keys out of the file that held them. Where somebody holds the table, the daily round tries again. */
export async function compactKeys(store: Store, organisation: string): Promise<void> {
  await inTransaction(
    store,
    { organisation, user: SYSTEM },
    db => db.query('select throughcare.compact_keys()'),
    'read committed',
  ).catch(ifBusy);
}

function ifBusy(error: unknown): void {
  const LOCK_NOT_AVAILABLE = '55P03';
  if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error;
}
