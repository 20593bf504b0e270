import { randomUUID } from 'node:crypto';
import { day } from '@throughcare/pathway';
import type { Actor, Outcome, Records } from '../../src/index.ts';
import { done } from '../people.ts';

const on = day('2026-03-12');

export const NUMBER = '07700 900123';

/** A call that somebody answered, at the end of which it was agreed to ring back; the number is one kept for drama. */
export async function agreeCallBack(
  records: Records,
  worker: Actor,
  number = NUMBER,
): Promise<{ readonly contact: string; readonly callBack: string; readonly outcome: Outcome }> {
  const mine = records.as(worker);
  const [contact, callBack] = [randomUUID(), randomUUID()];
  const call = {
    do: 'take_call',
    on,
    channel: 'phone',
    group: 'own_behaviour',
    caller: 'not_said',
    statement: '2026-1',
    language: 'en',
    interpreter: false,
    began: '09:30',
  } as const;
  await done(mine.decide('contact', contact, 0, randomUUID(), call));
  const slot = { day: on, from: '14:00', until: '15:00' };
  const command = {
    do: 'agree_call_back',
    on,
    callBack,
    way: 'we_call',
    slot,
    leaveMessage: false,
  } as const;
  const asked = { contact, expected: 1, commandId: randomUUID(), command, number };
  return { contact, callBack, outcome: await mine.agreeCallBack(asked) };
}

/** The same, where it has to go; gives the contact. */
export async function agreedContact(records: Records, worker: Actor, number = NUMBER): Promise<string> {
  const { contact, outcome } = await agreeCallBack(records, worker, number);
  await done(Promise.resolve(outcome));
  return contact;
}
