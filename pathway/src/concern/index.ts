import type { Decider } from '../decider.ts';
import { noConcern, type ConcernCommand, type ConcernEvent, type ConcernState } from './concern.ts';
import { concernCommandOf } from './command-of.ts';
import { impossibleConcern } from './impossible.ts';
import { decideConcern } from './decide.ts';
import { evolveConcern } from './evolve.ts';
import { concernUpcasts } from './upcasts.ts';

export * from './codes.ts';
export * from './settings.ts';
export type {
  ConcernCommand,
  ConcernEvent,
  ConcernState,
  Escalation,
  Passing,
  Review,
  SharingDecision,
} from './concern.ts';
export { concernDue, concernDues, type ConcernDue, type ConcernDueKind } from './due.ts';
export {
  concernErasureGrounds,
  concernMustStay,
  isConcernHeld,
  isConcernLifetimeEvent,
  type ConcernErasureGround,
  type ConcernLifetime,
  type ConcernLifetimeCommand,
  type ConcernLifetimeEvent,
} from './lifetime.ts';
export { isDisputed, isToBeShared } from './sharing.ts';

/** The rules of a concern about a child. */
export const concernDecider: Decider<ConcernState, ConcernCommand, ConcernEvent> = {
  kind: 'concern',
  initial: noConcern,
  upcasts: concernUpcasts,
  commandOf: concernCommandOf,
  impossible: impossibleConcern,
  decide: decideConcern,
  evolve: evolveConcern,
};
