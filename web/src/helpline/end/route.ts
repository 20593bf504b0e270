import { contactEndings, type ContactCommand, type Day } from '@throughcare/pathway';
import { z } from 'zod';
import type { Asked } from '../../asked/asked.ts';
import { choice } from '../../frame/fields.ts';
import { paths } from '../../paths.ts';
import { keysOf, options } from '../../person/options.ts';
import { contactForm } from '../contact-form.ts';

/** Ends a contact. Somebody who comes back with their code opens it again by writing. */
export function askEnding(on: Day): Asked<ContactCommand> {
  return {
    question: 'How did it end?',
    lead: 'If they write again with their code, it stands on the desk again. Nobody is told that it ended.',
    fields: [
      { kind: 'one', name: 'how', label: 'How it ended', items: options(contactEndings, words => words) },
    ],
    schema: z
      .object({ how: choice(keysOf(contactEndings), 'Choose how it ended.') })
      .transform(value => ({ do: 'end', on, ...value }) as const),
    save: 'End this contact',
  };
}

export const helplineEnd = contactForm(paths.helplineEnd, askEnding);
