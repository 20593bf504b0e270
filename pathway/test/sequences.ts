import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  fold,
  leavesImpossible,
  type DecidedEvent,
  type Decider,
  type Day,
  type Refusal,
} from '../src/index.ts';

/** A refusal is a sentence that says what is safe: that nothing was done, or where what was written still is. */
export function isInWords({ words }: Refusal): void {
  assert.match(words, /^[A-Z\d“].*[.]$/s);
  assert.doesNotMatch(words, /undefined|null|_/);
  assert.match(words, /Nothing|nothing was|not saved|still here|stands|not turned away/, words);
}

/** The order in which things happened; of one day, in which they were told. */
export function asItHappened<Event extends DecidedEvent>(events: readonly Event[]): Event[] {
  return events.toSorted((a, b) => (a.occurredOn < b.occurredOn ? -1 : a.occurredOn > b.occurredOn ? 1 : 0));
}

/**
 * Holds of a decider, whatever is asked of it and in whatever order: nothing that the field calls impossible is
 * reached, every refusal is in words, and the events alone, read back as they are kept, lead to the same state.
 */
export function holdsForAnySequence<State, Command, Event extends DecidedEvent>(asked: {
  readonly decider: Decider<State, Command, Event>;
  readonly command: fc.Arbitrary<Command>;
  readonly today: Day;
  readonly begin: readonly Command[];
  readonly impossible: (state: State) => string[];
}): void {
  const { decider, command, today, begin, impossible } = asked;
  fc.assert(
    fc.property(fc.array(command, { maxLength: 50 }), fc.boolean(), (commands, begun) => {
      let state = decider.initial;
      const history: Event[] = [];
      for (const one of [...(begun ? begin : []), ...commands]) {
        const decision = decider.decide(state, one, { actor: 'w1', today });
        if (!decision.ok) {
          isInWords(decision.refusal);
          continue;
        }
        history.push(...decision.events);
        for (const event of decision.events) state = decider.evolve(state, event);
        assert.deepEqual(impossible(state), []);
      }
      assert.deepEqual(fold(decider, JSON.parse(JSON.stringify(history)) as Event[]), state);
    }),
    { numRuns: 400 },
  );
}

/**
 * A mistake in the middle that is put right leads to the state of a history in which it was never made: what is
 * folded is the effective history, in which the right entry stands in the place of the wrong one.
 */
export function correctionEqualsNoMistake<State, Command, Event extends DecidedEvent>(
  decider: Decider<State, Command, Event>,
  commands: readonly Command[],
  at: number,
  mistake: Command,
  today: Day,
): void {
  const told = (list: readonly Command[]): Event[] => {
    let state = decider.initial;
    return list.flatMap(command => {
      const decision = decider.decide(state, command, { actor: 'w1', today });
      assert.ok(decision.ok, decision.ok ? '' : decision.refusal.words);
      state = fold({ ...decider, initial: state }, decision.events);
      return decision.events;
    });
  };
  const right = told(commands);
  const wrong = told([...commands.slice(0, at), mistake, ...commands.slice(at + 1)]);
  assert.notDeepEqual(fold(decider, asItHappened(wrong)), fold(decider, asItHappened(right)));
  const corrected = wrong.map((event, index) => (index === at ? right[at] : event));
  assert.deepEqual(fold(decider, asItHappened(corrected)), fold(decider, asItHappened(right)));
}

/**
 * No correction leaves behind what is impossible, not even one whose maker says that all that came later stands: any
 * entry of a generated history is taken out, or another put in its place. `refused` are the faults that some correction
 * has to have been refused for, so that something was shown.
 */
export function holdsAfterAnyCorrection<State, Command, Event extends DecidedEvent>(asked: {
  readonly decider: Decider<State, Command, Event>;
  readonly command: fc.Arbitrary<readonly [Command, actor: string]>;
  readonly today: Day;
  readonly begin: readonly (readonly (readonly [Command, actor: string])[])[];
  readonly impossible: (state: State) => readonly string[];
  readonly refused: readonly string[];
}): void {
  const { decider, command, today, begin, impossible, refused } = asked;
  const stateOf = (history: readonly Event[]) => fold(decider, asItHappened(history));
  const reached = new Set<string>();
  fc.assert(
    fc.property(
      fc.constantFrom(...begin),
      fc.array(command, { maxLength: 20 }),
      fc.array(fc.tuple(fc.nat(), fc.option(command)), { minLength: 1, maxLength: 4 }),
      (first, more, corrections) => {
        let told: (Event | null)[] = [];
        const standing = (list: readonly (Event | null)[]) => list.filter(one => one !== null);
        for (const [one, actor] of [...first, ...more]) {
          const decision = decider.decide(stateOf(standing(told)), one, { actor, today });
          if (decision.ok) told.push(...decision.events);
        }
        for (const [pick, right] of corrections) {
          // What is told late may be impossible by itself: a concern passed on before it was closed (E34).
          if (told.length === 0 || impossible(stateOf(standing(told))).length > 0) return;
          const at = pick % told.length;
          const earlier = standing(told.slice(0, at));
          const decision = right && decider.decide(stateOf(earlier), right[0], { actor: right[1], today });
          if (decision && (!decision.ok || decision.events.length !== 1)) continue;
          const instead = decision?.ok ? decision.events[0] : null;
          const after = told.map((event, index) => (index === at ? instead : event));
          const found = leavesImpossible(decider, told, after);
          if (found) reached.add(found.code);
          else told = after;
          assert.deepEqual(impossible(stateOf(standing(told))), []);
        }
      },
    ),
    { numRuns: 1000 },
  );
  for (const code of refused) assert.ok(reached.has(code), `nothing was refused for “${code}”`);
}
