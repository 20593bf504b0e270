import { z } from 'zod';
import { arrivalsSchema } from './arrivals-schema.ts';
import { dataSchema } from './data-schema.ts';
import { day, parameterName, target, words } from './field.ts';
import { parameterSchema } from './parameter-schema.ts';
import { detectedReoffendingSchema, riskSchema } from './risk-schema.ts';
import { resourceSchema, stageSchema } from './stage-schema.ts';

export const scenarioSchema = z.strictObject({
  name: words,
  summary: words,
  side: z.enum(['as it is', 'more custody', 'more programmes', 'other']),
  begins: day,
  years: z.int().min(1).max(30),
  drawnYear: z.int().min(1),
  place: target,
  doesNotWeigh: z.array(words).min(1),
  parameters: z.record(words, parameterSchema),
  /** Figures that are many at once: counts of arrivals, lengths as they were seen. */
  data: z.record(words, dataSchema).nullish(),
  /** What people carry: each attribute with its values, the first for whom nothing else is said. */
  attributes: z.record(words, z.array(words).min(2)).nullish(),
  /** What people serve, such as a sentence: time in one stage that is taken off a stay in another. */
  terms: z.array(words).min(1).nullish(),
  arrivals: arrivalsSchema,
  detectedReoffending: detectedReoffendingSchema,
  /** What else can happen to people: a death, a breach, an offence that nobody detects. */
  risks: z.record(words, riskSchema).nullish(),
  /** What is counted of those who are arrested, beside the flow: the share who die by suicide. */
  welfare: z.strictObject({ deaths: parameterName }).nullish(),
  /** What stages share. */
  resources: z.record(words, resourceSchema).nullish(),
  stages: z.record(words, stageSchema),
});

export type ScenarioText = z.output<typeof scenarioSchema>;

/** A scenario that has been read, checked and may be run. */
export interface Scenario extends ScenarioText {
  /** The file it came from, as it was named to the reader. */
  readonly file: string;
  /** What is no fault and must be known before any figure, by file and line. */
  readonly cautions: readonly string[];
}
