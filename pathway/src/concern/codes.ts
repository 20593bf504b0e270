/** To whom a concern about a child can be passed. The software never sends anything itself (E7). */
export const authorities = {
  emergency_services: 'Emergency services (999)',
  police: 'Police (101)',
  duty_desk: 'Children’s social care, duty desk',
  designated_officer: 'Designated officer of the local authority, about somebody who works with children',
  other: 'Another authority',
} as const;
export type Authority = keyof typeof authorities;

export const concernSources = {
  contact: 'Helpline contact',
  case: 'Case',
  group: 'Group',
  staff: 'Staff',
  partner: 'Outside partner',
} as const;
export type ConcernSource = keyof typeof concernSources;

export const sharingGrounds = {
  child_at_risk: 'A child is or may be at risk of harm',
  other_person_at_risk: 'Another person is or may be at risk of harm',
  offence_not_known: 'An offence was told of that the police may not know about',
  not_identifiable: 'Nobody can be identified from what was said',
  already_known: 'The authority knows already',
  no_risk_described: 'What was said describes no risk to a person',
} as const;
export type SharingGround = keyof typeof sharingGrounds;

const toShare: ReadonlySet<SharingGround> = new Set([
  'child_at_risk',
  'other_person_at_risk',
  'offence_not_known',
]);

/** Whether a ground speaks for sharing; the others speak for not sharing. */
export function groundSharesIt(ground: SharingGround): boolean {
  return toShare.has(ground);
}

/** Why somebody was not told that a concern about them is shared. */
export const reasonsNotTold = {
  puts_somebody_at_risk: 'Telling them could put a child or somebody else at risk',
  hinders_enquiry: 'Telling them could hinder an enquiry',
  not_reachable: 'They cannot be reached',
  not_identifiable: 'Nobody knows who they are',
  not_yet: 'Not yet; they will be told',
  // What was recorded before reasons were asked for. Nobody can choose it.
  not_recorded: 'Not recorded',
} as const;
export type NotTold = keyof typeof reasonsNotTold;

/** What asking again gave. */
export const chaseResults = {
  nobody_reached: 'Nobody was reached',
  promised_answer: 'They will answer',
  in_hand: 'They are dealing with it',
  asked_for_more: 'They asked for more, and were given it',
  not_recorded: 'Not recorded',
} as const;
export type ChaseResult = keyof typeof chaseResults;

/** What an authority said that it did. */
export const authorityOutcomes = {
  no_further_action: 'No further action',
  assessment: 'An assessment',
  strategy_discussion: 'A strategy discussion',
  police_action: 'Police action',
  other: 'Something else',
} as const;
export type AuthorityOutcome = keyof typeof authorityOutcomes;

/** To whom professional disagreement goes, in this order. */
export const escalationLevels = {
  their_manager: 'The manager of whoever answered',
  senior_manager: 'A senior manager of the authority',
  partnership: 'The local safeguarding partnership',
} as const;
export type EscalationLevel = keyof typeof escalationLevels;

export const escalationResults = {
  changed: 'They changed what they do',
  explained: 'They explained, and we accept it',
  not_settled: 'We still disagree',
} as const;
export type EscalationResult = keyof typeof escalationResults;

export const concernOutcomes = {
  authority_acts: 'The authority has it in hand',
  no_further_action: 'The authority takes no further action',
  not_shared: 'Two people decided not to share it',
  held_elsewhere: 'It goes on in another concern',
  not_recorded: 'Not recorded',
} as const;
export type ConcernOutcome = keyof typeof concernOutcomes;

/** Codes that stand for what old entries did not say: read, and never chosen. */
export type Chosen<Code extends string> = Exclude<Code, 'not_recorded'>;
