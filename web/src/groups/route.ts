import { londonDay } from '@throughcare/pathway';
import { mayCommand } from '@throughcare/records';
import { failure, page } from '../frame/answer.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { knownAsked, readAsKnown } from '../history/as-known.ts';
import { paths } from '../paths.ts';
import { groupEntry } from './entry/route.ts';
import { groupView } from './group-view.ts';
import { registerMark } from './register/mark/route.ts';
import { register } from './register/route.ts';
import { whatHappened } from './what-happened.ts';
import type { Repository } from '../services.ts';

const policy = staff('practitioner', 'programme_lead');

export const groups = [
  route({
    method: 'GET',
    path: paths.groups,
    policy,
    async handle({ records, who, now }) {
      const today = londonDay(now);
      const rows = await records.groups();
      const running = rows.filter(one => one.status === 'planned' && one.endsOn >= today);
      return page('groups/page.njk', {
        running: [...running].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1)),
        over: rows.length - running.length,
        mayPlan: mayCommand(who.roles, 'group', 'plan'),
        today,
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.group,
    policy,
    query: knownAsked,
    async handle({ records, params, query, who, now }) {
      const asked = await readAsKnown(query, now, asOf => records.group(params.group, asOf));
      if (!asked) return failure('notFound');
      const { found, known } = asked;
      const readOnly = known.day !== null;
      return page('groups/group.njk', {
        ...groupView(found, who.roles, known.day ?? londonDay(now), readOnly),
        ...whatHappened(found, await namesOf(records), readOnly ? null : who),
        known,
      });
    },
  }),
  ...register,
  ...registerMark,
  ...groupEntry,
];

/** Names of colleagues, which a group does not hold. */
async function namesOf(records: Repository): Promise<(user: string) => string> {
  const { people } = await records.organisation();
  return user => people.find(one => one.user === user)?.name ?? 'Somebody who has left';
}
