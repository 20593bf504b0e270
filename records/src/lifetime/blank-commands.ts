import { SYSTEM } from '../access/actor.ts';
import { inTransaction } from '../database/transaction.ts';
import { blind } from '../keys/blind-index.ts';
import type { Store } from '../store.ts';
import { erasuresInside } from './ledger.ts';

/** Ids made by a rule from a reference, as those of a caseload that arrived; see arriving/take-in.ts. */
const isByRule = (id: string) => id[14] === '8';

/**
 * Blanks what is kept of the commands by which erased records arrived, so that nobody can try out against it who they
 * were about. All of them where none is named.
 */
export async function blankCommands(
  store: Store,
  organisation: string,
  erased?: readonly string[],
): Promise<void> {
  await inTransaction(
    store,
    { organisation, user: SYSTEM },
    async db => {
      const all = erased ?? (await erasuresInside(db, organisation)).map(one => one.content.stream);
      const streams = all.filter(isByRule);
      if (streams.length === 0) return;
      const { rows } = await db.query<{ stream: string | null; here: string | null; command: string | null }>(
        'select stream, here, command from throughcare.commands_by_rule($1)',
        [streams],
      );
      const ours = new Map(
        rows.flatMap(({ stream, here }) => (stream && here ? [[here, stream] as const] : [])),
      );
      const found = rows.flatMap(({ command }) =>
        command !== null && streams.some(id => ours.get(tokenOf(store, organisation, command, id)) === id)
          ? [command]
          : [],
      );
      if (found.length > 0) await db.query('select throughcare.blank_commands($1)', [found]);
    },
    'read committed',
  );
}

/** How many erasures there are, as an occasion that is sorted by its text. */
export async function erasedSoFar(store: Store, organisation: string): Promise<string> {
  const { rows } = await inTransaction(store, { organisation, user: SYSTEM }, db =>
    db.query<{ n: string }>(
      `select lpad(count(*)::text, 12, '0') as n from throughcare.erasure where organisation = $1`,
      [organisation],
    ),
  );
  return rows[0].n;
}

/** What an event says of its command; see append/decide.ts. */
function tokenOf(store: Store, organisation: string, command: string, stream: string): string {
  return blind(store.keys.index, 'command', organisation, command, stream);
}
