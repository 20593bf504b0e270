import { addDays, type Day } from '../day.ts';
import type { DatedRule } from './source.ts';

/** How fast somebody who was told has to report. */
export interface ReportingDuty {
  /** Whole days after they were told; null where the law says “as soon as practicable”, which is the same day here. */
  readonly withinDays: number | null;
}

/**
 * The duty to report child sexual abuse, as far as it was read: a Bill. Which roles it binds, from when and how fast
 * was not read anywhere, so none of it is built in: an organisation sets it for each of its roles, with the source.
 */
export const reportingDuty: DatedRule<ReportingDuty> = {
  effectiveFrom: null,
  effectiveTo: null,
  trigger: 'told',
  source: 'Crime and Policing Bill (2025), Part 5, in the House of Lords in February 2026',
  reviewedBy: null,
  rule: { withinDays: null },
};

/** What an organisation has set for the people who hold one of its roles. */
export interface RoleDuty extends DatedRule<ReportingDuty> {
  readonly role: string;
}

/** Where the clock of a duty to report stands for somebody who was told of harm to a child. It blocks nothing (E35). */
export type ReportingClock =
  /** Nobody has set since when, or whether, the duty binds their roles. */
  | { readonly kind: 'not_confirmed' }
  | { readonly kind: 'not_yet'; readonly duty: RoleDuty; readonly from: Day }
  | { readonly kind: 'runs'; readonly duty: RoleDuty; readonly by: Day };

/** The clock of whoever holds `roles` and was told on `told`; the soonest, where several bind them. */
export function reportingClock(
  duties: readonly RoleDuty[],
  roles: readonly string[],
  told: Day,
): ReportingClock {
  const held = duties.filter(({ role }) => roles.includes(role));
  const clocks = held.flatMap(duty => clockOf(duty, told) ?? []);
  const running = clocks.filter(one => one.kind === 'runs').sort((a, b) => (a.by < b.by ? -1 : 1));
  return running[0] ?? clocks[0] ?? { kind: 'not_confirmed' };
}

function clockOf(duty: RoleDuty, told: Day): Exclude<ReportingClock, { kind: 'not_confirmed' }> | undefined {
  const { effectiveFrom: from, effectiveTo, rule } = duty;
  if (from === null || (effectiveTo !== null && told > effectiveTo)) return undefined;
  if (told < from) return { kind: 'not_yet', duty, from };
  return { kind: 'runs', duty, by: addDays(told, rule.withinDays ?? 0) };
}
