import { londonDay, type GroupEvent } from '@throughcare/pathway';
import { failure, page } from '../frame/answer.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { knownAsked, readAsKnown } from '../history/as-known.ts';
import { letStandView } from '../history/let-stand.ts';
import { paths } from '../paths.ts';
import { groupView } from './group-view.ts';
import { registerMark } from './register/mark/route.ts';
import { register } from './register/route.ts';
import { tellGroup } from './tell.ts';
import type { Repository } from '../services.ts';

const policy = staff('practitioner', 'programme_lead');

export const groups = [
  route({
    method: 'GET',
    path: paths.groups,
    policy,
    async handle({ records, now }) {
      const today = londonDay(now);
      const rows = await records.groups();
      const running = rows.filter(one => one.status === 'planned' && one.endsOn >= today);
      return page('groups/page.njk', {
        running: [...running].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1)),
        over: rows.length - running.length,
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
      const nameOf = await namesWhere(found.letStand.length > 0, records);
      return page('groups/group.njk', {
        ...groupView(found, who.roles, known.day ?? londonDay(now), known.day !== null),
        letStand: letStandView(found.letStand, event => tellGroup(event as unknown as GroupEvent), nameOf),
        known,
      });
    },
  }),
  ...register,
  ...registerMark,
];

/** Names of colleagues, which a group does not hold: asked for only where one is to be said. */
async function namesWhere(isNamed: boolean, records: Repository): Promise<(user: string) => string> {
  const { people } = isNamed ? await records.organisation() : { people: [] };
  return user => people.find(one => one.user === user)?.name ?? 'Somebody who has left';
}
