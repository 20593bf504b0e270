import { concernOutcomes, sayDay } from '@throughcare/pathway';
import { z } from 'zod';
import { choice, line } from '../../../frame/fields.ts';
import { typedOf } from '../../../history/again.ts';
import { paths } from '../../../paths.ts';
import { keysOf, options } from '../../../person/options.ts';
import { concernLead } from '../../policy.ts';
import { anyWords } from '../../raise/form.ts';
import { concernForm } from '../concern-form.ts';
import { people } from './sharing.ts';

/** E34: words that were missing, or that were said later. What stood before stays. */
const addWords = concernForm({
  path: paths.concernWords,
  template: 'concerns/concern/words.njk',
  evenIfChanged: true,
  schema: z.object({ said: anyWords, child: anyWords }),
  record: ({ said, child }, { today }) => ({ command: { do: 'add_words', on: today, said, child } }),
  again: { add_words: typedOf },
});

const staff = concernForm({
  path: paths.concernStaff,
  template: 'concerns/concern/staff.njk',
  schema: z.object({
    about: z
      .union([z.string().transform(one => [one]), z.array(z.string())])
      .optional()
      .transform(list => list ?? []),
  }),
  shows: (_found, colleagues) => ({ people: people(colleagues) }),
  record: ({ about }, { today }) => ({ command: { do: 'name_staff', on: today, about } }),
  again: { name_staff: typedOf },
});

const link = concernForm({
  path: paths.concernLink,
  forDeciders: true,
  template: 'concerns/concern/link.njk',
  schema: z.object({ reference: line('Enter the reference of the case, for example TC-2041.', 40) }),
  begins: ({ raisedFrom }) => ({ reference: raisedFrom?.reference ?? '' }),
  async record({ reference }, { records, found: { concern }, today }) {
    const found = await records.caseToLink(concern, reference.toUpperCase());
    const words = `No case that you can open has the reference ${reference}. Nothing was saved. Check it with the practitioner, or ask a safeguarding lead to link it.`;
    if (found === null) return { field: 'reference', words };
    return { command: { do: 'link_to_case', on: today, case: found } };
  },
});

const unlink = concernForm({
  path: paths.concernUnlink,
  forDeciders: true,
  template: 'concerns/concern/unlink.njk',
  schema: z.object({ case: line('Choose the case.') }),
  shows: ({ linked }) => ({
    cases: linked.map(one => ({ value: one.case, text: one.reference ?? 'A case that you cannot open' })),
  }),
  record: ({ case: id }, { today }) => ({ command: { do: 'unlink_from_case', on: today, case: id } }),
});

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** Two concerns on one child: both say so, in one step, and each is read by those who may see it. */
const join = concernForm({
  path: paths.concernJoin,
  policy: concernLead,
  template: 'concerns/concern/join.njk',
  schema: z.object({ with: line('Enter the address of the other concern’s page.', 400) }),
  async record({ with: address }, { records, found, today }) {
    const other = UUID.exec(address)?.[0];
    if (other === found.concern) {
      return {
        field: 'with',
        words: 'That is this concern. Nothing was saved. Enter the address of the other.',
      };
    }
    if (other === undefined || !(await records.concern(other))) {
      return { field: 'with', words: 'There is no concern at that address. Nothing was saved.' };
    }
    return {
      command: { do: 'join', on: today, with: other },
      inOther: { concern: other, command: { do: 'join', on: today, with: found.concern } },
    };
  },
});

const unjoin = concernForm({
  path: paths.concernUnjoin,
  policy: concernLead,
  template: 'concerns/concern/unjoin.njk',
  schema: z.object({ with: line('Choose the other concern.') }),
  shows: ({ joined }) => ({
    others: joined.map(one => ({ value: one.concern, text: `Concern of ${sayDay(one.raisedOn)}` })),
  }),
  record: ({ with: other }, { found, today }) => ({
    command: { do: 'unjoin', on: today, with: other },
    inOther: { concern: other, command: { do: 'unjoin', on: today, with: found.concern } },
  }),
});

const { not_recorded: _, ...outcomes } = concernOutcomes;

const close = concernForm({
  path: paths.concernClose,
  policy: concernLead,
  template: 'concerns/concern/close.njk',
  schema: z.object({ outcome: choice(keysOf(outcomes), 'Choose how it ended.') }),
  shows: () => ({ outcomes: options(outcomes, name => name) }),
  record: ({ outcome }, { today }) => ({ command: { do: 'close', on: today, outcome } }),
  again: { close: typedOf },
});

/** What belongs to the concern itself: its words, whom it is about, what it is linked to, and its end. */
export const fileForms = [addWords, staff, link, unlink, join, unjoin, close];
