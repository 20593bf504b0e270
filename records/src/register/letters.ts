import type { LetterEvent } from '@throughcare/pathway';
import { fieldsOf, type EventRegister } from './entry.ts';

const { given } = fieldsOf('casework');

const letter = given('which letter');
const by = given('which officer answers for it (E38)');

/** Letters of attendance and progress. A person is told all of it: it is their letter. */
export const letterRegister: EventRegister<LetterEvent> = {
  letter_issued: {
    letter,
    kind: given('what the letter is about'),
    to: given('to whom it is addressed'),
    personAsked: given('whether they asked for it'),
    enrolment: given('about which enrolment'),
    programme: given('about which programme'),
    basis: given('on what footing they took part (E40)'),
    until: given('up to which day it counts'),
    shows: given('what it said, whatever is put right later'),
    by,
    name: given('whose letter it is, as it was printed', 'identity'),
  },
  letter_withdrawn: { letter, reason: given('why it no longer stands'), by },
};
