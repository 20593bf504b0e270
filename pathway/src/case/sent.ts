import { accept, type Happened } from '../decider.ts';
import type { Day } from '../day.ts';
import { event, type CaseDecision } from './answer.ts';
import type { CaseState, Identity, ReferralSource } from './case.ts';
import type { LegalStage } from './legal/stages.ts';
import { mayCarry } from './restriction.ts';

/** That somebody of another body sent the referral themselves, by their own account: they may see how far it is (E31). */
export type SentEvent = Happened<'sent_from_outside', { by: string }>;

/** A referral by an outside partner. It is theirs to follow, so nobody can send one in another name. */
export interface SendReferral {
  readonly do: 'send_referral';
  readonly on: Day;
  readonly reference: string;
  readonly source: ReferralSource;
  readonly stage: LegalStage;
  readonly identity: Identity;
}

/** All that whoever sent a referral is told of it. Whether help by choice was taken up is not among it (E31). */
export const referralStands = {
  received: 'Received',
  in_hand: 'In hand',
  closed: 'Closed',
} as const;
export type ReferralStands = keyof typeof referralStands;

/** How far a referral is, for whoever sent it: never why, never since when. Null where nobody from outside sent it. */
export function standsForSender({ status, sentBy }: CaseState): ReferralStands | null {
  if (sentBy === null || status === 'none') return null;
  if (status === 'referred') return 'received';
  return status === 'closed' ? 'closed' : 'in_hand';
}

/** Whether they may see that at all: a restricted case is open to those whom it names, and who is kept out stays out. */
export function openToSender(state: CaseState): boolean {
  return state.sentBy !== null && mayCarry(state, state.sentBy);
}

/** The referral, and who sent it. */
export function sentFromOutside(referred: CaseDecision, on: Day, actor: string): CaseDecision {
  return referred.ok ? accept(...referred.events, event('sent_from_outside', on, { by: actor })) : referred;
}
