import { isDeterred, nextArrival, peopleASource, personKey } from './arrivals.ts';
import type { Arrivals } from './arrivals.ts';
import { schedule } from './event-queue.ts';
import { send } from './flow.ts';
import { kind, kindBits } from './kind.ts';
import { mostPresent } from './limits.ts';
import { decision, purpose, uniformOf } from './luck.ts';
import { FIELDS_WHOLE, KEY, admit } from './people.ts';
import type { RunState } from './run-state.ts';
import type { Stratum } from './source.ts';

/** Schedules the next person of the source with this number. */
export function planArrival(run: RunState, arrivals: Arrivals, source: number): void {
  const time = nextArrival(arrivals, run.luck);
  if (arrivals.count >= peopleASource) {
    const { name } = arrivals.source;
    run.stopping = `More than ${peopleASource - 1} people came from ${name}. Split the source.`;
  } else if (time <= run.horizon) schedule(run.queue, time, (source << kindBits) | kind.arrival);
}

/** Somebody comes, unless they are deterred; and the next is scheduled. */
export function comeFrom(run: RunState, arrivals: Arrivals, index: number): void {
  const { statistics, people, now } = run;
  const { source } = arrivals;
  const key = personKey(arrivals.luck, arrivals.count - 1);
  planArrival(run, arrivals, index);
  if (source.deterred > 0 && isDeterred(source, key, now, run.luck)) {
    statistics.deterred[run.period]++;
    return;
  }
  if (people.used === mostPresent && people.freeCount === 0) {
    run.stopping = `More than ${mostPresent} people are in the flow at once. Let one stand for several.`;
    return;
  }
  statistics.came++;
  const slot = admit(people, key, now);
  if (source.strata !== undefined) describe(run, slot, source.strata);
  send(run, slot, null, source.to);
}

/** Gives somebody who comes the attributes of the stratum that their luck puts them in. */
function describe({ people, luck }: RunState, slot: number, strata: readonly Stratum[]): void {
  const person = people.whole[slot * FIELDS_WHOLE + KEY];
  let left = uniformOf(luck, person, decision(0, 0, purpose.stratum));
  const values = (strata.find(({ share }) => (left -= share) < 0) ?? strata.at(-1)!).values;
  values.forEach((value, i) => (people.attributes[slot * people.attributeCount + i] = value));
}
