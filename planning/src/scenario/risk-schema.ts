import { z } from 'zod';
import { whenSchema } from './condition-schema.ts';
import { day, parameterName, target, words } from './field.ts';

/**
 * How soon something happens to people at risk. `share` of them within `within`, evenly; `later` says what share of
 * those who are left within the next time, counted from when somebody was last let out or came, the last row for ever.
 * Or `steps`: from a day on, so many times the hazard. `ratios` are for whom every `when` holds.
 */
const soon = {
  share: parameterName,
  within: parameterName,
  later: z.array(z.strictObject({ share: parameterName, within: parameterName })).nullish(),
  steps: z.array(z.strictObject({ from: day, times: parameterName })).nullish(),
  ratios: z.array(z.strictObject({ when: whenSchema, ratio: parameterName })).nullish(),
};

export const detectedReoffendingSchema = z.strictObject({ ...soon, returnsTo: target });

/** `to` is a stage, "leaves" (a death), or "goes unseen": counted, and it can recur. */
export const riskSchema = z.strictObject({ label: words, ...soon, to: target });

/** Hazard ratios of a risk at a stage. */
export const ratiosHere = z.strictObject({
  waiting: parameterName.optional(),
  inside: parameterName.optional(),
});

export type HazardText = Pick<z.output<typeof riskSchema>, 'share' | 'within' | 'later' | 'steps' | 'ratios'>;
