import type { ContactEvent } from '@throughcare/pathway';
import { fieldsOf, type EventRegister } from './entry.ts';

const { given, kept } = fieldsOf('contact');

/** Nobody knows who wrote (E4), so nothing here is found for a person who asks; a caller reads their own by code. */
const worker = kept('staff', 'who answers');

export const contactRegister: EventRegister<ContactEvent> = {
  contact_opened: {
    group: given('what it is about, to answer it well'),
    statement: given('which words on confidentiality they had read (E5)'),
    words: given('what they asked'),
  },
  code_confirmed: {},
  caller_wrote: { words: given('what they asked') },
  taken: { worker },
  answered: { worker, words: given('what was answered') },
  actions_agreed: { actions: given('what they agreed to do') },
  concern_raised: { concern: kept('concern', 'which concern came from it') },
  contact_ended: { how: given('how it ended') },
};
