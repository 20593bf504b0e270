import { accept, type Happened } from '../decider.ts';
import type { Day } from '../day.ts';
import type { AgreedAction, ContactStage } from '../contact/codes.ts';
import { event, refuseBefore, type CaseDecision, type CommandOf } from './answer.ts';
import type { CaseState } from './case.ts';

/**
 * What somebody chose to bring from the helpline on a slip, coded (E6). It is theirs from the moment they hand it over,
 * and names no contact: whoever reads the case learns what they ticked, and not what they said.
 */
export interface Brought {
  readonly saidStage: ContactStage;
  readonly actions: readonly AgreedAction[];
}

export type SlipEvent = Happened<
  'slip_brought',
  { saidStage: ContactStage; actions: readonly AgreedAction[] }
>;
export type SlipCommand = { do: 'bring_slip'; on: Day } & Brought;

export function bringSlip(
  state: CaseState,
  { on, saidStage, actions }: CommandOf<'bring_slip'>,
): CaseDecision {
  return (
    refuseBefore(on, state.referredOn, 'the referral') ??
    accept(event('slip_brought', on, { saidStage, actions: [...new Set(actions)] }))
  );
}
