import type { OpeningEvent } from '@throughcare/pathway';
import { fieldsOf, type EventRegister } from './entry.ts';

// Its words may say who the person is, so they go with the case; who opened what has a time of its own.
const { kept } = fieldsOf('opening');
const words = fieldsOf('casework').kept;

const by = kept('staff', 'who did it, and is answerable for it');

export const openingRegister: EventRegister<OpeningEvent> = {
  opened_in_emergency: {
    case: kept('staff', 'which case was opened'),
    by,
    ground: kept('staff', 'on what ground a case that is not theirs was opened (E20)'),
    hours: kept('staff', 'for how long'),
    reason: words('staff', 'why it could not wait, for whoever reviews it'),
  },
  opening_ended: { by },
  opening_reviewed: {
    by,
    outcome: kept('staff', 'whether it was right (E20)'),
    words: words('staff', 'what has to be followed up'),
  },
};
