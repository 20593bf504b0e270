import { agreedActions } from '@throughcare/pathway';
import { z } from 'zod';
import { choices } from '../../frame/fields.ts';
import { paths } from '../../paths.ts';
import { keysOf, options } from '../../person/options.ts';
import { contactForm } from '../contact-form.ts';

/** What the caller agreed to do, from a list: the helpline's standing outcome measure. */
export const helplineActions = contactForm({
  path: paths.helplineActions,
  template: 'helpline/actions/page.njk',
  schema: z.object({ actions: choices(keysOf(agreedActions)) }),
  shows: { actions: options(agreedActions, words => words) },
  command: ({ actions }, on) => ({ do: 'agree_actions', on, actions }),
});
