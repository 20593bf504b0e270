import type { Day } from '@throughcare/pathway';
import type { z } from 'zod';
import type { Field } from '../asked/asked.ts';
import type { FieldError, Typed } from '../frame/form.ts';

/** How an entry is told again as it should have been: what is asked beside its day, and what that begins with. */
export interface Again<Command> {
  /** What somebody says who chooses it. */
  readonly way: string;
  readonly begins: Typed;
  /** What the page needs to ask it. */
  readonly shows: object;
  /** The command in the place of the one that was wrong, or what is the matter with the answers. */
  readonly read: (typed: Typed, on: Day, id: string) => ReadAgain<Command> | Promise<ReadAgain<Command>>;
}

export type ReadAgain<Command> = { readonly command: Command } | { readonly errors: readonly FieldError[] };

/** Nothing can have been wrong in it but its day. */
export function onAnotherDay<Command extends { readonly on: Day }>(command: Command): Again<Command> {
  const way = 'It happened on another day';
  return { way, begins: {}, shows: {}, read: (_, on) => ({ command: { ...command, on } }) };
}

/** What somebody says who tells an entry again. */
export const toldAgain = 'Something in it is wrong: I put it right below';

/**
 * The fields by which an entry was recorded, beginning with what it says. What they do not ask stays as it was recorded.
 */
export function askedAgain<Command extends { readonly on: Day }>(
  command: Command,
  { fields, schema }: { readonly fields: readonly Field[]; readonly schema: z.ZodType<object> },
  begins: Typed = typedOf(command),
): Again<Command> {
  return {
    way: toldAgain,
    begins,
    shows: { fields },
    read(typed, on) {
      const read = schema.safeParse(typed);
      if (!read.success) return { errors: errorsOf(read.error) };
      return { command: { ...command, ...read.data, on } };
    },
  };
}

/** What is the matter, by the field. */
export function errorsOf({ issues }: z.ZodError): FieldError[] {
  return issues.map(issue => ({ field: issue.path.join('-'), words: issue.message }));
}

/** What a command holds, as fields of the same names show it. */
export function typedOf(command: object): Typed {
  const typed: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(command)) {
    if (typeof value === 'string' || typeof value === 'number') typed[name] = String(value);
    else if (Array.isArray(value) && value.every(one => typeof one === 'string')) typed[name] = value;
  }
  return typed;
}
