import { z } from 'zod';
import { withDay, words } from '../frame/fields.ts';
import { optionalDay } from '../referrals/new/optional-day.ts';

/** One form for every act; the act says which of its fields it shows and needs. */
export const keptForm = withDay('on', 'the day', {
  choice: z.string().default(''),
  which: z.string().default(''),
  personAsked: z
    .literal('yes')
    .optional()
    .transform(asked => asked === 'yes'),
  reason: words,
}).and(optionalDay('until', 'the last day'));
