import { z } from 'zod';
import { parseDay } from '../day.ts';
import { days, isoDate, oneOf, words, yesNo } from './words.ts';

/** Designs that use what chance did: who came just before a date, waited for a place, lived here, met this court. */

const change = {
  /** The date column that says on which side of the change somebody is. */
  column: words,
  /** The day of the change; whoever has this day or a later one is since. */
  date: isoDate,
};

const interruptedSeries = z.strictObject({
  by: z.literal('interrupted series'),
  ...change,
  /** Periods are counted from the day of the change itself, so that none lies across it. */
  unit: oneOf(['week', 'month', 'quarter']).default('month'),
  season: yesNo.default(true),
});

const discontinuity = z.strictObject({
  by: z.literal('discontinuity'),
  ...change,
  bandwidth_days: days.min(14, 'Write how many days on each side of the date count: 14 or more.'),
  /** Days around the date to leave out, for those whose date may have been moved across it. */
  leave_out_days: days.min(0, 'Write a whole number of days, 0 or more.').default(0),
  /** What the change itself did (since against before), or what the arms do in those whom the change moved. */
  effect_of: oneOf(['the change', 'the arms']).default('the change'),
});

const waitingList = z.strictObject({
  by: z.literal('waiting list'),
  joined: words,
  /** The day on which a place was taken up; blank for those who never had one. */
  started: words,
  band_days: days.min(7, 'Write a whole number of days, 7 or more.').default(91),
  /** Columns within whose values people are compared among themselves alone. */
  within: z.array(words).default([]),
});

const stepDate = z
  .string({ error: 'Write the day on which it began in this region, such as 2020-04-01, or never.' })
  .refine(
    text => text === 'never' || parseDay(text) !== undefined,
    'This is no date. Write the day on which it began in this region, such as 2020-04-01, or never.',
  );

const steppedRollOut = z.strictObject({
  by: z.literal('stepped roll-out'),
  region: words,
  /** The date column that says in which period somebody entered. */
  column: words,
  unit: oneOf(['month', 'quarter']).default('quarter'),
  step_dates: z.record(z.string(), stepDate),
});

const courtTendency = z.strictObject({
  by: z.literal('court tendency'),
  court: words,
  /** Columns within whose values it is chance who comes before which court: an area; of a date, its year. */
  pool: z.array(words),
});

export const chanceDesigns = [
  interruptedSeries,
  discontinuity,
  waitingList,
  steppedRollOut,
  courtTendency,
] as const;

export type ChanceSpec = z.infer<(typeof chanceDesigns)[number]>;
export type ChanceBy = ChanceSpec['by'];
export type PeriodUnit = 'week' | 'month' | 'quarter';

const NAMES: readonly string[] = [
  'interrupted series',
  'discontinuity',
  'waiting list',
  'stepped roll-out',
  'court tendency',
] satisfies ChanceBy[];

export function isChanceDesign(design: { readonly by: string }): design is ChanceSpec {
  return NAMES.includes(design.by);
}

/** True where the design itself says who is in the first arm and who in the second. */
export function assignsArms(design: ChanceSpec): boolean {
  return (
    design.by !== 'court tendency' && !(design.by === 'discontinuity' && design.effect_of === 'the arms')
  );
}

/** The columns of the cohort file that a design goes by; none of them tells of an outcome. */
export function chanceColumns(design: { readonly by: string }): string[] {
  if (!isChanceDesign(design)) return [];
  switch (design.by) {
    case 'interrupted series':
    case 'discontinuity':
      return [design.column];
    case 'waiting list':
      return [design.joined, design.started, ...design.within];
    case 'stepped roll-out':
      return [design.region, design.column];
    case 'court tendency':
      return [design.court, ...design.pool];
  }
}
