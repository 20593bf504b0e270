import { lawDateTriggers, type Day, type LawDate } from '@throughcare/pathway';
import { z } from 'zod';
import { options } from '../options.ts';
import { optionalDay, typedDay } from '../typed-day.ts';

interface Item {
  readonly value: string;
  readonly text: string;
}

/** One field of a form about what happened in law; its page is the same for all of them. */
export interface Field {
  readonly kind: 'one' | 'only' | 'none' | 'some' | 'number' | 'words' | 'day' | 'line';
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly suffix?: string;
  readonly items?: readonly Item[];
}

/** What the page asks: its question, what to know before, the fields, and which day is meant. */
export interface Asked {
  readonly question: string;
  readonly lead?: readonly string[];
  readonly fields: readonly Field[];
  readonly when: string;
}

export const oneOf = (name: string, label: string, items: readonly Item[], hint?: string): Field => ({
  kind: 'one',
  name,
  label,
  items,
  hint,
});

/** Which of several: not asked where there is one alone, and said where there is none. */
export const whichOf = (name: string, label: string, items: readonly Item[]): Field => ({
  kind: items.length === 0 ? 'none' : items.length === 1 ? 'only' : 'one',
  name,
  label,
  items,
});

/** A day written in one box, or nothing. */
export const dayOrNothing = optionalDay('the day');

/** A day written in one box, which has to be there. */
export const dayNeeded = typedDay('the day');

/** '12', or nothing. The decider judges which is right. */
export const wholeOrNothing = z
  .string()
  .trim()
  .default('')
  .refine(text => /^\d{0,4}$/.test(text), 'Enter a whole number, for example 12, or leave it empty.')
  .transform(text => (text === '' ? null : Number(text)));

export const whole = z
  .string()
  .trim()
  .default('')
  .refine(text => /^\d{1,4}$/.test(text), 'Enter a whole number, for example 12.')
  .transform(Number);

/** Since when the law has had a rule whose day we did not read: three fields that ask for it (E25). */
export const lawDateShape = {
  lawOn: dayOrNothing,
  trigger: z.enum(['conviction', 'sentence', 'decision']).default('decision'),
  source: z.string().trim().max(200, 'That is too long: it can have 200 characters.').default(''),
};

export function lawDateFields(label: string): Field[] {
  return [
    {
      kind: 'day',
      name: 'lawOn',
      label,
      hint: 'Not worked out here: we have not read the day at the source. For example 1 May 2026.',
    },
    oneOf(
      'trigger',
      'By which date of the case',
      options(lawDateTriggers, words => words),
    ),
    {
      kind: 'line',
      name: 'source',
      label: 'Where you read it',
      hint: 'For example the number of the regulation.',
    },
  ];
}

/** The law's date as it was entered; null where none was. */
export function lawDateOf(value: {
  readonly lawOn: Day | null;
  readonly trigger: LawDate['trigger'];
  readonly source: string;
}): LawDate | null {
  return value.lawOn === null ? null : { on: value.lawOn, trigger: value.trigger, source: value.source };
}

/** The answers that gave the law's date. */
export function typedLawDate({ on, trigger, source }: LawDate): Record<string, string> {
  return { lawOn: on, trigger, source };
}

export const notLegalAdvice = 'Not legal advice: record what the court or the police gave.';
