import { refuse } from '@throughcare/pathway';
import type { Acting } from '../access/actor.ts';
import { readCommand } from '../commands/read-command.ts';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import { isId } from '../reads/id.ts';
import type { Store } from '../store.ts';
import { load, type LoadedStream } from './load.ts';
import type { Outcome, Step } from './outcome.ts';

type Tie = { readonly do: 'join' | 'unjoin'; readonly with: string };

/**
 * Two concerns on one child say so in both, but where one of them is about staff who may see the other. They would
 * learn from that one that there is another: from its entry in the access log, or from a number that is missing among its
 * entries (E7, E20). Then it stands in the one that they do not see alone, and is read from there. Where each is about
 * somebody else it can stand in neither.
 */
export async function joinedApart(
  store: Store,
  acting: Acting,
  steps: readonly Step[],
): Promise<{ readonly steps: readonly Step[] } | { readonly refused: Outcome }> {
  const ties = steps.map(tieOf);
  const asked = ties.flatMap((tie, index) => (tie ? [steps[index].stream, tie.with] : []));
  if (asked.length === 0) return { steps };
  const { streams } = await load(store, acting, [...new Set(asked)].filter(isId));
  const told = steps.filter((step, index) => {
    const [one, other] = [streams.get(step.stream), streams.get(ties[index]?.with ?? '')];
    const tie = ties[index];
    return !tie || !one || !other || standsIn(tie, step.stream, one, other);
  });
  const step = ties.findIndex(
    (tie, index) => tie && !told.some(one => tieOf(one) && isOfPair(one, steps[index])),
  );
  return step === -1 ? { steps: told } : { refused: { ok: false, reason: 'refused', step, refusal } };
}

function tieOf({ kind, command }: Step): Tie | undefined {
  if (kind !== 'concern') return undefined;
  const read = readCommand(kind, command);
  return read.ok && (read.command.do === 'join' || read.command.do === 'unjoin') ? read.command : undefined;
}

const isOfPair = (one: Step, other: Step): boolean =>
  one.stream === other.stream || one.stream === tieOf(other)?.with;

/** Whether a concern keeps it: nobody who may see this one is kept from the other; what it keeps already, it also ends. */
function standsIn(tie: Tie, id: string, one: LoadedStream, other: LoadedStream): boolean {
  const [here, there] = [stateOfConcern(one), stateOfConcern(other)];
  if (tie.do === 'unjoin') return here.joinedWith.includes(tie.with) || !there.joinedWith.includes(id);
  return there.about.every(user => here.about.includes(user));
}

function stateOfConcern({ events }: LoadedStream) {
  return stateOf('concern', effectiveHistory(events).effective);
}

const { refusal } = refuse(
  'not_joined_here',
  'Somebody who works here may see this concern and not the other, so it can say nothing of the other. Nothing was saved. ' +
    'Work on each of them by itself.',
  'with',
);
