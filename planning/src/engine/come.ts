import { isDeterred, makeNextDue, peopleASource, personKey } from './arrivals.ts';
import { scheduleDue } from './event-queue.ts';
import { send } from './flow.ts';
import { kind } from './kind.ts';
import { mostPresent } from './limits.ts';
import { decision, purpose, uniformOf } from './luck.ts';
import { admit, personField } from './people.ts';
import type { RunState } from './run-state.ts';
import type { Stratum } from './source.ts';

const { FIELDS_WHOLE, KEY } = personField;
const { arrival, kindBits } = kind;

/** Schedules the next person of the source with this number. */
export function planArrival(run: RunState, source: number): void {
  const arrivals = run.arrivals[source];
  makeNextDue(arrivals, run.luck);
  if (arrivals.count >= peopleASource) {
    const { name } = arrivals.source;
    run.stopping = `More than ${peopleASource - 1} people came from ${name}. Split the source.`;
  } else if (arrivals.due <= run.horizon) {
    run.queue.due = arrivals.due;
    scheduleDue(run.queue, (source << kindBits) | arrival);
  }
}

/**
 * Schedules the person of this number, from 0 on, and nobody else of the source: the gaps of those before them say when
 * they come, and nothing of those before them happens.
 */
export function planOnly(run: RunState, source: number, number: number): void {
  const arrivals = run.arrivals[source];
  while (arrivals.count <= number) makeNextDue(arrivals, run.luck);
  if (arrivals.due > run.horizon) return;
  run.queue.due = arrivals.due;
  scheduleDue(run.queue, (source << kindBits) | arrival);
}

/** Somebody comes, unless they are deterred; and the next is scheduled, unless they come alone. */
export function comeFrom(run: RunState, index: number): void {
  const { statistics, people, now } = run;
  const arrivals = run.arrivals[index];
  const { source } = arrivals;
  const key = personKey(arrivals.luck, arrivals.count - 1);
  if (!run.alone) planArrival(run, index);
  if (source.deterred !== undefined && isDeterred(source, key, now, run.luck)) {
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
