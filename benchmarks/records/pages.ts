import { NotAllowed, type Repository } from '@throughcare/records';
import { ms, quantile, timesOf } from './figures.ts';
import type { FilledService } from './filled.ts';

const TIMES = 15;

/** What the pages that are no list of people ask for; each grows with the service in a way of its own. */
const asked: Readonly<Record<string, (mine: Repository) => Promise<unknown>>> = {
  today: mine => mine.today(),
  welfare: mine => mine.welfare(),
  referrals: mine => mine.referrals(),
  'waiting list': mine => mine.waitingList(),
  groups: mine => mine.groups(),
  contacts: mine => mine.contacts(),
  concerns: mine => mine.concerns(),
  'who is helped': mine => mine.accessCounts(2025),
  organisation: mine => mine.organisation(),
  unanswered: mine => mine.unanswered(),
  openings: mine => mine.openings(),
  'sensitive reads': mine => mine.sensitiveReads(Date.now() - 30 * 86_400_000),
};

/** Every list that a page shows, with the whole of many people's histories in the database, for every role that may ask. */
export async function measurePages({ records, organisation, staff }: FilledService): Promise<void> {
  const roles = [...new Set(staff.all.flatMap(one => one.roles))];
  for (const role of roles) {
    const { user, name } = staff.all.find(one => one.roles.includes(role))!;
    const mine = records.as({ userId: user, organisationId: organisation, name });
    const told: string[] = [];
    for (const [page, ask] of Object.entries(asked)) {
      try {
        await timesOf(3, () => ask(mine));
        told.push(`${page} ${ms(quantile(await timesOf(TIMES, () => ask(mine)), 0.95))}`);
      } catch (error) {
        if (!(error instanceof NotAllowed)) throw error;
      }
    }
    console.log(`${role}, p95: ${told.join(', ')}.`);
  }
}
