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

/** How far a referral is, for whoever sent it: never why, never since when. */
function standsNow({ status }: CaseState): ReferralStands {
  if (status === 'none' || status === 'referred') return 'received';
  return status === 'closed' ? 'closed' : 'in_hand';
}

/**
 * The case with what its sender reads of it. While a restriction does not name them, or they are kept out, they read what
 * they read last, and nothing tells them that anything was done: a referral that left their list, or went back in it,
 * would. Null where nobody from outside sent it.
 */
export function asSenderReads(state: CaseState): CaseState {
  const { sentBy, senderReads } = state;
  if (sentBy === null) return state;
  const reads = mayCarry(state, sentBy) ? standsNow(state) : (senderReads ?? 'received');
  return reads === senderReads ? state : { ...state, senderReads: reads };
}

/** The referral, and who sent it. */
export function sentFromOutside(referred: CaseDecision, on: Day, actor: string): CaseDecision {
  return referred.ok ? accept(...referred.events, event('sent_from_outside', on, { by: actor })) : referred;
}
