import { authorities } from '@throughcare/pathway';
import { z } from 'zod';
import { keysOf } from '../../person/options.ts';

/** Words that may be missing: whatever came, the form is taken (E34). */
const anyWords = z.union([z.string(), z.array(z.string()).transform(parts => parts.join('\n'))]).catch('');

/**
 * What is recorded when a concern is raised. No field can refuse it: nothing may stand between somebody who worries
 * about a child and the record of it (E34). What is not said about danger counts as danger now.
 */
export const raiseForm = z.object({
  danger: z.enum(['yes', 'no']).catch('yes'),
  said: anyWords,
  child: anyWords,
  to: z.enum(keysOf(authorities)).or(z.literal('')).catch(''),
  reference: anyWords,
});
export type Raised = z.output<typeof raiseForm>;
