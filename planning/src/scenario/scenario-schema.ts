import { z } from 'zod';
import { units } from './unit.ts';

const words = z.string().trim().min(1);
const day = z.iso.date();
/** A number in a scenario is always the name of a parameter, so that none is without a unit and a source. */
const parameterName = words;
const target = words;

/** How uncertain a number is; exactly one of these. */
const uncertainty = {
  value: z.number().optional(),
  uniform: z.tuple([z.number(), z.number()]).optional(),
  triangular: z.tuple([z.number(), z.number(), z.number()]).optional(),
  lognormal: z.strictObject({ median: z.number().positive(), sigma: z.number().positive() }).optional(),
  counted: z.strictObject({ yes: z.int().nonnegative(), of: z.int().positive() }).optional(),
};

const parameter = z.strictObject({
  label: words,
  ...uncertainty,
  /** With this probability the number is exactly 0, whatever the distribution. */
  orZero: z.number().gt(0).lt(1).optional(),
  unit: z.enum(Object.keys(units)),
  /** When the figure was true: a year, a month or a day. */
  date: z
    .union([z.string(), z.number()])
    .transform(String)
    .pipe(z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/))
    .optional(),
  source: words.optional(),
  note: words.optional(),
});

const duration = z.union([
  z.strictObject({ fixed: parameterName }),
  z.strictObject({ exponential: z.strictObject({ mean: parameterName }) }),
  z.strictObject({ gamma: z.strictObject({ mean: parameterName, spread: parameterName }) }),
  z.strictObject({ weibull: z.strictObject({ mean: parameterName, shape: parameterName }) }),
  z.strictObject({ uniform: z.strictObject({ from: parameterName, to: parameterName }) }),
  z.strictObject({ lognormal: z.strictObject({ mean: parameterName, spread: parameterName }) }),
]);

const opening = z.strictObject({
  label: words.optional(),
  after: parameterName,
  every: parameterName.optional(),
  times: z.int().min(1).max(100).optional(),
  places: parameterName,
  costPerPlace: parameterName.optional(),
});

const stage = z.strictObject({
  label: words,
  note: words.optional(),
  /** Left out, or null: as many as come. */
  places: z
    .strictObject({
      start: parameterName,
      growth: parameterName.optional(),
      openings: z.array(opening).optional(),
    })
    .nullish(),
  atStart: z.strictObject({ waiting: parameterName.optional(), inside: parameterName.optional() }).optional(),
  stay: z.union([z.literal('instant'), z.literal('until the end'), duration]),
  /** Places are rooms: a group begins when `atLeast` wait and a room is free, and ends together. */
  groups: z.strictObject({ atLeast: parameterName, atMost: parameterName }).nullish(),
  patience: z.strictObject({ length: duration, to: target }).nullish(),
  list: z.strictObject({ most: parameterName, to: target }).nullish(),
  next: z
    .array(
      z.strictObject({
        from: day.optional(),
        shares: z.record(target, parameterName).optional(),
        rest: target,
      }),
    )
    .min(1)
    .optional(),
  detectedReoffending: z
    .strictObject({ waiting: parameterName.optional(), inside: parameterName.optional() })
    .nullish(),
  /** Hazard ratios of the risks that the scenario names, while waiting and while inside. */
  risks: z
    .record(words, z.strictObject({ waiting: parameterName.optional(), inside: parameterName.optional() }))
    .nullish(),
  cost: z
    .strictObject({
      perArrival: parameterName.optional(),
      perStart: parameterName.optional(),
      perYearInside: parameterName.optional(),
    })
    .nullish(),
});

export const scenarioSchema = z
  .strictObject({
    name: words,
    summary: words,
    side: z.enum(['as it is', 'more custody', 'more programmes', 'other']),
    begins: day,
    years: z.int().min(1).max(30),
    drawnYear: z.int().min(1),
    place: target,
    doesNotWeigh: z.array(words).min(1),
    parameters: z.record(words, parameter),
    arrivals: z.strictObject({
      label: words,
      to: target,
      rate: parameterName,
      growth: parameterName,
      /** From a day on, so many times as many come. */
      steps: z.array(z.strictObject({ from: day, times: parameterName })).nullish(),
      deterred: z.strictObject({ share: parameterName, after: parameterName }).nullish(),
    }),
    detectedReoffending: z.strictObject({
      share: parameterName,
      within: parameterName,
      returnsTo: target,
    }),
    /** What else can happen to people: a death, a breach, an offence that nobody detects (which goes unseen). */
    risks: z
      .record(
        words,
        z.strictObject({ label: words, share: parameterName, within: parameterName, to: target }),
      )
      .nullish(),
    /** What is counted of those who are arrested, beside the flow: the share who die by suicide. */
    welfare: z.strictObject({ deaths: parameterName }).nullish(),
    stages: z.record(words, stage),
  })
  .refine(scenario => scenario.drawnYear <= scenario.years, {
    path: ['drawnYear'],
    message: 'is later than the last year',
  });

export type ScenarioText = z.output<typeof scenarioSchema>;
export type ParameterText = z.output<typeof parameter>;
export type StageText = z.output<typeof stage>;
export type DurationText = z.output<typeof duration>;

/** A scenario that has been read, checked and may be run. */
export interface Scenario extends ScenarioText {
  /** The file it came from, as it was named to the reader. */
  readonly file: string;
}
