import { addWorkingDays } from '../law/working-days.ts';
import type { Day } from '../day.ts';

/** How soon something is asked again, in working days. An organisation's own habit, and no rule of law. */
export const usualConcernSettings = {
  chaseAfter: 3,
  escalationAnsweredWithin: 5,
} as const;

export function usualChase(on: Day): Day {
  return addWorkingDays(on, usualConcernSettings.chaseAfter);
}

export function usualEscalationAnswer(on: Day): Day {
  return addWorkingDays(on, usualConcernSettings.escalationAnsweredWithin);
}
