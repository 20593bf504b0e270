import { reportingClock, type ConcernState, type Day } from '@throughcare/pathway';
import type { ReportingDuties } from '@throughcare/records';
import type { Staff } from '../services.ts';

/** The duty to report of whoever looks, who was told on `told`; of one concern also when they reported it (E35). */
export function dutyView({ duties }: ReportingDuties, who: Staff, told: Day, state?: ConcernState) {
  const clock = reportingClock(duties, who.roles, told);
  const reported = state?.passings.find(one => one.by === who.userId)?.on ?? null;
  if (clock.kind === 'not_confirmed') return { kind: clock.kind, reported };
  const { source, reviewedBy } = clock.duty;
  const on = clock.kind === 'runs' ? { by: clock.by } : { from: clock.from };
  return { kind: clock.kind, reported, source, reviewedBy, ...on };
}
