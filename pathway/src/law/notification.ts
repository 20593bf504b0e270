import { addMonths, type Day } from '../day.ts';
import type { DatedRule } from './source.ts';

/** What a court or the police did, as far as the period of notification depends on it. */
export type NotifiableDisposal =
  | { readonly kind: 'custody'; readonly months: number }
  | { readonly kind: 'caution' }
  | { readonly kind: 'conditional_discharge'; readonly months: number }
  | { readonly kind: 'other' };

/** A period from the relevant date; `ask` where no rule was confirmed, so that a person must say. */
export type NotificationPeriod =
  | { readonly kind: 'months'; readonly months: number }
  | { readonly kind: 'indefinite' }
  | { readonly kind: 'ask'; readonly why: string };

type PeriodRule = (disposal: NotifiableDisposal) => NotificationPeriod;

/** Sexual Offences Act 2003 s.82, table of periods. Rows that were not read at the source are asked for. */
export const notificationPeriods: DatedRule<PeriodRule> = {
  effectiveFrom: null,
  effectiveTo: null,
  trigger: 'conviction',
  source: 'Sexual Offences Act 2003 s.82, as published in 2019',
  reviewedBy: null,
  rule: disposal => {
    switch (disposal.kind) {
      case 'custody':
        if (disposal.months >= 30) return { kind: 'indefinite' };
        return { kind: 'months', months: disposal.months > 6 ? 120 : 84 };
      case 'caution':
        return { kind: 'months', months: 24 };
      case 'conditional_discharge':
        return { kind: 'months', months: disposal.months };
      case 'other':
        return { kind: 'ask', why: 'The period for this sentence was not confirmed at the source.' };
    }
  },
};

/** The last day of notification that the table gives, null for indefinite, undefined where it must be asked. */
export function notificationUntil(from: Day, disposal: NotifiableDisposal): Day | null | undefined {
  const period = notificationPeriods.rule(disposal);
  if (period.kind === 'months') return addMonths(from, period.months);
  return period.kind === 'indefinite' ? null : undefined;
}
