import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  asItHappened,
  fold,
  impossibleInItsPlace,
  leavesImpossible,
  type Circumstances,
  type DecidedEvent,
  type Decision,
  type Decider,
  type Day,
  type Refusal,
} from '../src/index.ts';

/** A command, and who gave it. */
export type Given<Command> = readonly [command: Command, actor: string];

/** A refusal is a sentence that says what is safe: that nothing was done, or where what was written still is. */
export function isInWords({ words }: Refusal): void {
  assert.match(words, /^[A-Z\d“].*[.]$/s);
  assert.doesNotMatch(words, /undefined|null|_/);
  assert.match(words, /Nothing|nothing was|not saved|still here|stands|not turned away/, words);
}

/** A command as the record takes it: on what stands by day, and refused where it leaves what cannot be. */
export function decideInItsPlace<State, Command, Event extends DecidedEvent>(
  decider: Decider<State, Command, Event>,
  history: readonly Event[],
  state: State,
  command: Command,
  circumstances: Circumstances,
): Decision<Event> {
  const decision = decider.decide(state, command, circumstances);
  if (!decision.ok) return decision;
  const refusal = impossibleInItsPlace(decider, history, decision.events);
  return refusal ? { ok: false, refusal } : decision;
}

/**
 * Holds of a decider, whatever is asked of it, by whom, and of which day, read by day as the record reads it: nothing
 * that the field calls impossible is reached, nothing is accepted that does nothing, every refusal is in words, and the
 * events alone, read back as they are kept, lead to the same state.
 */
export function holdsForAnySequence<
  State,
  Command extends { readonly do: string },
  Event extends DecidedEvent,
>(asked: {
  readonly decider: Decider<State, Command, Event>;
  /** Commands, each with whoever gives it; what belongs together is told together. */
  readonly commands: fc.Arbitrary<readonly Given<Command>[]>;
  readonly today: Day;
  readonly begin: readonly (readonly Given<Command>[])[];
  readonly impossible: (state: State) => readonly string[];
  /** What may be accepted and not be seen in the state, and why. */
  readonly unseen: Readonly<Partial<Record<Command['do'], string>>>;
  /** What may say again what stands already, and why. */
  readonly again?: Readonly<Partial<Record<Command['do'], string>>>;
  /** The state without what only says when something was told. */
  readonly seen?: (state: State) => unknown;
  /** The id that a command makes: it is drawn by the program, and never a second time. */
  readonly makes?: (command: Command) => string | null;
  readonly reaches?: readonly Event['type'][];
  readonly numRuns?: number;
}): void {
  const {
    decider,
    commands,
    today,
    begin,
    impossible,
    unseen,
    again = {},
    reaches = [],
    numRuns = 2000,
  } = asked;
  const { seen = (state: State) => state, makes = () => null } = asked;
  const stateOf = (history: readonly Event[]) => fold(decider, asItHappened(history));
  const reached = new Set<string>();
  const anySequence = fc.property(fc.constantFrom(...begin), commands, (first, more) => {
    let history: readonly Event[] = [];
    let state = decider.initial;
    const made = new Set<string>();
    for (const [at, [command, actor]] of [...first, ...more].entries()) {
      const id = makes(command);
      if (id !== null && made.has(id)) continue;
      const decision = decideInItsPlace(decider, history, state, command, { actor, today });
      if (!decision.ok) {
        isInWords(decision.refusal);
        continue;
      }
      if (decision.events.length === 0) continue;
      history = [...history, ...decision.events];
      const after = stateOf(history);
      assert.deepEqual(impossible(after), [], `after “${command.do}”`);
      if (id !== null) made.add(id);
      const isSeen = !isDeepStrictEqual(seen(after), seen(state));
      if (!isSeen && !Object.hasOwn(unseen, command.do)) {
        const saysAgain = isDeepStrictEqual(
          seen(fold({ ...decider, initial: state }, decision.events)),
          seen(state),
        );
        const may = saysAgain && Object.hasOwn(again, command.do);
        assert.ok(may, `“${command.do}” of ${decision.events[0].occurredOn} was accepted, and does nothing`);
      }
      state = after;
      // What it begins with shows nothing of what was drawn.
      if (at >= first.length) for (const event of decision.events) reached.add(event.type);
    }
    assert.deepEqual(stateOf(JSON.parse(JSON.stringify(history)) as Event[]), state);
  });
  untilNothingIsMissing(
    () => fc.assert(anySequence, { numRuns }),
    () => reaches.filter(type => !reached.has(type)),
    'no sequence came as far as',
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
  const anyCorrection = fc.property(
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
  );
  untilNothingIsMissing(
    () => fc.assert(anyCorrection, { numRuns: 1000 }),
    () => refused.filter(code => !reached.has(code)),
    'nothing was refused for',
  );
}

/** What is rare is waited for over some rounds, so that chance alone leaves nothing out. */
function untilNothingIsMissing(round: () => void, missing: () => readonly string[], none: string): void {
  for (let rounds = 0; rounds < 10; rounds++) {
    round();
    if (missing().length === 0) return;
  }
  assert.fail(`${none} ${missing().join(', ')}`);
}
