import { createHmac } from 'node:crypto';
import {
  addDays,
  agreedActions,
  contactStages,
  refuse,
  type AgreedAction,
  type Brought,
  type ContactStage,
  type Day,
  type Refusal,
} from '@throughcare/pathway';
import { z } from 'zod';
import { inTransaction } from '../database/transaction.ts';
import type { Acting } from '../access/actor.ts';
import { mayAsk } from '../access/policy.ts';
import { sendAppend, type Append, type Appended } from '../append/append.ts';
import { decideAndAppend, type Intent } from '../append/decide.ts';
import type { Outcome } from '../append/outcome.ts';
import { decideOn } from '../append/working-stream.ts';
import { blind } from '../keys/blind-index.ts';
import { open, seal } from '../keys/seal.ts';
import { answer, type Answered, type Asking } from '../reads/answer.ts';
import { todayOf, type Store } from '../store.ts';
import { codeFor, readCode, showCode } from './code.ts';

/** Days for which a slip can be used. */
export const SLIP_DAYS = 28;

const brought = z.object({
  saidStage: z.enum(Object.keys(contactStages) as [ContactStage]),
  actions: z.array(z.enum(Object.keys(agreedActions) as [AgreedAction])),
});

/**
 * Makes a slip that a caller carries to a referral (E6). It is written in a transaction of its own, names neither
 * contact nor hour, and what it brings lies under a key made of the slip: the record alone cannot open it, and no
 * query finds from whom it came. Made of the form's id, so that a form sent twice gives one slip.
 */
export async function makeSlip(
  store: Store,
  acting: Acting,
  commandId: string,
  carries: Brought,
): Promise<string> {
  const code = codeFor(store.keys.code, `slip:${commandId}`);
  const { organisation } = acting;
  const sealed = seal(
    slipKey(store, organisation, code),
    slipPlace(organisation),
    Buffer.from(JSON.stringify(carries)),
  );
  await inTransaction(store, acting, async db => {
    const expires = addDays(todayOf(store), SLIP_DAYS);
    await db.query('select throughcare.keep_slip($1, $2, $3)', [
      tokenOf(store, organisation, code),
      sealed,
      expires,
    ]);
  });
  return showCode(code);
}

/** A slip that somebody holds out to whoever keeps their case. */
export interface SlipShown {
  readonly case: string;
  readonly slip: string;
  readonly on: Day;
}

/**
 * Keeps what a slip brings in the case of whoever brought it, and uses it up, in one transaction: both or neither. A
 * slip that is refused, because the case is closed or not theirs to see, stays good. The access log says that a slip was
 * tried and whether there was one, and neither there nor in the case stands which slip it was, or from which contact.
 */
export async function useSlip(
  store: Store,
  acting: Acting,
  commandId: string,
  { case: id, slip, on }: SlipShown,
): Promise<Outcome> {
  const { organisation } = acting;
  const code = readCode(slip);
  const token = code === undefined ? null : tokenOf(store, organisation, code);
  const carried = await answer(store, acting, 'useSlip', asking => lookAt(asking, code, token));
  const decide: Intent['decide'] = (events, circumstances) =>
    carried ? decideOn('case', events, { do: 'bring_slip', on, ...carried }, circumstances) : noSuchSlip;
  const intent: Intent = {
    kind: 'case',
    stream: id,
    expected: 'latest',
    what: { do: 'bring_slip', on, token },
    allowed: roles => mayAsk(roles, 'useSlip'),
    named: () => [],
    decide,
  };
  return decideAndAppend(store, acting, commandId, [intent], request => keepOnce(store, request, token));
}

const noSuchSlip = refuse(
  'no_such_slip',
  'No slip has that code, or it was opened before, or its four weeks are over. Nothing was saved. Go on without it: ' +
    'nobody needs one.',
  'slip',
);

async function lookAt(
  { db, store, acting: { organisation } }: Asking,
  code: string | undefined,
  token: string | null,
): Promise<Answered<Brought | null>> {
  const none = { value: null, kind: 'organisation', streams: [], detail: { found: false } } as const;
  if (code === undefined) return none;
  const { rows } = await db.query<{ sealed: Buffer | null }>(
    'select throughcare.look_at_slip($1, $2) as sealed',
    [token, todayOf(store)],
  );
  const { sealed } = rows[0];
  if (sealed === null) return none;
  const plain = open(slipKey(store, organisation, code), slipPlace(organisation), sealed).toString();
  return { ...none, value: brought.parse(JSON.parse(plain)), detail: { found: true } };
}

class UsedMeanwhile extends Error {}

async function keepOnce(
  store: Store,
  request: Append,
  token: string | null,
): Promise<Appended | { readonly refused: Refusal }> {
  try {
    return await inTransaction(
      store,
      request.acting,
      async db => {
        const appended = await sendAppend(db, store, request);
        if (!('ok' in appended)) return appended;
        const { rows } = await db.query<{ sealed: Buffer | null }>(
          'select throughcare.use_slip($1, $2) as sealed',
          [token, todayOf(store)],
        );
        if (rows[0].sealed === null) throw new UsedMeanwhile();
        return appended;
      },
      'read committed',
    );
  } catch (error) {
    if (error instanceof UsedMeanwhile) return { refused: noSuchSlip.refusal };
    throw error;
  }
}

function tokenOf(store: Store, organisation: string, code: string): string {
  return blind(store.keys.code, organisation, 'slip', code);
}

function slipKey(store: Store, organisation: string, code: string): Buffer {
  return createHmac('sha256', store.keys.code).update(`slip key\n${organisation}\n${code}`).digest();
}

function slipPlace(organisation: string) {
  return { organisation, stream: 'slip', version: 0, column: 'brought' };
}
