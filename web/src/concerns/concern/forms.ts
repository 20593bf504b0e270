import { authorities, sharingGrounds } from '@throughcare/pathway';
import type { Concern } from '@throughcare/records';
import { z } from 'zod';
import { choice, dayBoxes, line, withDay, words } from '../../frame/fields.ts';
import { paths } from '../../paths.ts';
import { keysOf, options } from '../../person/options.ts';
import { safeguardingLead } from '../policy.ts';
import { concernForm } from './concern-form.ts';
import { mayAddReference } from './concern-view.ts';

const passOn = concernForm({
  path: paths.concernPassOn,
  template: 'concerns/concern/pass-on.njk',
  schema: withDay('on', 'the day it was passed on', {
    to: choice(keysOf(authorities), 'Choose whom you told.'),
    reference: words,
  }),
  shows: { authorities: options(authorities, name => name) },
  begins: (_found, _who, today) => dayBoxes('on', today),
  record: ({ on, to, reference }) => ({ command: { do: 'pass_on', on, to, reference } }),
});

const review = concernForm({
  path: paths.concernReview,
  template: 'concerns/concern/review.njk',
  schema: z.object({ agreed: choice(['yes', 'no'], 'Choose whether you agree with what was done.') }),
  record: ({ agreed }, { today }) => ({ command: { do: 'review', on: today, agreed: agreed === 'yes' } }),
});

const decide = concernForm({
  path: paths.concernDecide,
  template: 'concerns/concern/decide.njk',
  schema: z.object({
    share: choice(['yes', 'no'], 'Choose whether to share it.'),
    ground: choice(keysOf(sharingGrounds), 'Choose the ground.'),
    reason: words,
    told: choice(['yes', 'no'], 'Choose whether the person was told.'),
  }),
  shows: { grounds: options(sharingGrounds, name => name) },
  record: ({ share, ground, reason, told }, { today }) => ({
    command: { do: 'decide', on: today, share: share === 'yes', ground, reason, told: told === 'yes' },
  }),
});

const chase = concernForm({
  path: paths.concernChase,
  template: 'concerns/concern/chase.njk',
  schema: z.object({ reference: words }),
  begins: found => ({ reference: found.state.passedOn?.reference ?? '' }),
  record: ({ reference }, { today }) => ({ command: { do: 'chase', on: today, reference } }),
});

const link = concernForm({
  path: paths.concernLink,
  policy: safeguardingLead,
  template: 'concerns/concern/link.njk',
  schema: z.object({ reference: line('Enter the reference of the case, for example TC-2041.', 40) }),
  async record({ reference }, { records, today }) {
    const found = await records.findCase(reference.toUpperCase());
    const words = `No case that you can open has the reference ${reference}. Nothing was saved. Check it with the practitioner.`;
    if (!found) return { field: 'reference', words };
    return { command: { do: 'link_to_case', on: today, case: found.case } };
  },
});

const close = concernForm({
  path: paths.concernClose,
  policy: safeguardingLead,
  template: 'concerns/concern/close.njk',
  schema: z.object({}),
  record: (_value, { today }) => ({ command: { do: 'close', on: today } }),
});

/** The entry of a concern that is put right, under the version at which it was first told. */
function entryOf(found: Concern, type: string) {
  const event = found.events.findLast(one => one.type === type)!;
  return { corrects: event.replaces ?? event.version, on: event.occurredOn };
}

/** E34: words that were missing when a concern was raised follow later; what stood before stays in the record. */
const addWords = concernForm({
  path: paths.concernWords,
  template: 'concerns/concern/words.njk',
  schema: z.object({ said: words, child: words }),
  begins: ({ state, said, child }, who) => (state.raisedBy === who.userId ? { said, child } : undefined),
  record({ said, child }, { found }) {
    const { corrects, on } = entryOf(found, 'raised');
    const { source, immediateDanger } = found.state;
    return { corrects, command: { do: 'raise', on, source, immediateDanger, said, child } };
  },
});

/** E34: so does the reference. */
const addReference = concernForm({
  path: paths.concernReference,
  template: 'concerns/concern/reference.njk',
  schema: z.object({ reference: line('Enter the reference that they gave you.', 100) }),
  begins: ({ state }, who) => (mayAddReference(state, who) ? {} : undefined),
  record({ reference }, { found }) {
    const { corrects, on } = entryOf(found, 'passed_on');
    return { corrects, command: { do: 'pass_on', on, to: found.state.passedOn!.to, reference } };
  },
});

export const concernForms = [
  ...passOn,
  ...review,
  ...decide,
  ...chase,
  ...link,
  ...close,
  ...addWords,
  ...addReference,
];
