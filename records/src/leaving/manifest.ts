import { z } from 'zod';

/**
 * How the files of an export are laid out. 1 had no manifest and no roots. One that is laid out otherwise has a higher
 * number, and is refused by every version that does not know it.
 */
export const FORMAT = 2;

const count = z.int().min(0);

export const manifestShape = z.object({
  format: z.int().min(1),
  organisation: z.guid(),
  /** In UTC. */
  takenAt: z.iso.datetime(),
  files: z.array(z.object({ name: z.string(), lines: count, holds: z.string() })),
  leftOut: z.array(
    z.object({
      what: z.string(),
      /** Null where there is nothing to count. */
      rows: count.nullable(),
      why: z.string(),
    }),
  ),
});

/** What an export says of itself: every file with its lines, and everything that it leaves out, with the reason. */
export type Manifest = z.infer<typeof manifestShape>;
