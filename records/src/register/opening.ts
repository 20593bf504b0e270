import type { OpeningEvent } from '@throughcare/pathway';
import { fieldsOf, type EventRegister } from './entry.ts';

const { kept } = fieldsOf('access_log');

const by = kept('staff', 'who did it, and is answerable for it');

export const openingRegister: EventRegister<OpeningEvent> = {
  opened_in_emergency: {
    case: kept('staff', 'which case was opened'),
    by,
    ground: kept('staff', 'on what ground a case that is not theirs was opened (E20)'),
    hours: kept('staff', 'for how long'),
    reason: kept('staff', 'why it could not wait, for whoever reviews it'),
  },
  opening_ended: { by },
  opening_reviewed: {
    by,
    outcome: kept('staff', 'whether it was right (E20)'),
    words: kept('staff', 'what has to be followed up'),
  },
};
