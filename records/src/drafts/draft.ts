import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { SYSTEM, type Acting } from '../access/actor.ts';
import { NotAllowed } from '../access/not-allowed.ts';
import { mayAsk } from '../access/policy.ts';
import { inTransaction } from '../database/transaction.ts';
import { instant } from '../database/types.ts';
import { keyFor } from '../keys/root-keys.ts';
import { open, seal } from '../keys/seal.ts';
import type { Answered, Asking } from '../reads/answer.ts';
import { isId } from '../reads/id.ts';
import type { Store } from '../store.ts';

/** Days for which a draft waits; then it is gone, settled or not. */
export const DRAFT_DAYS = 14;

const content = z.strictObject({
  page: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});
/** A form as it was sent: on which page of ours, and what was typed. */
export type DraftContent = z.output<typeof content>;

export interface Draft extends DraftContent {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly purgeAt: number;
}

/**
 * Keeps a note of staff until its writer has settled what becomes of it (E3): under a key of the writer's own, bound to
 * its place. Kept again under the same id, it is replaced. About what was erased nothing is kept.
 */
export async function keepDraft(
  store: Store,
  acting: Acting,
  id: string,
  draft: DraftContent,
): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(content.parse(draft)));
  const sealed = seal(writersKey(store, acting), placeOf(acting, id), bytes);
  await inTransaction(
    store,
    acting,
    async (db, roles) => {
      if (!mayAsk(roles, 'drafts')) throw new NotAllowed('Your roles write no notes. Nothing was kept.');
      await db.query('select throughcare.keep_draft($1, $2, $3, $4)', [
        id,
        sealed,
        instant(store.clock() + DRAFT_DAYS * 86_400_000),
        namedIn(draft.page),
      ]);
    },
    'read committed',
  );
}

/** The ids that a page of ours names: those of them that are records are what the draft is about. */
function namedIn(page: string): string[] {
  return [...new Set(page.toLowerCase().match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))];
}

/**
 * Says of drafts that were kept before that was noted which records they are about, so that an erasure takes them with it
 * and their writers see them again. The program opens them for that, and nobody is shown a word.
 */
export async function tieDrafts(store: Store, organisation: string): Promise<void> {
  await inTransaction(
    store,
    { organisation, user: SYSTEM },
    async db => {
      const { rows } = await db.query<{ id: string; owner: string; sealed: Buffer }>(
        'select id, owner, sealed from throughcare.drafts_not_tied()',
      );
      for (const { id, owner, sealed } of rows) {
        const page = pageOf(store, { organisation, user: owner }, id, sealed);
        // One that does not open is shown to nobody, and goes when its time is over; it stops nothing else.
        if (page !== null) await db.query('select throughcare.tie_draft($1, $2)', [id, namedIn(page)]);
      }
    },
    'read committed',
  );
}

function pageOf(store: Store, writer: Acting, id: string, sealed: Buffer): string | null {
  try {
    return openDraft(store, writer, id, sealed).page;
  } catch {
    return null;
  }
}

function openDraft(store: Store, writer: Acting, id: string, sealed: Buffer): DraftContent {
  return content.parse(JSON.parse(open(writersKey(store, writer), placeOf(writer, id), sealed).toString()));
}

/** Settled: the note was saved, became a concern, or was thrown away. */
export async function settleDraft(store: Store, acting: Acting, id: string): Promise<void> {
  if (!isId(id)) return;
  await inTransaction(store, acting, async db => {
    await db.query('select throughcare.settle_draft($1)', [id]);
  });
}

/**
 * The drafts of whoever asks, and nobody else's; those whose time is over are none, also before they are purged. One about
 * a record that they may not see now is not there: it waits, under its writer's key, until they see that again or its time
 * is over, and goes at once where the record is erased.
 */
export async function drafts({ db, store, acting }: Asking): Promise<Answered<readonly Draft[]>> {
  const { rows } = await db.query<{ id: string; sealed: Buffer; at: number }>(
    `select id, sealed, purge_at as at from throughcare.draft
      where organisation = $1 and owner = $2 and purge_at > $3 order by purge_at, id`,
    [acting.organisation, acting.user, instant(store.clock())],
  );
  const value = rows.map(({ id, sealed, at }): Draft => ({
    id,
    purgeAt: at,
    ...openDraft(store, acting, id, sealed),
  }));
  return { value, kind: 'organisation', streams: [], detail: { drafts: value.length } };
}

/** Takes away every draft whose time is over. */
export async function purgeDrafts(store: Store, acting: Acting): Promise<void> {
  await inTransaction(store, acting, async db => {
    await db.query('select throughcare.purge_drafts($1)', [instant(store.clock())]);
  });
}

function writersKey(store: Store, { organisation, user }: Acting): Buffer {
  return createHmac('sha256', keyFor(store.keys, 'drafts')).update(`${organisation}\n${user}`).digest();
}

function placeOf({ organisation }: Acting, id: string) {
  return { organisation, stream: id, version: 0, column: 'draft' };
}
