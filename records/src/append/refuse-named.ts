import { cannotBeGiven, refuse, type Role } from '@throughcare/pathway';
import type { Acting } from '../access/actor.ts';
import type { Named } from '../commands/named.ts';
import type { Queryable } from '../database/connect.ts';
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
  const named = namedIn(intents, eventsOf);
  if (named.length === 0) return undefined;
  const refused = await inTransaction(store, acting, async db => {
    const { rows } = await db.query<Member>(
      `select user_id, active, roles from throughcare.member where organisation = $1 and user_id = any ($2)`,
      [acting.organisation, usersOf(named)],
    );
    const unfit = named.find(one => !fits(rows, one));
    if (unfit) return { step: unfit.step, refusal: sayUnfit(unfit) };
    for (const { onRecord, stream, user, step } of named) {
      if (onRecord && !(await isReached(db, stream, user))) return { step, refusal: cannotBeGiven.refusal };
    }
    return undefined;
  });
  return refused && { ok: false, reason: 'refused', ...refused };
}

/** Whether somebody works on this case, so that what they are given about it comes before their eyes. */
async function isReached(db: Queryable, stream: string, user: string): Promise<boolean> {
  const { rows } = await db.query<{ reached: boolean }>('select throughcare.reaches($1, $2) as reached', [
    stream,
    user,
  ]);
  return rows[0].reached;
}

/** Everybody whom these commands name, with the step that does and its stream. */
export function namedIn(
  intents: readonly Intent[],
  eventsOf: (stream: string) => readonly RecordedEvent[],
): (Named & Pick<Intent, 'stream'> & { readonly step: number })[] {
  return intents.flatMap(({ stream, named }, step) =>
    named(eventsOf(stream)).map(one => ({ ...one, stream, step })),
  );
}

/** Those of whom something is asked that can cease to be true: that somebody had an account once, cannot. */
export function canCease({ who }: Named): boolean {
  return who !== 'known';
}

/**
 * Whether everybody named can do it still, in the transaction of `db`, which has to be read committed: until it ends
 * nobody of them leaves or has another role, and what was under way has been waited for.
 */
export async function holdNamed(db: Queryable, named: readonly Named[]): Promise<boolean> {
  const { rows } = await db.query<Member>('select user_id, active, roles from throughcare.hold_members($1)', [
    usersOf(named),
  ]);
  return named.every(one => fits(rows, one));
}

function usersOf(named: readonly Named[]): string[] {
  return [...new Set(named.map(one => one.user))];
}

interface Member extends Record<string, unknown> {
  readonly user_id: string;
  readonly active: boolean;
  readonly roles: readonly Role[];
}

function fits(members: readonly Member[], { user, who }: Named): boolean {
  const member = members.find(one => one.user_id === user);
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
