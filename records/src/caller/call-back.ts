import { randomBytes } from 'node:crypto';
import { numbersInForce, type CallBackOutcome, type ContactCommand, type Day } from '@throughcare/pathway';
import type { Acting } from '../access/actor.ts';
import { NotAllowed } from '../access/not-allowed.ts';
import { mayAsk } from '../access/policy.ts';
import { decideAndAppend } from '../append/decide.ts';
import { commandIntent } from '../append/intents.ts';
import type { Outcome } from '../append/outcome.ts';
import { inTransaction } from '../database/transaction.ts';
import { instant } from '../database/types.ts';
import { puttingKeys, readingKeys, unwrapKey, wrapKey } from '../keys/data-keys.ts';
import { open, seal } from '../keys/seal.ts';
import type { Answered, Asking } from '../reads/answer.ts';
import { isId } from '../reads/id.ts';
import { settingsOf } from '../reads/settings.ts';
import type { Store } from '../store.ts';

const HOUR = 3_600_000;

/** Digits as people write them, with a plus, spaces, brackets or dashes between. */
const NUMBER = /^\+?[0-9][0-9 ()-]{5,24}$/;

type Agreed = Extract<ContactCommand, { do: 'agree_call_back' }>;

/**
 * Agrees a call back. The number, where we ring them, goes under a fresh key of its own before anything is recorded
 * (E4): were it the other way round, a page might promise a call that nobody can make. Refused, it is destroyed again.
 */
export async function agreeCallBack(
  store: Store,
  acting: Acting,
  asked: { contact: string; expected: number; commandId: string; command: Agreed; number: string },
): Promise<Outcome> {
  const { contact, expected, commandId, command } = asked;
  const number = asked.number.trim();
  const needed = command.way === 'we_call';
  if (needed && !NUMBER.test(number)) return refused('Enter the number to ring. Nothing was saved.');
  if (!needed && number !== '') {
    return refused('They ring us, so no number is needed, and none was kept. Leave it empty.');
  }
  if (needed) {
    const kept = await keepNumber(store, acting, contact, command.callBack, number);
    if (kept === null) return { ok: false, reason: 'not_found', stream: contact };
    if (kept === 'waits')
      return refused(
        'A number waits for its call already. Nothing was saved. Record what became of it first.',
      );
  }
  const intent = commandIntent({ kind: 'contact', stream: contact, expected, command });
  const outcome = await decideAndAppend(store, acting, commandId, [intent]);
  if (!outcome.ok && needed) await dropNumber(store, acting, contact);
  return outcome;
}

/** What became of a call back. The number stays for as long as the organisation set, a day at the most. */
export async function makeCallBack(
  store: Store,
  acting: Acting,
  asked: {
    contact: string;
    expected: number;
    commandId: string;
    on: Day;
    callBack: string;
    outcome: CallBackOutcome;
  },
): Promise<Outcome> {
  const { contact, expected, commandId, on, callBack, outcome: how } = asked;
  const command = { do: 'make_call_back', on, callBack, outcome: how } as const;
  const intent = commandIntent({ kind: 'contact', stream: contact, expected, command });
  const outcome = await decideAndAppend(store, acting, commandId, [intent]);
  if (outcome.ok) {
    await inTransaction(store, acting, async db => {
      const { callBackKeptAfter } = numbersInForce(await settingsOf({ db, acting }));
      const at = instant(store.clock() + callBackKeptAfter * HOUR);
      await db.query('select throughcare.shorten_number($1, $2)', [contact, at]);
    });
  }
  return outcome;
}

function refused(words: string): Outcome {
  return { ok: false, reason: 'refused', step: 0, refusal: { code: 'number', words, field: 'number' } };
}

async function keepNumber(
  store: Store,
  acting: Acting,
  contact: string,
  callBack: string,
  number: string,
): Promise<'kept' | 'waits' | null> {
  if (!isId(contact) || !isId(callBack)) return null;
  const key = randomBytes(32);
  const { organisation } = acting;
  const sealed = seal(key, numberPlace(organisation, contact), Buffer.from(number));
  return inTransaction(
    store,
    acting,
    async (db, roles) => {
      if (!mayAsk(roles, 'callBackNumber')) {
        throw new NotAllowed('Your roles do not include this. Nothing was saved.');
      }
      const { callBackKeptAtMost } = numbersInForce(await settingsOf({ db, acting }));
      const destroyAt = instant(store.clock() + callBackKeptAtMost * HOUR);
      return puttingKeys(store, async (wrapping, mark) => {
        const wrapped = wrapKey(wrapping, organisation, contact, 'call_back', key);
        const { rows } = await db.query<{ kept: 'kept' | 'waits' | 'other_key' | null }>(
          'select throughcare.keep_number($1, $2, $3, $4, $5, $6) as kept',
          [contact, callBack, wrapped, mark, sealed, destroyAt],
        );
        const { kept } = rows[0];
        return kept === 'other_key' ? 'other key' : kept;
      });
    },
    'read committed',
  );
}

async function dropNumber(store: Store, acting: Acting, contact: string): Promise<void> {
  await inTransaction(store, acting, async db => {
    await db.query('select throughcare.drop_number($1)', [contact]);
  });
}

/** The number to ring, for whoever rings; null when there is none, or it has been destroyed. */
export async function callBackNumber(asking: Asking, contact: string): Promise<Answered<string | null>> {
  const { db, store, acting } = asking;
  const { organisation } = acting;
  const none = { value: null, kind: 'contact', streams: [], detail: { found: false } } as const;
  if (!isId(contact)) return none;
  const { rows } = await db.query<{ sealed: Buffer; wrapped: Buffer }>(
    `select n.sealed, k.wrapped from throughcare.call_back_number n
       join throughcare.data_key k
         on k.organisation = n.organisation and k.stream = n.contact and k.purpose = 'call_back'
      where n.organisation = $1 and n.contact = $2`,
    [organisation, contact],
  );
  if (rows.length === 0) return none;
  const key = await readingKeys(store, keys =>
    unwrapKey(keys, organisation, contact, 'call_back', rows[0].wrapped),
  );
  const value = open(key, numberPlace(organisation, contact), rows[0].sealed).toString();
  return { value, kind: 'contact', streams: [contact] };
}

function numberPlace(organisation: string, contact: string) {
  return { organisation, stream: contact, version: 0, column: 'call_back_number' };
}
