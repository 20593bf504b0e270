import { z } from 'zod';
import type { LineDecision } from '@throughcare/pathway';
import { several, words } from '../../../frame/fields.ts';

const decisions = ['release', 'keep_back', 'undo'] as const satisfies readonly LineDecision[];

/** A decision on lines of one page: on which of them, what, and why. */
export const linesForm = z.object({
  /** Every line that the page showed, and those that were ticked. */
  shown: several,
  line: several,
  which: z.string().default('ticked'),
  decision: z.enum(decisions, 'Choose what is decided.'),
  reason: words,
  /** Which part of the group the page showed. */
  show: z.string().default(''),
  after: z.string().default(''),
});
