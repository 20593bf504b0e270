import { CALLER, type Acting } from '../access/actor.ts';
import { blind } from '../keys/blind-index.ts';
import { inTransaction } from '../database/transaction.ts';
import { instant } from '../database/types.ts';
import type { Store } from '../store.ts';
import { codePrefix, hashCode, isCode, readCode, type CodeHash } from './code.ts';

/** After this many wrong codes with the same first letters, they wait. */
const TRIES = 8;
const WAIT_MS = 15 * 60_000;

interface Candidate extends CodeHash {
  contact: string;
  failures: number;
  failed_at: number | null;
}

export function prefixToken(store: Store, organisation: string, code: string): string {
  return blind(store.keys.code, organisation, 'prefix', codePrefix(code));
}

/** Keeps a code so that it can be checked, and never read. */
export async function keepCode(
  store: Store,
  organisation: string,
  contact: string,
  code: string,
): Promise<void> {
  const { salt, hash } = await hashCode(code);
  await inTransaction(store, { organisation, user: CALLER }, async db => {
    const prefix = prefixToken(store, organisation, code);
    await db.query('select throughcare.keep_code($1, $2, $3, $4)', [contact, prefix, salt, hash]);
  });
}

/**
 * The contact that a code belongs to; null for no code of ours; 'wait' after too many wrong ones with these first
 * letters. A wrong code takes as long as a right one. Nothing about who tries is looked at or kept (E4).
 */
export async function findContact(
  store: Store,
  organisation: string,
  typed: string,
): Promise<{ readonly contact: string } | null | 'wait'> {
  const code = readCode(typed);
  if (code === undefined) return null;
  const acting: Acting = { organisation, user: CALLER };
  const prefix = prefixToken(store, organisation, code);
  const candidates = await inTransaction(store, acting, async db => {
    const { rows } = await db.query<Candidate>('select * from throughcare.find_code($1)', [prefix]);
    return rows;
  });
  if (candidates.some(one => mustWait(one, store.clock()))) return 'wait';
  if (candidates.length === 0) {
    await hashCode(code);
    return null;
  }
  for (const one of candidates) {
    if (!(await isCode(code, one))) continue;
    if (one.failures > 0) await note(store, acting, prefix, null);
    return { contact: one.contact };
  }
  await note(store, acting, prefix, instant(store.clock()));
  return null;
}

function mustWait({ failures, failed_at: at }: Candidate, now: number): boolean {
  return failures >= TRIES && at !== null && now - at < WAIT_MS;
}

async function note(store: Store, acting: Acting, prefix: string, at: string | null): Promise<void> {
  await inTransaction(store, acting, async db => {
    await db.query('select throughcare.note_code($1, $2)', [prefix, at]);
  });
}
