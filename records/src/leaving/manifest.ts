import { z } from 'zod';

/**
 * How the files of an export are laid out. 1 had no manifest and no roots. One that is laid out otherwise has a higher
 * number, and is refused by every version that does not know it.
 */
export const FORMAT = 2;

const count = z.int().min(0);
/** Shown on a terminal when it is taken in: nothing that one would obey, or show the other way round. */
const words = z
  .string()
  .max(2000)
  .refine(text => !/[\p{Cc}\p{Cf}]/u.test(text));
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);

export const manifestShape = z.object({
  format: z.int().min(1),
  organisation: z.guid(),
  /** In UTC. */
  takenAt: z.iso.datetime(),
  files: z.array(z.object({ name, lines: count, holds: words })),
  leftOut: z.array(
    z.object({
      what: words,
      /** Null where there is nothing to count. */
      rows: count.nullable(),
      why: words,
    }),
  ),
});

/** What an export says of itself: every file with its lines, and everything that it leaves out, with the reason. */
export type Manifest = z.infer<typeof manifestShape>;
