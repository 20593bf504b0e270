import { contactEndings } from '@throughcare/pathway';
import { z } from 'zod';
import { choice } from '../../frame/fields.ts';
import { paths } from '../../paths.ts';
import { keysOf, options } from '../../person/options.ts';
import { contactForm } from '../contact-form.ts';

/** Ends a contact. Somebody who comes back with their code opens it again by writing. */
export const helplineEnd = contactForm({
  path: paths.helplineEnd,
  template: 'helpline/end/page.njk',
  schema: z.object({ how: choice(keysOf(contactEndings), 'Choose how it ended.') }),
  shows: { endings: options(contactEndings, words => words) },
  command: ({ how }, on) => ({ do: 'end', on, how }),
});
