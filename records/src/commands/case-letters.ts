import { letterKinds, letterRecipients, withdrawalReasons, type LetterCommand } from '@throughcare/pathway';
import { day, keyOf, line, name, yesOrNo, type FieldsOf } from './fields.ts';

export const letterFields = {
  issue_letter: {
    letter: name,
    kind: keyOf(letterKinds),
    to: keyOf(letterRecipients),
    personAsked: yesOrNo,
    enrolment: name,
    name: line,
    until: day,
  },
  withdraw_letter: { letter: name, reason: keyOf(withdrawalReasons) },
} satisfies FieldsOf<LetterCommand>;
