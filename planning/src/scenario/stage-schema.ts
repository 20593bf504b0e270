import { z } from 'zod';
import { whenSchema } from './condition-schema.ts';
import { day, parameterName, target, words } from './field.ts';
import { ratiosHere } from './risk-schema.ts';

const durationSchema = z.union([
  z.strictObject({ fixed: parameterName }),
  z.strictObject({ exponential: z.strictObject({ mean: parameterName }) }),
  z.strictObject({ gamma: z.strictObject({ mean: parameterName, spread: parameterName }) }),
  z.strictObject({ weibull: z.strictObject({ mean: parameterName, shape: parameterName }) }),
  z.strictObject({ uniform: z.strictObject({ from: parameterName, to: parameterName }) }),
  z.strictObject({ lognormal: z.strictObject({ mean: parameterName, spread: parameterName }) }),
  /** Lengths as they were seen, by the name of a row of `data`. */
  z.strictObject({ empirical: words }),
]);

/** So many places on a day, or so long after the plan begins; once, or so many times. */
const changeSchema = z.strictObject({
  label: words.optional(),
  on: day.optional(),
  after: parameterName.optional(),
  every: parameterName.optional(),
  times: z.int().min(1).max(100).optional(),
  places: parameterName,
});

/** How many there are at the start, how fast they grow, and what opens and closes later. */
export const placesSchema = z.strictObject({
  start: parameterName,
  growth: parameterName.optional(),
  openings: z.array(changeSchema.extend({ costPerPlace: parameterName.optional() })).optional(),
  closings: z.array(changeSchema).optional(),
});

/** Something that stages share: staff, court rooms. What a stage `needs` of it is held as long as somebody stays. */
export const resourceSchema = z.strictObject({
  label: words,
  note: words.optional(),
  places: placesSchema,
});

const nextSchema = z.strictObject({
  from: day.optional(),
  when: whenSchema.optional(),
  shares: z.record(target, parameterName).optional(),
  rest: target,
});

/** Time here is served of a term; a stay here is shortened by a share of what was served; nothing of it is served any more. */
const termsHere = z.strictObject({
  counts: z.array(z.strictObject({ term: words, when: whenSchema.optional() })).optional(),
  less: z
    .array(z.strictObject({ term: words, share: parameterName, when: whenSchema.optional() }))
    .optional(),
  anew: z.array(words).optional(),
});

export const stageSchema = z.strictObject({
  label: words,
  note: words.optional(),
  /** Left out, or null: as many as come. */
  places: placesSchema.nullish(),
  /** `waited`: for how long the first of those waiting has by then; the others less, evenly, down to nothing. */
  atStart: z
    .strictObject({
      waiting: parameterName.optional(),
      waited: parameterName.optional(),
      inside: parameterName.optional(),
    })
    .optional(),
  stay: z.union([z.literal('instant'), z.literal('until the end'), durationSchema]),
  /** Another length from a day on, for whom every `when` holds; the last row in force decides. */
  otherStays: z
    .array(z.strictObject({ from: day.optional(), when: whenSchema.optional(), stay: durationSchema }))
    .nullish(),
  /** Places are rooms: a group begins when `atLeast` wait and a room is free, and ends together. */
  groups: z.strictObject({ atLeast: parameterName, atMost: parameterName }).nullish(),
  /**
   * Whom a freed place goes to: most points first, those of the first row that fits and more for every week waited;
   * equal ones in the order in which they came. Who fits none has 0.
   */
  priority: z
    .array(z.strictObject({ when: whenSchema, points: parameterName, gaining: parameterName.optional() }))
    .nullish(),
  /** How much of each shared resource somebody (or a group) holds while here. */
  needs: z.record(words, parameterName).nullish(),
  patience: z.strictObject({ length: durationSchema, to: target }).nullish(),
  list: z.strictObject({ most: parameterName, to: target }).nullish(),
  /** What staying to the end makes of a person: attributes from then on. */
  sets: z.record(words, words).nullish(),
  /** Terms that are served here, that shorten a stay here, and that staying to the end begins anew. */
  terms: termsHere.nullish(),
  next: z.array(nextSchema).min(1).optional(),
  detectedReoffending: ratiosHere.nullish(),
  /** Hazard ratios of the risks that the scenario names, while waiting and while inside. */
  risks: z.record(words, ratiosHere).nullish(),
  cost: z
    .strictObject({
      perArrival: parameterName.optional(),
      perStart: parameterName.optional(),
      perYearInside: parameterName.optional(),
    })
    .nullish(),
});

export type StageText = z.output<typeof stageSchema>;
export type DurationText = z.output<typeof durationSchema>;
export type PlacesText = z.output<typeof placesSchema>;
