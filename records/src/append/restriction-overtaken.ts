import { refuse, sayDay, type DecidedEvent, type Refusal } from '@throughcare/pathway';
import { effectiveHistory, inOrder } from '../history/effective.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';

/** Entries of which the last one counts: who alone may open a case, and who is kept out of it. */
const lastCounts: readonly (readonly string[])[] = [
  ['restricted_to', 'restriction_lifted'],
  ['restricted', 'staff_excluded', 'exclusion_ended'],
];

/**
 * E20: a correction lets nobody in whom another entry keeps out. Of what says who may see a case the last entry counts;
 * one that a new day carries past another would undo it, or be undone by it, whatever is let stand.
 */
export function overtakesRestriction(
  events: readonly RecordedEvent[],
  version: number,
  instead: DecidedEvent,
): { readonly ok: false; readonly refusal: Refusal } | undefined {
  const family = lastCounts.find(types => types.includes(instead.type));
  if (!family) return undefined;
  const { effective } = effectiveHistory(events);
  const toldAs = (event: RecordedEvent) => event.replaces ?? event.version;
  const others = effective.filter(event => family.includes(event.type) && toldAs(event) !== version);
  // One that was taken out comes back where it was told.
  const stands = effective.find(event => toldAs(event) === version);
  const after = { occurredOn: instead.occurredOn, version, replaces: null };
  const passed = others.find(other => {
    const before = stands ? inOrder(stands, other) : version - toldAs(other);
    return before < 0 !== inOrder(after, other) < 0;
  });
  if (!passed) return undefined;
  return refuse(
    'past_another',
    `Who may see this case was changed on ${sayDay(passed.occurredOn)} as well. On this day the entry would come on the ` +
      'other side of that one, and somebody could see the case of whom it says that they cannot. Nothing was saved. ' +
      'Enter a day that leaves the two in their order, or correct the other one first.',
    'on',
  );
}
