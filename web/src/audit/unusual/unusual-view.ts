import { sayDay } from '@throughcare/pathway';
import { unusualRules, type LookedAt } from '@throughcare/records';
import { paths } from '../../paths.ts';

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });
const counted: Readonly<Record<LookedAt['rule'], readonly [one: string, many: string]>> = {
  manyCases: ['person’s page', 'different people’s pages'],
  outsideHours: ['read', 'reads'],
  byRoleAlone: ['person’s page', 'different people’s pages'],
  exported: ['time', 'times'],
  notReviewed: ['opening', 'openings'],
};

/** One line: a fact beside its rule, where its rows are, and what somebody found who looked. */
export function unusualView(
  { rule, day, user, count, firstAt, lastAt, open, looks }: LookedAt,
  names: Readonly<Record<string, string>>,
  asker: string,
) {
  const [one, many] = counted[rule];
  const [first, last] = [CLOCK.format(firstAt), CLOCK.format(lastAt)];
  const nameOf = (account: string) => names[account] ?? 'Not known here';
  const latest = looks.at(-1);
  return {
    day,
    open,
    isOwn: user === asker,
    title: unusualRules[rule].title,
    words: unusualRules[rule].words,
    name: nameOf(user),
    fact: `${count} ${count === 1 ? one : many}`,
    when: first === last ? first : `${first} to ${last}`,
    trail: rule === 'notReviewed' ? paths.openings() : paths.audit({}, { who: user, from: day, to: day }),
    look: paths.auditLook({ rule, day, user }),
    latest: latest && { ...latest, by: nameOf(latest.by) },
    // More of them came since somebody looked: that is a new question.
    more: open && latest?.did === 'looked',
    looks: looks.map(each => ({
      ...each,
      by: nameOf(each.by),
      did: each.did === 'looked' ? `Looked into, ${each.count} then` : 'Opened again',
    })),
    heading: `${unusualRules[rule].title}: ${nameOf(user)}, ${sayDay(day)}`,
  };
}
