import { reportingClock, type Day } from '@throughcare/pathway';
import type { ConcernRow, ReportingDuties } from '@throughcare/records';
import type { Href } from '../frame/path.ts';
import { paths } from '../paths.ts';
import { sayWhen } from '../person/glance.ts';
import type { Staff } from '../services.ts';
import { capital } from './board-view.ts';
import { concernReference } from './reference.ts';

/** A concern that somebody raised and has told no authority of, while a duty of their own to report runs (E35). */
interface OwnDuty {
  readonly reference: string;
  readonly when: string;
  readonly pressing: boolean;
  readonly href: Href;
}

/** The soonest first. What two people decided, and that a concern was closed, ends nobody's own duty. */
export function ownDuties(
  rows: readonly ConcernRow[],
  { duties }: ReportingDuties,
  who: Staff,
  today: Day,
): readonly OwnDuty[] {
  return rows
    .filter(row => row.raisedBy === who.userId && !row.passedOnBy.includes(who.userId))
    .flatMap(({ concern, raisedOn }) => {
      const clock = reportingClock(duties, who.roles, raisedOn);
      return clock.kind === 'runs' ? [{ concern, by: clock.by }] : [];
    })
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
    .map(({ concern, by }) => ({
      reference: concernReference(concern),
      when: capital(sayWhen(by, today)),
      pressing: by <= today,
      href: paths.concernReport({ concern }),
    }));
}
