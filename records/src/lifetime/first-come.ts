import { refuse, type Refusal } from '@throughcare/pathway';
import { SYSTEM } from '../access/actor.ts';
import { append, sendAppend, type Append, type Appended } from '../append/append.ts';
import { holdNamed } from '../append/refuse-named.ts';
import type { Named } from '../commands/named.ts';
import type { Queryable } from '../database/connect.ts';
import { inTransaction } from '../database/transaction.ts';
import { giveUpAfter, patienceBeforeWriters } from '../database/waited-too-long.ts';
import { accountIn, type RecordedEvent } from '../history/recorded-event.ts';
import { errorCode } from '../refused.ts';
import type { Store } from '../store.ts';

/** A record, and how far it had come when somebody looked at it. */
export interface Head {
  readonly id: string;
  readonly version: number;
}

/** What an erasure looked at before it began: every concern, where one could keep the record, and some records. */
export interface LookedAt {
  readonly concerns: string | null;
  readonly heads: readonly Head[];
}

/** Every concern as it stands now, in one mark that changes with any of them. */
export async function concernMark(store: Store, organisation: string): Promise<string> {
  return inTransaction(store, { organisation, user: SYSTEM }, async db => {
    const { rows } = await db.query<{ mark: string }>('select throughcare.concern_mark() as mark');
    return rows[0].mark;
  });
}

/**
 * Begins an erasure in the transaction of `db`, which has to be read committed: waits for those who are recording on a
 * concern, and gives whether all of it stands as it was looked at. Then nothing comes in between any more. It waits for a
 * moment only: whoever would record on a concern waits behind it.
 */
export async function beginErasing(
  db: Queryable,
  { patienceMs }: Pick<Store, 'patienceMs'>,
  { concerns, heads }: LookedAt,
): Promise<boolean> {
  await giveUpAfter(db, patienceBeforeWriters(patienceMs));
  const { rows } = await db.query<{ stands: boolean }>('select throughcare.begin_erasing($1, $2) as stands', [
    concerns,
    JSON.stringify(heads),
  ]);
  return rows[0].stands;
}

/** The cases that these events link each concern to. */
function linksIn(events: readonly RecordedEvent[]): Map<string, string[]> {
  const links = events.filter(({ kind, type }) => kind === 'concern' && type === 'linked_to_case');
  return new Map(
    [...Map.groupBy(links, event => event.stream)].map(([concern, its]) => [
      concern,
      its.map(event => accountIn(event, 'case')),
    ]),
  );
}

/**
 * Appends what somebody recorded. A link of a concern to a case and the erasure of that case cannot pass each other: if
 * the link is first, the erasure finds it and is refused; if the erasure is, whoever links is told. Nor is there a link to a
 * case that whoever links may not find. Nor can a command pass somebody whom it names and who leaves.
 */
export async function appendFirstCome(
  store: Store,
  request: Append,
  events: readonly RecordedEvent[],
  named: readonly Named[],
): Promise<Appended | { readonly refused: Refusal } | { readonly overtaken: true }> {
  const links = linksIn(events);
  if (links.size === 0 && named.length === 0) return append(store, request);
  const once = () =>
    inTransaction(
      store,
      request.acting,
      async (db): ReturnType<typeof appendFirstCome> => {
        if (named.length > 0 && !(await holdNamed(db, named))) return { overtaken: true };
        for (const link of links) {
          const { rows } = await db.query<{ there: boolean }>(
            'select throughcare.hold_for_link($1, $2) as there',
            link,
          );
          if (!rows[0].there) return { refused: noSuchCase };
        }
        return sendAppend(db, store, request);
      },
      'read committed',
    );
  try {
    return await once();
  } catch (error) {
    // The same command came twice at once, and the other has just been committed; asking again finds it.
    if (errorCode(error) === '23505') return once();
    throw error;
  }
}

const { refusal: noSuchCase } = refuse(
  'no_such_case',
  'That case is not here, or no longer. The link was not saved. The concern stands as it is; write down in it what ' +
    'whoever decides has to know.',
  'reference',
);
