import {
  groundSharesIt,
  reasonsNotTold,
  sharingGrounds,
  type ConcernCommand,
  type SharingGround,
} from '@throughcare/pathway';
import { z } from 'zod';
import { choice, line, words } from '../../../frame/fields.ts';
import type { Typed } from '../../../frame/form.ts';
import { typedOf } from '../../../history/again.ts';
import { paths } from '../../../paths.ts';
import { keysOf, options } from '../../../person/options.ts';
import { concernLead } from '../../policy.ts';
import { concernForm, type Colleague } from '../concern-form.ts';

export const people = (colleagues: readonly Colleague[]) =>
  colleagues.map(({ user, name }) => ({ value: user, text: name }));

const deciders = concernForm({
  path: paths.concernDeciders,
  policy: concernLead,
  template: 'concerns/concern/deciders.njk',
  schema: z.object({
    first: line('Choose who decides.'),
    second: line('Choose who decides beside them.'),
  }),
  shows: (_found, colleagues) => ({ people: people(colleagues) }),
  begins: ({ state }) => ({ first: state.deciders[0] ?? '', second: state.deciders[1] ?? '' }),
  record: ({ first, second }, { today }) => ({
    command: { do: 'name_deciders', on: today, first, second },
  }),
  again: { name_deciders: typedOf },
});

const third = concernForm({
  path: paths.concernThird,
  policy: concernLead,
  template: 'concerns/concern/third.njk',
  schema: z.object({ third: line('Choose who settles it.') }),
  shows: (_found, colleagues) => ({ people: people(colleagues) }),
  begins: ({ state }) => ({ third: state.third ?? '' }),
  record: ({ third }, { today }) => ({ command: { do: 'name_third', on: today, third } }),
  again: { name_third: typedOf },
});

const { not_recorded: _, ...choosable } = reasonsNotTold;

const decision = z.object({
  share: choice(['yes', 'no'], 'Choose whether to share it.'),
  ground: choice(keysOf(sharingGrounds), 'Choose the ground.'),
  reason: words,
  told: choice(['yes', ...keysOf(choosable)], 'Choose whether the person was told.'),
});

/** The decision as a command without its name. */
function readDecision({ share, ground, reason, told }: z.output<typeof decision>) {
  const isTold = told === 'yes';
  return { share: share === 'yes', ground, reason, told: isTold, notTold: isTold ? null : told };
}

/** What was decided, as the fields show it. */
function typeDecision(command: Extract<ConcernCommand, { do: 'decide' | 'settle_sharing' }>): Typed {
  const { share, told, notTold } = command;
  return { ...typedOf(command), share: share ? 'yes' : 'no', told: told ? 'yes' : (notTold ?? '') };
}

const decisionLists = () => {
  const grounds = options(sharingGrounds, name => name);
  const isFor = (share: boolean) =>
    grounds.filter(one => groundSharesIt(one.value as SharingGround) === share);
  return {
    grounds: [...isFor(true), { divider: 'or, not to share it' }, ...isFor(false)],
    told: [{ value: 'yes', text: 'Yes, they were told' }, ...options(choosable, why => `No. ${why}`)],
  };
};

const decide = concernForm({
  path: paths.concernDecide,
  template: 'concerns/concern/decide.njk',
  schema: decision,
  shows: decisionLists,
  record: (value, { today }) => ({ command: { do: 'decide', on: today, ...readDecision(value) } }),
  again: { decide: typeDecision },
});

const settleIt = concernForm({
  path: paths.concernSettle,
  template: 'concerns/concern/settle.njk',
  schema: decision,
  shows: decisionLists,
  record: (value, { today }) => ({ command: { do: 'settle_sharing', on: today, ...readDecision(value) } }),
  again: { settle_sharing: typeDecision },
});

const review = concernForm({
  path: paths.concernReview,
  template: 'concerns/concern/review.njk',
  schema: z.object({
    agreed: choice(['yes', 'no'], 'Choose whether you agree with what was done.'),
    words,
  }),
  record: ({ agreed, words }, { today }) => ({
    command: { do: 'review', on: today, agreed: agreed === 'yes', words },
  }),
  again: { review: command => ({ ...typedOf(command), agreed: command.agreed ? 'yes' : 'no' }) },
});

const settleReview = concernForm({
  path: paths.concernSettleReview,
  template: 'concerns/concern/settle-review.njk',
  schema: z.object({ words }),
  record: ({ words }, { today }) => ({ command: { do: 'settle_review', on: today, words } }),
  again: { settle_review: typedOf },
});

/** Who decides, what they decide, and who settles what two people see differently (E7, E34). */
export const sharingForms = [deciders, third, decide, settleIt, review, settleReview];
