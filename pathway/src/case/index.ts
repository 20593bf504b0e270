import type { Decider } from '../decider.ts';
import { caseCommandOf } from './command-of.ts';
import { impossibleCase } from './impossible.ts';
import type { CaseCommand, CaseEvent, CaseState } from './case.ts';
import { decideCase } from './decide.ts';
import { caseUpcasts } from './upcasts.ts';
import { evolveCase, noCase } from './evolve.ts';

/** The rules of a case. */
export const caseDecider: Decider<CaseState, CaseCommand, CaseEvent> = {
  kind: 'case',
  initial: noCase,
  upcasts: caseUpcasts,
  commandOf: caseCommandOf,
  impossible: impossibleCase,
  decide: decideCase,
  evolve: evolveCase,
};

export * from './case.ts';
export {
  ageAtReferral,
  agesAtReferral,
  disabilities,
  ethnicGroups,
  religions,
  type AgeAtReferral,
  type Characteristics,
} from './characteristics.ts';
export * from './children.ts';
export * from './due.ts';
export { usualDueSettings, type DueLength, type DueSettings } from './due-length.ts';
export * from './legal/index.ts';
export * from './casework/index.ts';
export * from './measures/index.ts';
export * from './programme/index.ts';
export { mayCarry, type RestrictionCommand, type RestrictionEvent } from './restriction.ts';
export * from './letters/index.ts';
export * from './lifetime.ts';
export { referralStands, type ReferralStands, type SendReferral, type SentEvent } from './sent.ts';
export type { Brought, SlipCommand, SlipEvent } from './slip.ts';
export { copyTrouble, lineDecisions, type LineDecision, type NamedLine } from './copy-lines.ts';
export { mustStay } from './decide-lifetime.ts';
