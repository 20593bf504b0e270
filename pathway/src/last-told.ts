import { sayDay, type Day } from './day.ts';
import { accept, refuse, type DecidedEvent, type Decision } from './decider.ts';

// What counts. Use this where entries say in turn how one thing stands and the last by day counts: one of an earlier day
// would change nothing, and is refused or stands at the day of the last. Where an entry answers others (an asking, a check,
// a concern), use told.ts: there it matters what whoever answered knew, and nothing may be refused.

/** What was told last of each thing that has a name in a stream: its day. */
export type LastTold = Readonly<Record<string, Day>>;

/** Something of which the last entry counts, by the name that it has in `LastTold`, and what that entry was, in words. */
export interface Followed {
  readonly of: string;
  readonly words: string;
}

export function tellAlso(last: LastTold, of: readonly string[], on: Day): LastTold {
  return { ...last, ...Object.fromEntries(of.map(one => [one, on])) };
}

/**
 * What was decided, where nothing later undoes it. A history is read by day: an entry of a day before the last one about
 * the same would come before that one and change nothing, unseen. Told of such a day it is refused, or, where nothing may
 * refuse it, stands at the day of the last.
 *
 * Earlier versions took days that are still to come. What is told now follows such an entry all the same, and stands at
 * its day.
 */
export function afterTheLast<Event extends DecidedEvent>(
  decision: Decision<Event>,
  last: LastTold,
  today: Day,
  follows: (event: Event) => readonly Followed[],
  isRefused: (event: Event) => boolean = () => true,
): Decision<Event> {
  if (!decision.ok) return decision;
  const events: Event[] = [];
  for (const event of decision.events) {
    const later = follows(event).filter(({ of }) => last[of] > event.occurredOn);
    const [latest] = later.toSorted((a, b) => (last[a.of] > last[b.of] ? -1 : 1));
    if (latest === undefined) events.push(event);
    else if (last[latest.of] > today || !isRefused(event))
      events.push({ ...event, occurredOn: last[latest.of] });
    else return tooEarly(latest.words, last[latest.of]);
  }
  return accept(...events);
}

const tooEarly = (words: string, on: Day) =>
  refuse(
    'too_early',
    `That date is before ${words} on ${sayDay(on)}. Nothing was saved. Enter that day or a later one.`,
    'on',
  );
