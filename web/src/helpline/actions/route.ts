import { agreedActions, type ContactCommand, type Day } from '@throughcare/pathway';
import { z } from 'zod';
import type { Asked } from '../../asked/asked.ts';
import { choices } from '../../frame/fields.ts';
import { paths } from '../../paths.ts';
import { keysOf, options } from '../../person/options.ts';
import { contactForm } from '../contact-form.ts';

/** What the caller agreed to do, from a list: the helpline's standing outcome measure. */
export function askActions(on: Day): Asked<ContactCommand> {
  return {
    question: 'What was agreed?',
    lead: 'Only what they said they will do. What was agreed before stays.',
    fields: [
      {
        kind: 'some',
        name: 'actions',
        label: 'They will',
        items: options(agreedActions, words => words),
      },
    ],
    schema: z
      .object({ actions: choices(keysOf(agreedActions)) })
      .transform(value => ({ do: 'agree_actions', on, ...value }) as const),
  };
}

export const helplineActions = contactForm(paths.helplineActions, askActions);
