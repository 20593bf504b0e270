import { refuse, type Role } from '@throughcare/pathway';
import type { Acting } from '../access/actor.ts';
import type { Named } from '../commands/named.ts';
import { inTransaction } from '../database/transaction.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import type { Store } from '../store.ts';
import type { Intent } from './decide.ts';
import type { Outcome } from './outcome.ts';

/**
 * Refuses a command that names somebody who cannot do what it gives them: nobody at all, somebody who has left, or who
 * works for another body or in another role. The deciders know one stream and not who works here, so it is asked of
 * the database; of a command that names nobody, nothing is asked.
 */
export async function refuseNamed(
  store: Store,
  acting: Acting,
  intents: readonly Intent[],
  eventsOf: (stream: string) => readonly RecordedEvent[],
): Promise<Extract<Outcome, { reason: 'refused' }> | undefined> {
  const named = intents.flatMap(({ stream, named }, step) =>
    named(eventsOf(stream)).map(one => ({ ...one, step })),
  );
  if (named.length === 0) return undefined;
  const users = [...new Set(named.map(one => one.user))];
  const members = await inTransaction(store, acting, async db => {
    const { rows } = await db.query<Member>(
      `select user_id as user, active, roles from throughcare.member
        where organisation = $1 and user_id = any ($2)`,
      [acting.organisation, users],
    );
    return new Map(rows.map(row => [row.user, row]));
  });
  const unfit = named.find(one => !fits(members.get(one.user), one.who));
  return unfit && { ok: false, reason: 'refused', step: unfit.step, refusal: sayUnfit(unfit) };
}

interface Member {
  readonly user: string;
  readonly active: boolean;
  readonly roles: readonly Role[];
}

function fits(member: Member | undefined, who: Named['who']): boolean {
  if (!member) return false;
  return who === 'known' || (member.active && member.roles.some(role => who.includes(role)));
}

function sayUnfit({ field, who }: Named) {
  const words =
    who === 'known'
      ? 'Nobody here has or had that account. Nothing was saved. Choose somebody from the list.'
      : who.length === 1 && who[0] === 'practitioner'
        ? 'Whoever carries a case is a practitioner who works here. Nothing was saved. Choose another person.'
        : 'Whoever is named here has to work here, in a role that can do it. Nothing was saved. Choose another person.';
  return refuse('cannot_be_named', words, field).refusal;
}
