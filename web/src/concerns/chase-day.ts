import { addWorkingDays, type Day } from '@throughcare/pathway';
import { couldNotBeKept } from '../frame/failure-of.ts';
import type { Repository } from '../services.ts';

/** By when a disagreement that is taken further today is answered, by the organisation's own setting. */
export async function escalationAnswerDay(records: Repository, from: Day): Promise<Day> {
  const { numbers } = await records.organisation();
  return addWorkingDays(from, numbers.escalationAnsweredWithin);
}

/**
 * When to ask an authority again, by the organisation's own setting. Null, for the usual number of days, where the
 * record cannot be read just now: nothing waits for it (E34).
 */
export async function chaseDay(records: Repository, from: Day): Promise<Day | null> {
  try {
    const { numbers } = await records.organisation();
    return addWorkingDays(from, numbers.chaseAfter);
  } catch (error) {
    if (!couldNotBeKept(error)) throw error;
    return null;
  }
}
