import { agreedActions, contactEndings, contactGroups, type ContactCommand } from '@throughcare/pathway';
import { account, id, keyOf, line, several, told, words, type FieldsOf } from './fields.ts';

export const contactFields = {
  open: { group: keyOf(contactGroups), statement: line, words: told },
  confirm_code: {},
  write: { words: told },
  take: { worker: account },
  answer: { worker: account, words },
  agree_actions: { actions: several(keyOf(agreedActions)) },
  raise_concern: { concern: id },
  end: { how: keyOf(contactEndings) },
} satisfies FieldsOf<ContactCommand>;
