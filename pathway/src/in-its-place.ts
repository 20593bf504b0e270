import { leavesImpossible } from './decided-again.ts';
import type { DecidedEvent, Decider, Refusal } from './decider.ts';

type Placed = Pick<DecidedEvent, 'type' | 'occurredOn'>;

/** What nothing may refuse: that a child is in danger, and that somebody was told of it (E34). They find a day of their own. */
const neverRefused: readonly string[] = ['raised', 'words_added', 'passed_on'];

/**
 * Whether what was added has to be looked at in its place. A command is decided on all that stands, and a history is read
 * by day: what is told of an earlier day comes before what was told already, and could leave what no command leads to.
 * What comes last was decided on what it follows.
 */
export function isToldLate(before: readonly Placed[], added: readonly Placed[]): boolean {
  if (added.some(one => neverRefused.includes(one.type))) return false;
  let last = before.reduce(
    (latest, one) => (one.occurredOn > latest ? one.occurredOn : latest),
    '' as string,
  );
  for (const { occurredOn } of added) {
    if (occurredOn < last) return true;
    last = occurredOn;
  }
  return false;
}

/** Why what was decided cannot stand at its day, after all that stood before. */
export function impossibleInItsPlace<State, Command, Event extends DecidedEvent>(
  decider: Decider<State, Command, Event>,
  before: readonly Event[],
  added: readonly Event[],
): Refusal | undefined {
  return isToldLate(before, added) ? leavesImpossible(decider, before, [...before, ...added]) : undefined;
}
