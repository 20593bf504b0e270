import { refuse, type Refusal } from '../decider.ts';
import { sayDay, type Day } from '../day.ts';
import type { ConcernCommand } from './concern.ts';

export type CommandOf<Do extends ConcernCommand['do']> = Extract<ConcernCommand, { do: Do }>;

export const unsaved = 'Nothing was saved.';

/** Refuses what would take its place before what it follows, where it would change nothing. */
export function refuseEarlier(
  { occurredOn }: { readonly occurredOn: Day },
  after: Day | null | undefined,
  what: string,
): { readonly ok: false; readonly refusal: Refusal } | undefined {
  if (after === null || after === undefined || occurredOn >= after) return undefined;
  return refuse(
    'too_early',
    `That is before ${sayDay(after)}, when ${what}. ${unsaved} Give that day or a later one.`,
    'on',
  );
}
