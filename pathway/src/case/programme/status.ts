/**
 * Where a referral to a programme stands, and how it moves on: the statuses and all 36 transitions of HMPPS
 * accredited-programmes-manage-and-deliver-api at 9b5fa0f (migrations V28, V29, V46, V47; domain 3.2). Withdrawing
 * is open from everywhere besides, because people die, move away, and may stop what they began by choice.
 */
export const enrolmentStatuses = {
  awaiting_assessment: { words: 'Awaiting assessment', over: false },
  awaiting_allocation: { words: 'Awaiting allocation', over: false },
  suitable_not_ready: { words: 'Suitable but not ready', over: false },
  deprioritised: { words: 'Deprioritised', over: false },
  recall: { words: 'Recall', over: false },
  return_to_court: { words: 'Return to court', over: false },
  scheduled: { words: 'Scheduled', over: false },
  on_programme: { words: 'On programme', over: false },
  programme_complete: { words: 'Programme complete', over: true },
  breach_non_attendance: { words: 'Breach (non-attendance)', over: false },
  deferred: { words: 'Deferred', over: false },
  withdrawn: { words: 'Withdrawn', over: true },
} as const satisfies Record<string, { words: string; over: boolean }>;
export type EnrolmentStatus = keyof typeof enrolmentStatuses;

export const enrolmentTransitions = {
  awaiting_assessment: [
    'awaiting_allocation',
    'suitable_not_ready',
    'deprioritised',
    'recall',
    'return_to_court',
  ],
  awaiting_allocation: ['scheduled', 'deprioritised', 'recall', 'return_to_court'],
  scheduled: [
    'on_programme',
    'deprioritised',
    'recall',
    'return_to_court',
    'awaiting_assessment',
    'awaiting_allocation',
  ],
  on_programme: [
    'programme_complete',
    'breach_non_attendance',
    'recall',
    'return_to_court',
    'awaiting_assessment',
    'awaiting_allocation',
  ],
  return_to_court: ['deferred', 'withdrawn'],
  suitable_not_ready: ['awaiting_assessment', 'deprioritised', 'recall', 'return_to_court'],
  deprioritised: ['awaiting_assessment', 'recall', 'return_to_court'],
  breach_non_attendance: ['awaiting_assessment', 'withdrawn'],
  recall: ['awaiting_assessment', 'withdrawn'],
  deferred: ['awaiting_assessment', 'return_to_court'],
  programme_complete: [],
  withdrawn: [],
} as const satisfies Record<EnrolmentStatus, readonly EnrolmentStatus[]>;

/** The way through without a detour, V46: these moves continue a referral; all others go back, aside or out. */
const continuingMoves: readonly (readonly [EnrolmentStatus, EnrolmentStatus])[] = [
  ['awaiting_assessment', 'awaiting_allocation'],
  ['awaiting_allocation', 'scheduled'],
  ['scheduled', 'on_programme'],
  ['on_programme', 'programme_complete'],
  ['suitable_not_ready', 'awaiting_assessment'],
  ['deprioritised', 'awaiting_assessment'],
  ['breach_non_attendance', 'awaiting_assessment'],
  ['recall', 'awaiting_assessment'],
  ['deferred', 'awaiting_assessment'],
];

export function isContinuing(from: EnrolmentStatus, to: EnrolmentStatus): boolean {
  return continuingMoves.some(([a, b]) => a === from && b === to);
}

/** Whether the field knows this step from one status to another. */
export function canMove(from: EnrolmentStatus, to: EnrolmentStatus): boolean {
  return (enrolmentTransitions[from] as readonly EnrolmentStatus[]).includes(to);
}

/** Statuses that somebody sets by saying so. The others follow from a place, a session, completing or leaving. */
export const movesByHand = [
  'awaiting_assessment',
  'awaiting_allocation',
  'suitable_not_ready',
  'deprioritised',
  'recall',
  'return_to_court',
  'breach_non_attendance',
  'deferred',
] as const satisfies readonly EnrolmentStatus[];
export type MoveByHand = (typeof movesByHand)[number];

/** Those who wait for a place. Only who awaits allocation can be given one. */
export const waitingStatuses = [
  'awaiting_assessment',
  'awaiting_allocation',
  'suitable_not_ready',
  'deprioritised',
  'deferred',
] as const satisfies readonly EnrolmentStatus[];
export type WaitingStatus = (typeof waitingStatuses)[number];

export function isWaiting(status: EnrolmentStatus): status is WaitingStatus {
  return (waitingStatuses as readonly EnrolmentStatus[]).includes(status);
}
