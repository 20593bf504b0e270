import { authorities } from '@throughcare/pathway';
import { z } from 'zod';
import { keysOf } from '../../person/options.ts';

/** Words that may be missing: whatever came, the form is taken (E34). */
export const anyWords = z
  .union([z.string(), z.array(z.string()).transform(parts => parts.join('\n'))])
  .catch('');

const anyNames = z.union([z.string().transform(one => [one]), z.array(z.string())]).catch([]);

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
  /** Accounts of those it is about, where it is about people who work here. */
  about: anyNames,
  /** The case that it was raised from. */
  from: anyWords,
  /** Who decides, where a safeguarding lead raises it and names them at once. */
  first: anyWords,
  second: anyWords,
});
export type Raised = z.output<typeof raiseForm>;
