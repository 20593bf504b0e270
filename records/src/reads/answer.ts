import { escapeLiteral } from 'pg';
import type { Role, StreamKind } from '@throughcare/pathway';
import type { Acting } from '../access/actor.ts';
import { NotAllowed } from '../access/not-allowed.ts';
import { mayAsk, type Answer } from '../access/policy.ts';
import type { Queryable } from '../database/connect.ts';
import { instant } from '../database/types.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Store } from '../store.ts';

/** What a question works with: one snapshot, in which row-level security knows who asks. */
export interface Asking {
  readonly db: Queryable;
  readonly store: Store;
  readonly acting: Acting;
  readonly roles: readonly Role[];
}

/** An answer, and what the access log says of it. */
export interface Answered<Value> {
  readonly value: Value;
  readonly kind: StreamKind;
  /** Every person, contact, concern or group in the answer. */
  readonly streams: readonly string[];
  /** Counts, and a reason sealed (`sealReason`); never what was searched for. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
  /** Concerns in an answer of more than them (see `concernsApart`), each of these in a row of its own. */
  readonly concerns?: readonly (readonly string[])[];
}

/**
 * Concerns as the access log names them: those about nobody here together, and each that is about staff by itself. A row
 * is closed whole to an auditor whom one of its concerns is about, and they would miss what they may see with it.
 */
export function concernsApart(
  found: readonly { readonly concern: string; readonly isAboutStaff: boolean }[],
): string[][] {
  const ids = (isAboutStaff: boolean) =>
    found.filter(one => one.isAboutStaff === isAboutStaff).map(one => one.concern);
  return [ids(false), ...ids(true).map(id => [id])].filter(row => row.length > 0);
}

/**
 * Answers a question of somebody signed in, and writes the row that says so in the same transaction: if the row
 * cannot be written, there is no answer. Throws NotAllowed where no role of theirs may ask, which is noted too.
 */
export async function answer<Value>(
  store: Store,
  acting: Acting,
  what: Answer,
  find: (asking: Asking) => Promise<Answered<Value>>,
  act: 'read' | 'exported' = 'read',
): Promise<Value> {
  return inTransaction(store, acting, async (db, roles) => {
    if (!mayAsk(roles, what)) {
      await db.query(`${noteSql(store, 'refused', what, 'organisation', [], {})}; commit`);
      throw new NotAllowed(
        'Your roles do not include this page. If they should, ask an administrator of your organisation.',
      );
    }
    const { value, kind, streams, detail, concerns = [] } = await find({ db, store, acting, roles });
    const beside = concerns.map(ids => noteSql(store, act, what, 'concern', ids, { beside: true }));
    const notes = [noteSql(store, act, what, kind, streams, detail ?? {}), ...beside];
    await db.query(`${notes.join('; ')}; commit`);
    return value;
  });
}

/** The same for an anonymous caller, who has no roles and sees one contact. */
export async function answerCaller<Value>(
  store: Store,
  acting: Acting,
  find: (asking: Asking) => Promise<Answered<Value>>,
): Promise<Value> {
  return inTransaction(store, acting, async (db, roles) => {
    const { value, kind, streams } = await find({ db, store, acting, roles });
    await db.query(`${noteSql(store, 'read', 'replies', kind, streams, {})}; commit`);
    return value;
  });
}

function noteSql(
  store: Store,
  act: 'read' | 'exported' | 'refused',
  what: string,
  kind: StreamKind,
  streams: readonly string[],
  detail: object,
): string {
  const literals = [
    escapeLiteral(instant(store.clock())),
    escapeLiteral(act),
    escapeLiteral(what),
    escapeLiteral(kind),
    `${escapeLiteral(`{${streams.join(',')}}`)}::uuid[]`,
    `${escapeLiteral(JSON.stringify(detail))}::jsonb`,
  ];
  return `select throughcare.note_access(${literals.join(', ')})`;
}
