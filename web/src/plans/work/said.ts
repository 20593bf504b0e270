import { z } from 'zod';

/** What a process is told to work out. It is one task at a time, and says how far it is in steps. */
export interface Task {
  /** All steps of it. */
  readonly steps: number;
}

/** What a process is told while it is at a task: to leave it. */
export const LEAVE = 'leave it';

/** What a process says on its way. A result is JSON text: it is kept as it comes. */
export const said = z.discriminatedUnion('say', [
  z.object({ say: z.literal('progress'), done: z.int() }),
  z.object({ say: z.literal('so far'), result: z.string() }),
  z.object({ say: z.literal('done'), result: z.string() }),
  z.object({ say: z.literal('refused'), why: z.string() }),
  // `knew` is what was under way then, in sentences; what had ended was told before.
  z.object({ say: z.literal('out of time'), knew: z.string() }),
  z.object({ say: z.literal('left') }),
]);
export type Said = z.output<typeof said>;

/** What it says before the end, and at the end. */
export type OnItsWay = Extract<Said, { say: 'progress' | 'so far' }>;
export type Ended = Exclude<Said, OnItsWay>;
