import { openingGrounds, openingOutcomes, type OpeningCommand } from '@throughcare/pathway';
import { count, id, keyOf, told, words, type FieldsOf } from './fields.ts';

export const openingFields = {
  // In an emergency nothing about how a reason is written may stand in the way.
  open: { case: id, ground: keyOf(openingGrounds), hours: count, reason: told },
  end: {},
  review: { outcome: keyOf(openingOutcomes), words },
} satisfies FieldsOf<OpeningCommand>;
