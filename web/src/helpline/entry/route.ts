import { isStaff, type ContactEvent } from '@throughcare/pathway';
import { staff } from '../../frame/policy.ts';
import { plain, putRight } from '../../history/put-right.ts';
import { entryAt, mayDo } from '../../history/told-entry.ts';
import { paths } from '../../paths.ts';
import { tellContact } from '../tell.ts';
import { contactAgain } from './again.ts';

/** One entry of a contact, put right by whoever works on the helpline. What a caller wrote is theirs, and stays. */
export const helplineEntry = putRight(
  paths.helplineEntry,
  staff('helpline_worker'),
  async ({ records, who, params }) => {
    const found = await records.contact(params.contact);
    const recorded = found && entryAt(found, params.version);
    if (!recorded) return undefined;
    const event = recorded as unknown as ContactEvent;
    const may = mayDo(found, recorded, who);
    if (!(may.instead || may.out)) return undefined;
    const { people } = await records.organisation();
    const nameOf = (user: string) => people.find(one => one.user === user)?.name ?? 'The caller';
    const { what: title, now: words } = tellContact(event, nameOf);
    return {
      kind: 'contact',
      stream: found.contact,
      shown: found,
      entry: { version: Number(params.version), on: event.occurredOn, title, words },
      again: may.instead ? contactAgain(event, found, people.filter(isStaff)) : null,
      canTakeOut: may.out,
      page: {
        template: plain,
        title: 'Put an entry right',
        action: paths.helplineEntry(params),
        back: { href: paths.helplineContact(params), words: 'The contact' },
      },
      say: said => tellContact(said as unknown as ContactEvent, nameOf),
      nameOf,
    };
  },
);
