import {
  complaintAnswers,
  erasureGrounds,
  holdGrounds,
  processingGrounds,
  type LifetimeEvent,
} from '@throughcare/pathway';
import { coded, mark, meaning, onDay, text, told, worker, yesOrNo, type EventWords } from './said.ts';

const complaint = told('Complaint', meaning('complaint'));
const request = told('Request', meaning('request'));
const reason = told('Reason', text);
const ground = coded(erasureGrounds);

/** What happened to the record as a record. */
export const recordWords: EventWords<LifetimeEvent> = {
  hold_placed: {
    title: 'This record was ordered to be kept',
    fields: {
      hold: mark,
      ground: told('Ground', coded(holdGrounds)),
      until: told('Until', onDay),
      reason,
    },
  },
  hold_lifted: { title: 'An order to keep this record ended', fields: { hold: mark, reason } },
  complaint_made: { title: 'You made a complaint', fields: { complaint } },
  complaint_answered: {
    title: 'A complaint was answered',
    fields: { complaint, answer: told('Answer', coded(complaintAnswers)) },
  },
  processing_restricted: {
    title: 'This record is only kept, and not used',
    fields: { ground: told('Ground', coded(processingGrounds)) },
  },
  processing_freed: { title: 'This record may be used again', fields: {} },
  copy_asked: { title: 'You asked for a copy of what we hold', fields: { request } },
  copy_lines_decided: {
    title: 'Lines of a copy were decided on',
    fields: { request: mark, decision: mark, lines: mark, by: mark, reason: mark },
  },
  copy_given: { title: 'You were given a copy', fields: { request } },
  erasure_asked: {
    title: 'It was asked that this record be erased',
    fields: {
      by: told('Asked by', worker),
      ground: told('Ground', ground),
      personAsked: told('Whether you wanted it', yesOrNo),
      reason,
    },
  },
  erasure_declined: {
    title: 'It was decided that this record stays',
    fields: { by: told('Decided by', worker), reason },
  },
  erased: {
    title: 'This record was erased',
    fields: {
      by: told('Agreed by', worker),
      askedBy: told('Asked by', worker),
      ground: told('Ground', ground),
    },
  },
};
