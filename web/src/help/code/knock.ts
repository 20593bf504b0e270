import type { CallerContact, CallerRepository } from '@throughcare/records';
import { attempts } from './attempts.ts';

/** Ten wrong codes with one beginning, or three hundred in all, in a quarter of an hour. */
const counted = attempts({ perBeginning: 10, inAll: 300 });

/** Comes to the desk with a code: the contact, nothing, or a wait. */
export async function knock(
  desk: CallerRepository,
  code: string,
  now: number,
): Promise<CallerContact | null | 'wait'> {
  if (!counted.mayTry(code, now)) return 'wait';
  const contact = await desk.withCode(code);
  if (contact === null) counted.wrong(code, now);
  return contact;
}
