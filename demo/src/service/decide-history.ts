import {
  caseDecider,
  concernDecider,
  contactDecider,
  groupDecider,
  openingDecider,
  organisationDecider,
} from '@throughcare/pathway';
import type { DecidedEvent, Decider } from '@throughcare/pathway';
import { dayOf } from './calendar.ts';
import type { Step, StreamHistory } from './steps.ts';

/** An event as the decider gave it, with who and when. */
export interface RecordedEvent {
  readonly at: number;
  readonly actor: string;
  readonly event: DecidedEvent;
}

/** Where a stream stands after its history, and the events that led there. */
export interface Decided<State> {
  readonly state: State;
  readonly events: readonly RecordedEvent[];
}

/** Thrown when a decider refuses a made-up step: the generator and the rules do not agree. */
export class HistoryRefused extends Error {
  override name = 'HistoryRefused';
}

/** Puts every step of a stream to its decider. Throws HistoryRefused with the refusal's own words. */
export function decideHistory(history: StreamHistory): Decided<unknown> {
  switch (history.kind) {
    case 'case':
      return decideSteps(caseDecider, history.id, history.steps);
    case 'contact':
      return decideSteps(contactDecider, history.id, history.steps);
    case 'concern':
      return decideSteps(concernDecider, history.id, history.steps);
    case 'group':
      return decideSteps(groupDecider, history.id, history.steps);
    case 'opening':
      return decideSteps(openingDecider, history.id, history.steps);
    case 'organisation':
      return decideSteps(organisationDecider, history.id, history.steps);
    default:
      return history satisfies never;
  }
}

const DAY_MS = 86_400_000;

/** The same for one decider that the caller knows, with its own type of state. */
export function decideSteps<State, Command extends { readonly do: string }, Event extends DecidedEvent>(
  decider: Decider<State, Command, Event>,
  id: string,
  steps: readonly Step<Command>[],
): Decided<State> {
  let state = decider.initial;
  const events: RecordedEvent[] = [];
  for (const { at, actor, command } of steps) {
    const today = dayOf(Math.floor(at / DAY_MS));
    const decision = decider.decide(state, command, { actor, today });
    if (!decision.ok) {
      const { code, words } = decision.refusal;
      throw new HistoryRefused(
        `${decider.kind} ${id} refused "${command.do}" on ${today} (${code}): ${words}`,
      );
    }
    for (const event of decision.events) {
      state = decider.evolve(state, event);
      events.push({ at, actor, event });
    }
  }
  return { state, events };
}
