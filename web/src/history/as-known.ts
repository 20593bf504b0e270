import { londonDay, sayDay, type Day } from '@throughcare/pathway';
import type { AsOf } from '@throughcare/records';
import { z } from 'zod';
import { writtenDay } from '../frame/written-day.ts';

/** What an address may ask of a page that can be read as it was known on a day: the day, as somebody typed it. */
export const knownAsked = z.object({ known: z.string().trim().catch('') });

/** How a page is shown: as it stands, with what was wrong with the day that was asked for, or as it was known on one. */
export interface Known {
  /** Null for the page of today. */
  readonly day: Day | null;
  readonly typed: string;
  /** Why another day is not shown; '' where nothing is the matter. */
  readonly problem: string;
}

/**
 * Reads a record as it was known at the end of the day that was asked for, or, where that is no day of its past, as it
 * stands today, with a sentence that says why. Who may open it is decided as of now in either case.
 */
export async function readAsKnown<Found extends { readonly state: { readonly status: string } }>(
  { known: typed }: z.output<typeof knownAsked>,
  now: number,
  read: (asOf: AsOf) => Promise<Found | null>,
): Promise<{ readonly found: Found; readonly known: Known } | null> {
  const today = londonDay(now);
  const asked = askedDay(typed, today);
  if ('day' in asked) {
    const found = await read({ believedOn: asked.day });
    if (!found) return null;
    if (found.state.status !== 'none') return { found, known: { day: asked.day, typed, problem: '' } };
  }
  const found = await read({});
  const problem =
    'day' in asked
      ? `By the end of ${sayDay(asked.day)} nothing of this was in the record yet.`
      : asked.problem;
  return found && { found, known: { day: null, typed, problem } };
}

function askedDay(typed: string, today: Day): { readonly day: Day } | { readonly problem: string } {
  if (typed === '') return { problem: '' };
  const day = writtenDay(typed);
  if (!day)
    return { problem: 'There is no such day. Give it with day, month and year, such as 12 March 2026.' };
  if (day > today)
    return { problem: `${sayDay(day)} is still to come: nobody can say yet what is known then.` };
  // What is known today can still change before its end: that is the page as it stands.
  if (day === today) return { problem: 'That day is today.' };
  return { day };
}
