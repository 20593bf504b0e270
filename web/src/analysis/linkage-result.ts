import { z } from 'zod';

/** On what footing somebody is with the service; `none`: without any conviction. */
export const bases = ['required', 'choice', 'none'] as const;
export type Basis = (typeof bases)[number];

const count = z.int().nonnegative();
/** JSON has no NaN: the share of nobody is written as null. */
const share = z.object({
  of: count,
  count,
  share: z
    .number()
    .nullable()
    .transform(value => value ?? Number.NaN),
  lower: z.number(),
  upper: z.number(),
});
const byBasis = z.object({ required: count, choice: count, none: count });
/** By the name of a grouping (basis, origin), then by its value. */
const byGroup = z.record(z.string(), z.record(z.string(), share));
const quality = z.object({ precision: share, recall: share, falselyLinked: share, recallBy: byGroup });

/** Whom of a service's people the extract has, and how well they were found. Nothing here is about one person. */
export const linkageResultSchema = z.object({
  format: z.literal('throughcare linkage 1'),
  madeUp: z.boolean(),
  /** Records in the service's identity file, and by basis. */
  records: count,
  recordsBy: byBasis,
  /** Rows of identity in the extract, and people whom they are about. */
  extractRows: count,
  extractPeople: count,
  linked: count,
  linkedBy: byBasis,
  /** The share of right links that was asked for. */
  precisionAsked: z.number(),
  /** Records of which it is known who they truly are; only made-up people have that. */
  truthKnown: count,
  /** Against the truth, among those records. */
  quality,
});

const wayOfLinking = z.object({
  quality,
  /** Of the links made for each group, how many are right. */
  precisionBy: byGroup,
  /**
   * Detected again within a year, of the people whom the service knows and the extract has: as it truly is; of those
   * who were found; and as if whoever was not found had not been detected again, which is the trap.
   */
  detected: z.object({ truth: share, found: share, missedCountedAsNot: share }),
});

/** How ways of linking do over several made-up worlds, enough of them to be counted by group. */
export const linkageQualitySchema = z.object({
  format: z.literal('throughcare linkage quality 1'),
  worlds: count,
  model: wayOfLinking,
  /** Only people whose names and day of birth are the same, letter by letter. */
  exact: wayOfLinking,
});

export type LinkageResult = Readonly<z.infer<typeof linkageResultSchema>>;
export type WayOfLinking = Readonly<z.infer<typeof wayOfLinking>>;
export type LinkageQualityResult = Readonly<z.infer<typeof linkageQualitySchema>>;
