import type { LifetimeEvent } from '@throughcare/pathway';
import { fieldsOf, type EventRegister } from './entry.ts';

const { given, kept } = fieldsOf('casework');

// Why it goes or stays may say what others told, a concern that is open above all: told whole, or not at all (E23).
const erasing = (purpose: string) => kept('third_party', purpose);
const reason = kept('third_party', 'why, in words', 'identity');

/** What happens to a record as a record. That a line was kept back, or let go, is never told (E23). */
export const lifetimeRegister: EventRegister<LifetimeEvent> = {
  hold_placed: {
    hold: kept('law_enforcement', 'which hold'),
    ground: kept('law_enforcement', 'on what ground it may not go'),
    until: kept('law_enforcement', 'until when'),
    reason: kept('law_enforcement', 'why, in words', 'identity'),
  },
  hold_lifted: {
    hold: kept('law_enforcement', 'which hold'),
    reason: kept('law_enforcement', 'why, in words', 'identity'),
  },
  complaint_made: { complaint: given('which complaint') },
  complaint_answered: { complaint: given('which complaint'), answer: given('what came of it') },
  processing_restricted: { ground: given('on what ground') },
  processing_freed: {},
  copy_asked: { request: given('which request') },
  copy_lines_decided: {
    request: kept('staff', 'for which copy'),
    decision: kept('staff', 'what was decided'),
    lines: kept('staff', 'of which lines, and by which exemption each is kept back'),
    by: kept('staff', 'who answers for it'),
    reason: kept('staff', 'why, in words', 'identity'),
  },
  copy_given: { request: given('which request') },
  erasure_asked: {
    by: kept('staff', 'who asked, so that another one agrees (E22)'),
    ground: erasing('on what ground'),
    personAsked: erasing('whether the person wanted it'),
    reason,
  },
  erasure_declined: { by: kept('staff', 'who answers for it'), reason },
  erased: {
    by: kept('staff', 'who agreed'),
    askedBy: kept('staff', 'who asked'),
    ground: erasing('on what ground'),
  },
};
