import type { RoleDuty } from '@throughcare/pathway';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { Answered, Asking } from './answer.ts';
import { loadIn } from './load-in.ts';

export interface ReportingDuties {
  readonly version: number;
  readonly duties: readonly RoleDuty[];
}

/** The duty to report child sexual abuse, as this organisation has set it for each role (E35). */
export async function reportingDuties(asking: Asking): Promise<Answered<ReportingDuties>> {
  const id = asking.acting.organisation;
  const { head, events } = (await loadIn(asking, [id])).get(id)!;
  const { reportingDuties: duties } = stateOf('organisation', effectiveHistory(events).effective);
  return { value: { version: head, duties }, kind: 'organisation', streams: [id] };
}
