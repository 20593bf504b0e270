import type { Day, OpeningCommand, OpeningGround, OpeningOutcome } from '@throughcare/pathway';
import { dayNumber } from '@throughcare/pathway';
import { serviceId } from './draws.ts';
import type { Staff } from './staff.ts';
import type { Draft } from './steps.ts';
import type { TourCases } from './tour.ts';

/** A case that somebody opened in an emergency, and that a second person looked at, or has to look at still. */
export interface ServiceOpening {
  readonly id: string;
  readonly drafts: readonly Draft<OpeningCommand>[];
}

interface Told {
  readonly case: keyof TourCases;
  readonly on: number;
  readonly ground: OpeningGround;
  readonly hours: number;
  readonly reason: string;
  readonly found?: { readonly outcome: OpeningOutcome; readonly words: string };
}

/** Two that were looked at, and one of the last working day that waits for a second person today. */
export function serviceOpenings(
  seed: number,
  staff: Staff,
  tour: TourCases,
  today: Day,
): readonly ServiceOpening[] {
  const now = dayNumber(today);
  const told: readonly Told[] = [
    {
      case: 'orderEndsFirst',
      on: workingDayBefore(now - 63),
      ground: 'court_or_police',
      hours: 4,
      reason:
        'Probation needed the dates of the order before noon, and whoever carries the case was on leave.',
      found: { outcome: 'right', words: 'Only the order was looked at.' },
    },
    {
      case: 'twoClocks',
      on: workingDayBefore(now - 22),
      ground: 'nobody_there',
      hours: 1,
      reason: 'They rang and asked for the day of their next session.',
      found: { outcome: 'not_needed', words: 'The register of the group would have shown it.' },
    },
    {
      case: 'orderEndsFirst',
      on: workingDayBefore(now),
      ground: 'person_at_risk',
      hours: 4,
      reason: 'They rang and were not themselves. I needed to know who was to be told.',
    },
  ];
  // The cases of the tour are the first practitioner's: somebody else opens them.
  const opener = staff.practitioners[1].user;
  const reviewer = staff.safeguarding[0].user;
  return told.map(({ case: name, on, ground, hours, reason, found }, key) => ({
    id: serviceId(seed, 'opening', key),
    drafts: [
      { on, actor: opener, command: { do: 'open', case: tour[name], ground, hours, reason } },
      ...(found ? [{ on, actor: reviewer, command: { do: 'review', ...found } } as const] : []),
    ],
  }));
}

/** Day 0, 1 January 1970, was a Thursday. */
function workingDayBefore(now: number): number {
  let before = now - 1;
  while ((before + 4) % 7 === 0 || (before + 4) % 7 === 6) before--;
  return before;
}
