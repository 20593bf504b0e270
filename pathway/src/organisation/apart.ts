import { accept, refuse, type Decision, type Happened } from '../decider.ts';
import type { Day } from '../day.ts';
import type { OrganisationState } from '../organisation.ts';

/** Why two people may not be in one group: coded, and seen by programme and safeguarding leads alone. */
export const apartReasons = {
  relatives: 'They are relatives or live together',
  same_proceedings: 'They stand in the same proceedings',
  known_conflict: 'One is at risk from the other',
  other: 'Another reason, known to a lead',
} as const;
export type ApartReason = keyof typeof apartReasons;

export type ApartEvent =
  | Happened<'kept_apart', { pair: string; cases: readonly [string, string]; reason: ApartReason }>
  | Happened<'apart_no_longer', { pair: string }>;

export type ApartCommand =
  | { do: 'keep_apart'; on: Day; pair: string; cases: readonly [string, string]; reason: ApartReason }
  | { do: 'end_apart'; on: Day; pair: string };

/** Two people who may not be in one group. The order of the two says nothing. */
export interface Apart {
  readonly pair: string;
  readonly cases: readonly [string, string];
  readonly reason: ApartReason;
}

export function isApart(apart: readonly Apart[], one: string, other: string): boolean {
  return apart.some(({ cases: [a, b] }) => (a === one && b === other) || (a === other && b === one));
}

/** Pairs of which both are among `members`: what has to be resolved where a pair was found out too late. */
export function toResolve(apart: readonly Apart[], members: readonly string[]): readonly Apart[] {
  return apart.filter(({ cases }) => cases.every(one => members.includes(one)));
}

export function decideApart(state: OrganisationState, command: ApartCommand): Decision<ApartEvent> {
  const base = { schema: 1, occurredOn: command.on };
  const { pair } = command;
  const known = state.apart.some(one => one.pair === pair);
  if (command.do === 'end_apart') {
    if (!known) return refuse('no_such_pair', 'These two are not kept apart. Nothing was saved.');
    return accept({ ...base, type: 'apart_no_longer', facts: { pair } });
  }
  const { cases, reason } = command;
  const [one, other] = cases;
  if (one === other) {
    return refuse('same_person', 'These are the same person. Nothing was saved. Give two.', 'other');
  }
  if (known || isApart(state.apart, one, other)) {
    return refuse('already_apart', 'These two are already kept apart. Nothing was saved twice.');
  }
  return accept({ ...base, type: 'kept_apart', facts: { pair, cases: [one, other], reason } });
}

export function evolveApart(apart: readonly Apart[], event: ApartEvent): readonly Apart[] {
  switch (event.type) {
    case 'kept_apart': {
      const { pair, cases, reason } = event.facts;
      return [...apart, { pair, cases, reason }];
    }
    case 'apart_no_longer':
      return apart.filter(one => one.pair !== event.facts.pair);
    default:
      return event satisfies never;
  }
}
