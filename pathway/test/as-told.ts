import assert from 'node:assert/strict';
import { asItHappened, day, fold, type Day, type DecidedEvent, type Decider } from '../src/index.ts';

const today = day('2026-11-24');

/** What was told, each entry with its place; and the state that it leads to, read by the days of it. */
export interface AsTold<State, Command> {
  readonly state: State;
  /** Tells one thing more. */
  tell(command: Command, actor?: string): AsTold<State, Command>;
  /** Puts the entry told as `version` right, after all that was told. */
  putRight(version: number, command: Command): AsTold<State, Command>;
  /** The same as at the end of what had been told up to `version`. */
  upTo(version: number): State;
}

/** As the store keeps it: in whatever order of days, each is decided on all that had been told before it. */
export function asTold<State, Command extends { readonly on: Day }, Event extends DecidedEvent>(
  decider: Decider<State, Command, Event>,
  ...commands: readonly Command[]
): AsTold<State, Command> {
  return commands.reduce<AsTold<State, Command>>(
    (one, command) => one.tell(command),
    holding(decider, [], 0),
  );
}

function holding<State, Command, Event extends DecidedEvent>(
  decider: Decider<State, Command, Event>,
  told: readonly Event[],
  versions: number,
): AsTold<State, Command> {
  const first = (event: Event) => event.told!.first;
  const read = (events: readonly Event[]) =>
    fold(decider, asItHappened(events.toSorted((a, b) => first(a) - first(b))));
  const decide = (events: readonly Event[], command: Command, actor: string): readonly Event[] => {
    const decision = decider.decide(read(events), command, { actor, today });
    assert.ok(decision.ok, decision.ok ? '' : decision.refusal.words);
    return decision.events;
  };
  return {
    state: read(told),
    tell(command, actor = 'worker-1') {
      const events = decide(told, command, actor).map((event, index) => {
        const place = versions + 1 + index;
        return { ...event, told: { first: place, last: place } };
      });
      return holding(decider, [...told, ...events], versions + events.length);
    },
    putRight(version, command) {
      const [right] = decide(
        told.filter(event => first(event) < version),
        command,
        'worker-1',
      );
      const others = told.filter(event => first(event) !== version);
      assert.equal(others.length, told.length - 1);
      const last = versions + 1;
      return holding(decider, [...others, { ...right, told: { first: version, last } }], last);
    },
    upTo(version) {
      return read(told.filter(event => event.told!.last <= version));
    },
  };
}
