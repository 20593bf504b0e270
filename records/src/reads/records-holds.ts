import type { RecordsHold } from '@throughcare/pathway';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { Answered, Asking } from './answer.ts';
import { loadIn } from './load-in.ts';

/** The legal holds on a class of records, or on all of them, that stand: those that have ended by their day too. */
export async function recordsHolds(asking: Asking): Promise<Answered<readonly RecordsHold[]>> {
  const id = asking.acting.organisation;
  const { events } = (await loadIn(asking, [id])).get(id)!;
  const { recordsHolds: value } = stateOf('organisation', effectiveHistory(events).effective);
  return { value, kind: 'organisation', streams: [id], detail: { holds: value.length } };
}
