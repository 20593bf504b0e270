import { legalStageWords, londonDay, referralSources } from '@throughcare/pathway';
import { page } from '../frame/answer.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { sayWhen } from '../person/glance.ts';
import { caseworkers } from './policy.ts';

/** Referrals that wait for an answer or for a practitioner, what runs out first at the top. */
export const referralList = [
  route({
    method: 'GET',
    path: paths.referrals,
    policy: caseworkers,
    async handle({ records, now }) {
      const today = londonDay(now);
      const rows = (await records.referrals()).map(row => ({
        ...row,
        title: row.name ?? row.reference,
        source: referralSources[row.source],
        stage: legalStageWords[row.stage],
        when: sayWhen(row.triageBy, today),
        pressing: row.triageBy <= today,
      }));
      const waiting = rows.filter(row => row.status === 'referred');
      const accepted = rows.filter(row => row.status === 'accepted');
      return page('referrals/page.njk', {
        waiting,
        accepted,
        lead: sayLead(waiting.length, accepted.length),
      });
    },
  }),
];

function sayLead(waiting: number, accepted: number): string {
  if (waiting + accepted === 0) return 'No referral is waiting.';
  const parts = [
    waiting > 0 && sayWaiting(waiting, 'an answer'),
    accepted > 0 && sayWaiting(accepted, 'a practitioner'),
  ];
  return parts.filter(part => part !== false).join(' ');
}

function sayWaiting(count: number, what: string): string {
  return count === 1 ? `One referral waits for ${what}.` : `${count} referrals wait for ${what}.`;
}
