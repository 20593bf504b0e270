import { createHmac } from 'node:crypto';
import {
  addDays,
  agreedActions,
  contactStages,
  type AgreedAction,
  type ContactStage,
} from '@throughcare/pathway';
import { z } from 'zod';
import { inTransaction } from '../database/transaction.ts';
import type { Acting } from '../access/actor.ts';
import { blind } from '../keys/blind-index.ts';
import { open, seal } from '../keys/seal.ts';
import type { Answered, Asking } from '../reads/answer.ts';
import { todayOf, type Store } from '../store.ts';
import { codeFor, readCode, showCode } from './code.ts';

/** Days for which a slip can be used. */
export const SLIP_DAYS = 28;

/** What a caller chose to bring along, coded; nothing by which the contact could be found. */
export interface Brought {
  readonly stage: ContactStage;
  readonly actions: readonly AgreedAction[];
}

const brought = z.object({
  stage: z.enum(Object.keys(contactStages) as [ContactStage]),
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

/** Uses a slip up, once: what it brings, or null where there is none such. Nothing says which contact it was. */
export async function useSlip(asking: Asking, typed: string): Promise<Answered<Brought | null>> {
  const { db, store, acting } = asking;
  const { organisation } = acting;
  const code = readCode(typed);
  const none = { value: null, kind: 'organisation', streams: [], detail: { found: false } } as const;
  if (code === undefined) return none;
  const { rows } = await db.query<{ sealed: Buffer | null }>(
    'select throughcare.use_slip($1, $2) as sealed',
    [tokenOf(store, organisation, code), todayOf(store)],
  );
  const { sealed } = rows[0];
  if (sealed === null) return none;
  const plain = open(slipKey(store, organisation, code), slipPlace(organisation), sealed).toString();
  return {
    value: brought.parse(JSON.parse(plain)),
    kind: 'organisation',
    streams: [],
    detail: { found: true },
  };
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
