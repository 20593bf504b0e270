import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  addDays,
  asItHappened,
  fold,
  noLongerAllowed,
  type Day,
  type DecidedEvent,
  type Decider,
} from '../src/index.ts';
import type { Given } from './sequences.ts';

export type { Given };

interface Told<Command, Event> {
  readonly given: Given<Command>;
  readonly event: Event;
}

/**
 * Holds of a decider, for generated histories: a mistake in the middle that is put right, or taken out, leads to the
 * state of a history in which it was never made; and each later entry that such a history would have refused is named.
 * The other history is the truth: it is told anew from its beginning, by the same people, without the mistake.
 */
export function correctionsEqualNoMistake<
  State,
  Command extends { readonly on: Day },
  Event extends DecidedEvent,
>(asked: {
  readonly decider: Decider<State, Command, Event>;
  readonly command: fc.Arbitrary<Given<Command>>;
  /** Ways in, so that chance begins where it seldom comes by itself. */
  readonly begin: readonly (readonly Given<Command>[])[];
  readonly today: Day;
  /** What has to have been put right, or to have stood afterwards, for the test to have shown something. */
  readonly reaches: readonly Event['type'][];
  /** What has a number by which it is named from then on: it keeps it, where a history told anew would count anew. */
  readonly numbered?: readonly Event['type'][];
  /** The state without places among what was told: what only says again what stands is not told in the other history. */
  readonly seen?: (state: State) => unknown;
  readonly numRuns?: number;
}): void {
  const { decider, command, begin, today, reaches, numbered = [], numRuns = 600 } = asked;
  const { seen = (state: State) => state } = asked;
  const stateOf = (events: readonly Event[]) => fold(decider, asItHappened(events));
  const decideOn = (events: readonly Event[], [one, actor]: Given<Command>) =>
    decider.decide(stateOf(events), one, { actor, today });
  const tell = (commands: readonly Given<Command>[]): Told<Command, Event>[] => {
    const told: Told<Command, Event>[] = [];
    for (const given of commands) {
      const decision = decideOn(
        told.map(one => one.event),
        given,
      );
      if (decision.ok && decision.events.length === 1) told.push({ given, event: decision.events[0] });
    }
    return told;
  };
  /**
   * What nothing refuses may stand at the day of another entry instead of its own. Where no day given is kept beside it,
   * the day at which it stands is all that anybody knows of it, and it does not go back with the other.
   */
  const asItIsKept = ({ given, event }: Told<Command, Event>): Given<Command> => {
    const [one, actor] = given;
    return event.occurredOn === one.on || 'dayGiven' in event.facts
      ? given
      : [{ ...one, on: event.occurredOn }, actor];
  };
  const reached = new Set<string>();
  let stood = 0;
  const unreached = () => reaches.filter(type => !reached.has(type));
  const puttingRight = fc.property(
    fc.constantFrom(...begin),
    fc.array(command, { maxLength: 25 }),
    fc.nat(),
    // Another entry, the same one on another day, or none at all.
    fc.oneof(command, fc.integer({ min: -40, max: 40 }), fc.constant(null)),
    (first, more, pick, put) => {
      const wrong = tell([...first, ...more]);
      if (wrong.length === 0) return;
      const at = pick % wrong.length;
      const earlier = wrong.slice(0, at).map(one => one.event);
      const [mistaken, actor] = wrong[at].given;
      const right: Given<Command> | null =
        typeof put === 'number' ? [{ ...mistaken, on: addDays(mistaken.on, put) }, actor] : put;
      // As the store decides a correction: on what had been told before the mistake.
      const decision = right && decideOn(earlier, right);
      if (decision && (!decision.ok || decision.events.length !== 1)) return;
      const instead = decision?.ok ? decision.events[0] : null;
      const before = wrong.map(one => one.event);
      const after = before.map((event, index) => (index === at ? instead : event));
      const who = (index: number) => ({ actor: wrong[index].given[1], today });
      const named = new Set(noLongerAllowed(decider, before, after, who).map(one => one.at));

      // The history without the mistake, command by command.
      const truth = instead === null ? [...earlier] : [...earlier, instead];
      for (const [index, one] of wrong.entries()) {
        if (index <= at) continue;
        const { event } = one;
        const again = decideOn(truth, asItIsKept(one));
        const stands = again.ok && again.events.every(one => one.occurredOn === event.occurredOn);
        assert.equal(stands, !named.has(index), `whether “${event.type}” stands`);
        if (!again.ok || !stands) return;
        // It says again what stands by now, and on which day that was said last: the other history tells it once.
        if (again.events.length === 0) return;
        if (numbered.includes(event.type) && !isDeepStrictEqual(again.events[0].facts, event.facts)) return;
        truth.push(...again.events);
        reached.add(event.type);
      }
      reached.add(before[at].type);
      stood++;
      assert.deepEqual(
        plain(seen(stateOf(after.filter(event => event !== null)))),
        plain(seen(stateOf(truth))),
      );
    },
  );
  // What is rare is waited for, so that chance alone leaves nothing out.
  let rounds = 0;
  do fc.assert(puttingRight, { numRuns });
  while (++rounds < 10 && unreached().length > 0);
  assert.ok(stood > (rounds * numRuns) / 20, `only ${stood} corrections let everything stand`);
  assert.deepEqual(unreached(), [], 'of which nothing was shown');
}

/** As it is kept: generated records have another prototype than those that were read back. */
function plain(state: unknown): unknown {
  return JSON.parse(JSON.stringify(state));
}

/** Any of these commands, by any of these people. */
export function by<Command>(
  command: fc.Arbitrary<Command>,
  ...people: string[]
): fc.Arbitrary<Given<Command>> {
  return fc.tuple(command, fc.constantFrom(...people));
}
