import type { Decider } from '../decider.ts';
import type { ContactCommand, ContactEvent, ContactState } from './contact.ts';
import { contactCommandOf } from './command-of.ts';
import { decideContact } from './decide.ts';
import { evolveContact, noContact } from './evolve.ts';
import { contactUpcasts } from './upcasts.ts';

/** The rules of the contacts of one anonymous caller with the helpline. */
export const contactDecider: Decider<ContactState, ContactCommand, ContactEvent> = {
  kind: 'contact',
  initial: noContact,
  upcasts: contactUpcasts,
  commandOf: contactCommandOf,
  impossible: () => undefined,
  decide: decideContact,
  evolve: evolveContact,
};

export * from './codes.ts';
export * from './contact.ts';
export * from './disclosure.ts';
