import {
  caseDecider,
  concernDecider,
  contactDecider,
  groupDecider,
  openingDecider,
  organisationDecider,
  type CaseCommand,
  type CaseState,
  type ConcernCommand,
  type ConcernState,
  type ContactCommand,
  type ContactState,
  type DecidedEvent,
  type Decider,
  type GroupCommand,
  type GroupState,
  type OpeningCommand,
  type OpeningState,
  type OrganisationCommand,
  type OrganisationState,
  type StreamKind,
  type Told,
} from '@throughcare/pathway';
import type { RecordedEvent } from './recorded-event.ts';

/** The commands that each kind of stream takes. */
export interface Commands {
  readonly case: CaseCommand;
  readonly contact: ContactCommand;
  readonly concern: ConcernCommand;
  readonly group: GroupCommand;
  readonly organisation: OrganisationCommand;
  readonly opening: OpeningCommand;
}

/** Where each kind of stream stands. */
export interface States {
  readonly case: CaseState;
  readonly contact: ContactState;
  readonly concern: ConcernState;
  readonly group: GroupState;
  readonly organisation: OrganisationState;
  readonly opening: OpeningState;
}

type AnyDecider<Kind extends StreamKind> = Decider<States[Kind], Commands[Kind], DecidedEvent>;

// Which events a stream holds is known by its kind, and the store reads them back as it wrote them; this is the
// one place where that is said to the types.
const deciders = {
  case: caseDecider,
  contact: contactDecider,
  concern: concernDecider,
  group: groupDecider,
  organisation: organisationDecider,
  opening: openingDecider,
} as unknown as { readonly [Kind in StreamKind]: AnyDecider<Kind> };

export function deciderOf<Kind extends StreamKind>(kind: Kind): AnyDecider<Kind> {
  return deciders[kind];
}

/** The state that an effective history leads to. */
export function stateOf<Kind extends StreamKind>(
  kind: Kind,
  effective: readonly RecordedEvent[],
): States[Kind] {
  const decider = deciderOf(kind);
  return effective.reduce((state, event) => decider.evolve(state, asDecided(event)), decider.initial);
}

/**
 * The same, had each entry said at first what it says now: what is put right is decided as whoever recorded it would have
 * decided on a record without the mistakes that were put right since.
 */
export function stateRightAtFirst<Kind extends StreamKind>(
  kind: Kind,
  effective: readonly RecordedEvent[],
): States[Kind] {
  const decider = deciderOf(kind);
  return effective.map(asDecided).reduce((state, { told: { first }, ...event }) => {
    return decider.evolve(state, { ...event, told: { first, last: first } });
  }, decider.initial);
}

/** An event as its decider gave it, and when it was told: first, and as it says now. */
export function asDecided(event: RecordedEvent): DecidedEvent & { readonly told: Told } {
  const { type, schema, occurredOn, facts, sealed, version, replaces } = event;
  const decided = { type, schema, occurredOn, facts, told: { first: replaces ?? version, last: version } };
  return sealed === null ? decided : { ...decided, sealed };
}
