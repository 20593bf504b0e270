import {
  complaintAnswers,
  erasureGrounds,
  holdGrounds,
  processingGrounds,
  type LifetimeCommand,
} from '@throughcare/pathway';
import { linesForCopy } from './copy-lines.ts';
import { day, keyOf, name, words, yesOrNo, type FieldsOf } from './fields.ts';

export const lifetimeFields = {
  place_hold: { hold: name, ground: keyOf(holdGrounds), until: day.nullable(), reason: words },
  lift_hold: { hold: name, reason: words },
  make_complaint: { complaint: name },
  answer_complaint: { complaint: name, answer: keyOf(complaintAnswers) },
  restrict_processing: { ground: keyOf(processingGrounds) },
  free_processing: {},
  ask_copy: { request: name },
  decide_copy_lines: linesForCopy,
  give_copy: { request: name },
  ask_erasure: { ground: keyOf(erasureGrounds), personAsked: yesOrNo, reason: words },
  decline_erasure: { reason: words },
  agree_erasure: {},
} satisfies FieldsOf<LifetimeCommand>;
