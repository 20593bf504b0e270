import type { Acting } from '../access/actor.ts';
import { NotAllowed } from '../access/not-allowed.ts';
import { mayAsk } from '../access/policy.ts';
import { decideAndAppend } from '../append/decide.ts';
import { commandIntent } from '../append/intents.ts';
import type { Outcome } from '../append/outcome.ts';
import { answer } from '../reads/answer.ts';
import { loadIn } from '../reads/load-in.ts';
import { todayOf, type Store } from '../store.ts';
import { codeFor, showCode } from './code.ts';
import { findContact, keepCode } from './find-contact.ts';

/** The contact whose code a caller says on the telephone; null where there is none that this worker may answer. */
export async function contactByCode(
  store: Store,
  acting: Acting,
  typed: string,
): Promise<{ readonly contact: string } | null | 'wait'> {
  const roles = await answer(store, acting, 'contactByCode', async asking => ({
    value: asking.roles,
    kind: 'contact',
    streams: [],
  }));
  if (!mayAsk(roles, 'contactByCode')) throw new NotAllowed('Your roles do not include this.');
  const found = await findContact(store, acting.organisation, typed);
  if (found === null || found === 'wait') return found;
  // Found by code is not yet theirs to see: row-level security says (E26).
  return answer(store, acting, 'contactByCode', async asking => {
    const seen = (await loadIn(asking, [found.contact])).has(found.contact);
    return { value: seen ? found : null, kind: 'contact', streams: seen ? [found.contact] : [] };
  });
}

/** Gives somebody on the telephone a code to come back with: the only way in which callers are told apart (E4). */
export async function giveCode(
  store: Store,
  acting: Acting,
  contact: string,
  commandId: string,
): Promise<{ readonly outcome: Outcome; readonly code: string }> {
  const command = { do: 'give_code', on: todayOf(store) } as const;
  const intent = commandIntent({ kind: 'contact', stream: contact, expected: 'latest', command });
  const outcome = await decideAndAppend(store, acting, commandId, [intent]);
  const code = codeFor(store.keys.code, `given:${commandId}`);
  if (outcome.ok) await keepCode(store, acting.organisation, contact, code);
  return { outcome, code: showCode(code) };
}
