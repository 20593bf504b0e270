import { londonDay, type Day } from '@throughcare/pathway';
import { readMark, writeMark, type Trail, type TrailQuery } from '@throughcare/records';
import { z } from 'zod';
import type { Href } from '../frame/path.ts';
import { writtenDay } from '../frame/written-day.ts';
import { paths } from '../paths.ts';
import { acts, kinds } from './words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const spans = [
  { last: '10m', words: 'Ten minutes', long: 'in the last ten minutes', ms: 10 * MINUTE },
  { last: '1h', words: 'An hour', long: 'in the last hour', ms: HOUR },
  { last: '1d', words: 'A day', long: 'in the last day', ms: DAY },
  { last: '7d', words: 'A week', long: 'in the last week', ms: 7 * DAY },
] as const;

const nameOf = <Name extends string>(words: Readonly<Record<Name, unknown>>) => Object.keys(words) as Name[];
/** A field of a form that was left empty is no question. */
const orNothing = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.literal('').transform(() => undefined), schema]).optional();

/** What the address asks of the trail. */
export const trailAsked = z.object({
  last: z.enum(['10m', '1h', '1d', '7d']).default('10m'),
  who: orNothing(z.string().max(100)),
  record: orNothing(z.string().trim().max(60)),
  kind: orNothing(z.enum(nameOf(kinds))),
  act: orNothing(z.enum(nameOf(acts))),
  from: orNothing(z.string().trim().max(20)),
  to: orNothing(z.string().trim().max(20)),
  after: z
    .string()
    .transform(readMark)
    .pipe(z.custom(mark => mark !== undefined))
    .optional(),
});
export type TrailAsked = z.infer<typeof trailAsked>;

/** The stretch of time that was asked for, in words and as the record takes it; or why the days do not make one. */
export function stretchOf(
  { last, from, to }: TrailAsked,
  now: number,
): { words: string; sinceMs: number; untilMs?: number } | { problem: string } {
  const span = spans.find(one => one.last === last)!;
  if (!from && !to) return { words: span.long, sinceMs: now - span.ms };
  const first = writtenDay(from ?? to ?? '');
  const final = writtenDay(to ?? '') ?? (to ? undefined : londonDay(now));
  if (!first || !final) return { problem: 'Give both days with day, month and year, such as 12 March 2026.' };
  if (first > final) return { problem: 'The first day is after the last one.' };
  return { words: 'on these days', sinceMs: beginningOf(first), untilMs: endOf(final) };
}

/** When a day begins in England and Wales, where the clock is an hour ahead in summer. */
export function beginningOf(day: Day): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  return londonDay(utc - HOUR) === day ? utc - HOUR : utc;
}

function endOf(day: Day): number {
  // Late enough to be the next day, also on the day of 25 hours.
  return beginningOf(londonDay(beginningOf(day) + 26 * HOUR));
}

/** What was asked, as the record takes it. */
export function queryOf(asked: TrailAsked, stretch: Pick<TrailQuery, 'sinceMs' | 'untilMs'>): TrailQuery {
  const { who: user, record, kind, act, after } = asked;
  return {
    sinceMs: stretch.sinceMs,
    ...(stretch.untilMs === undefined ? {} : { untilMs: stretch.untilMs }),
    ...(user ? { user } : {}),
    ...(record ? { record } : {}),
    ...(kind ? { kind } : {}),
    ...(act ? { act } : {}),
    ...(after ? { after } : {}),
  };
}

/** The form, with what was asked in it, and the links that keep the rest of the question. */
export function askedView(asked: TrailAsked, { staff, next }: Pick<Trail, 'staff' | 'next'>) {
  const { last, who, record, kind, act, from, to } = asked;
  const kept = { who, record, kind, act };
  const choice = (words: readonly (readonly [value: string, text: string])[], chosen: string | undefined) =>
    [['', 'All'] as const, ...words].map(([value, text]) => ({
      value,
      text,
      selected: value === (chosen ?? ''),
    }));
  const everybody = Object.entries(staff).toSorted(([, a], [, b]) => a.localeCompare(b, 'en-GB'));
  return {
    last,
    record: record ?? '',
    from: from ?? '',
    to: to ?? '',
    who: choice([...everybody, ['caller', 'Callers'], ['system', 'The program itself']], who),
    kinds: choice(
      Object.entries(kinds).map(([name, [one]]) => [name, one] as const),
      kind,
    ),
    acts: choice(Object.entries(acts), act),
    isNarrow: [who, record, kind, act, from, to].some(Boolean),
    spans: spans.map(one => ({
      words: one.words,
      href: paths.audit({}, { ...kept, last: one.last }),
      current: !from && !to && one.last === last,
    })),
    older: next && paths.audit({}, { ...kept, last, from, to, after: writeMark(next) }),
  } satisfies Record<string, unknown> & { older: Href | null };
}
