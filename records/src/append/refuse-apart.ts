import { refuse } from '@throughcare/pathway';
import type { Acting } from '../access/actor.ts';
import { readCommand } from '../commands/read-command.ts';
import { inTransaction } from '../database/transaction.ts';
import { isId } from '../reads/id.ts';
import type { Store } from '../store.ts';
import type { Outcome, Step } from './outcome.ts';

/**
 * Refuses a place that would bring two people together who are kept apart. It is asked of the database, because
 * whoever gives places need not know of the pair: the words say neither who the other is nor why. A pair that is
 * found out in this very moment shows afterwards among what is to be resolved.
 */
export async function refuseApart(
  store: Store,
  acting: Acting,
  steps: readonly Step[],
): Promise<Outcome | undefined> {
  for (const [step, { kind, stream, command: sent }] of steps.entries()) {
    if (kind !== 'group' || !isId(stream)) continue;
    const read = readCommand(kind, sent);
    if (!read.ok || read.command.do !== 'take_place') continue;
    const { command } = read;
    const clash = await inTransaction(store, acting, async db => {
      const { rows } = await db.query<{ clash: boolean }>('select throughcare.would_clash($1, $2) as clash', [
        stream,
        command.case,
      ]);
      return rows[0].clash;
    });
    if (clash) return { ok: false, reason: 'refused', step, refusal };
  }
  return undefined;
}

const { refusal } = refuse(
  'not_in_this_group',
  'They cannot be given a place in this group. Nothing was saved. Choose another group, or ask a programme lead.',
  'group',
);
