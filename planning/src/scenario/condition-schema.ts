import { z } from 'zod';
import { parameterName, target, words } from './field.ts';

const bounds = { atLeast: parameterName.optional(), below: parameterName.optional() };

/**
 * What must hold for one person now: an attribute of theirs, how many wait or are inside at a stage, or whether they
 * have come round before (after a reoffence, a breach, or any way back).
 */
const conditionSchema = z.union([
  z.strictObject({ attribute: words, is: words }),
  z.strictObject({ waitingAt: target, ...bounds }),
  z.strictObject({ insideAt: target, ...bounds }),
  z.strictObject({ cameBefore: z.boolean() }),
]);

/** Every one of them must hold. */
export const whenSchema = z.array(conditionSchema).min(1);

export type ConditionText = z.output<typeof conditionSchema>;
