import { z } from 'zod';
import { parseDay, type Day } from '@throughcare/pathway';
import { isId } from '../reads/id.ts';

/**
 * What each field of the commands of one stream holds, beside `do` and `on`. A command or a field that is not here does
 * not compile: nothing that nobody has described is ever read.
 */
export type FieldsOf<Command extends { readonly do: string }> = {
  readonly [Do in Command['do']]: Fields<Taking<Command, Do>>;
};

type Taking<Command, Do> = Command extends { readonly do: infer One }
  ? Do extends One
    ? Command
    : never
  : never;

type Fields<Command> = {
  readonly [Name in Exclude<keyof Command, 'do' | 'on'>]-?: z.ZodType<Command[Name]>;
};

const EARLIEST = '1900-01-01';
const LATEST = '2199-12-31';

/** A day that somebody now alive, or an order made today, can have something to do with. */
export const day = z
  .string('is not a day')
  .refine(
    text => parseDay(text) !== undefined && text >= EARLIEST && text <= LATEST,
    'is not a day between the years 1900 and 2199',
  )
  .transform(text => text as Day);

/** The id of a record: a uuid in small letters, as PostgreSQL writes it. */
export const id = z.string('is not text').refine(isId, 'is not the id of a record');

// oxlint-disable-next-line no-control-regex -- these are what a line may not hold
const CONTROL = /[\u0000-\u001f\u007f]/;
// oxlint-disable-next-line no-control-regex -- line breaks and tabs are words' own
const CONTROL_IN_WORDS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const whole = (text: string) => text.isWellFormed();
const UNREADABLE = 'holds characters that cannot be read';

function text(longest: number, unwanted: RegExp) {
  return z
    .string('is not text')
    .max(longest, `is longer than the ${longest.toLocaleString('en-GB')} characters that fit`)
    .refine(text => whole(text) && !unwanted.test(text), UNREADABLE);
}

/** One line that somebody typed: a name, a reference. Whether it may be empty, the decider says. */
export const line = text(500, CONTROL);

/** The name that a command gives to a thing of its stream, so that later ones can mean it: an order, an enrolment. */
export const name = text(64, CONTROL).refine(given => given !== '', 'is empty');

/** An account, of whomever: a field of a command says who it may be (see `named.ts`). */
export const account = text(128, CONTROL).refine(given => given !== '', 'names nobody');

/** Words of somebody who works here. */
export const words = text(20_000, CONTROL_IN_WORDS);

/**
 * Words that nothing may turn away for how they are written: a caller's (E3), and those of a concern (E34). Half a
 * character, which no system could pass on, becomes the sign for an unreadable one. Their only bound is that of one
 * request.
 */
export const told = z
  .string('is not text')
  .max(200_000, 'is longer than the 200,000 characters that fit')
  .transform(text => text.toWellFormed());

/** A day as it was given, which the decider of a concern sets right and keeps, so that none can be in the way (E34). */
export const dayAsGiven = told.transform(text => text as Day);

/** A count, as the database can hold it; which of them make sense, the decider says. */
export const count = z
  .number('is not a number')
  .refine(n => Number.isInteger(n) && n >= 0 && n <= 1_000_000, 'is not a whole number from 0 to 1,000,000');

export const yesOrNo = z.boolean('is neither yes nor no');

/** One of the keys of a list of words, as pages offer them. */
export function keyOf<Key extends string>(list: Readonly<Record<Key, unknown>>) {
  return oneOf(Object.keys(list) as Key[]);
}

/** The same, where the list has words too for what earlier versions did not record: nobody can choose that. */
export function chosenOf<Key extends string>(list: Readonly<Record<Key, unknown>>) {
  const keys = Object.keys(list) as Key[];
  return oneOf(keys.filter((key): key is Exclude<Key, 'not_recorded'> => key !== 'not_recorded'));
}

export function oneOf<Key extends string>(keys: readonly Key[]) {
  return z.enum(keys as [Key, ...Key[]], 'is none of those to choose from');
}

/** Several, in order; 500 are more than anybody enters at once. */
export function several<One>(one: z.ZodType<One>) {
  return z.array(one, 'is not a list').max(500, 'holds more than 500');
}
