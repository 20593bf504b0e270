import type { GroupEvent } from '@throughcare/pathway';
import { staff } from '../../frame/policy.ts';
import { plain, putRight } from '../../history/put-right.ts';
import { entryAt, mayDo } from '../../history/told-entry.ts';
import { paths } from '../../paths.ts';
import { tellGroup } from '../tell.ts';
import { groupAgain, isOfTheGroup } from './again.ts';

/** One entry of a group, put right. */
export const groupEntry = putRight(
  paths.groupEntry,
  staff('practitioner', 'programme_lead'),
  async ({ records, who, params }) => {
    const group = await records.group(params.group);
    const recorded = group && entryAt(group, params.version);
    if (!recorded) return undefined;
    const event = recorded as unknown as GroupEvent;
    const may = mayDo(group, recorded, who);
    if (!isOfTheGroup(event, group) || !(may.instead || may.out)) return undefined;
    const { people } = await records.organisation();
    const { what: title, now: words } = tellGroup(event);
    return {
      kind: 'group',
      stream: group.group,
      shown: group,
      entry: { version: Number(params.version), on: event.occurredOn, title, words },
      again: may.instead ? groupAgain(event, group, people) : null,
      canTakeOut: may.out,
      page: {
        template: plain,
        title: `Put right: ${group.state.name}`,
        action: paths.groupEntry(params),
        back: { href: paths.group(params), words: group.state.name },
      },
      say: said => tellGroup(said as unknown as GroupEvent),
      nameOf: user => people.find(one => one.user === user)?.name ?? 'Somebody',
    };
  },
);
