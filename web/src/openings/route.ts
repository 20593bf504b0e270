import { londonDay, openingGrounds, openingOutcomes } from '@throughcare/pathway';
import type { OpeningRow } from '@throughcare/records';
import { page } from '../frame/answer.ts';
import { route } from '../frame/route.ts';
import { sayInstant } from '../frame/templates.ts';
import { paths } from '../paths.ts';
import { openersAndReviewers } from './policy.ts';

/** One opening in words: who opened which case until when, and whether anybody has looked at it. */
export function openingView(row: OpeningRow, staff: Readonly<Record<string, string>>, now: number) {
  const { reviewBy, until, forLeads } = row;
  return {
    opening: row.opening,
    case: row.case,
    title: row.reference ? `Case ${row.reference}` : 'A case that is not open to you',
    by: staff[row.by] ?? 'Somebody',
    ground: openingGrounds[row.ground],
    opened: sayInstant(row.openedAt),
    until: sayInstant(until),
    // One that was looked at opens nothing, whatever is left of its hours.
    isOpen: reviewBy !== null && until > now,
    reviewBy,
    forLeads,
    isPressing: reviewBy !== null && reviewBy <= londonDay(now),
    outcome: row.outcome && openingOutcomes[row.outcome],
  };
}

export const openingList = [
  route({
    method: 'GET',
    path: paths.openings,
    policy: openersAndReviewers,
    async handle({ records, who, now }) {
      const { rows, staff } = await records.openings();
      const all = rows.map(row => openingView(row, staff, now));
      return page('openings/page.njk', {
        unreviewed: all.filter(one => one.reviewBy !== null),
        reviewed: all.filter(one => one.reviewBy === null),
        reviews: who.roles.includes('safeguarding_lead'),
        forAuditors: rows.filter(row => row.forLeads === false).length,
        audits: who.roles.includes('auditor'),
        opens: who.roles.includes('practitioner') || who.roles.includes('programme_lead'),
      });
    },
  }),
];
