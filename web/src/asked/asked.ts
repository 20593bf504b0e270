import { z } from 'zod';
import { page } from '../frame/answer.ts';
import { withErrors, type Filled, type FormView } from '../frame/form.ts';
import type { Href } from '../frame/path.ts';

/** One field of a question: a choice, several, a line, words, or a day in its three boxes. */
export interface Field {
  readonly kind: 'one' | 'some' | 'line' | 'words' | 'day';
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly items?: readonly { readonly value: string; readonly text: string }[];
}

/** Something that can be recorded by one form: what is asked, and the command that the answers make. */
export interface Asked<Command> {
  readonly question: string;
  readonly lead?: string;
  readonly fields: readonly Field[];
  readonly schema: z.ZodType<Command>;
  /** What stands on the button, where it is not *Save*. */
  readonly save?: string;
}

/** What a browser sends, before the question that was asked has read it. */
export const anyFields = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

interface Place {
  readonly action: Href;
  readonly back: { readonly href: Href; readonly words: string };
}

/** The page of a question. */
export function askedPage(asked: Asked<unknown>, place: Place, form: FormView, status = 200) {
  const { question, lead, fields, save } = asked;
  return page('asked/page.njk', { question, lead, fields, save, ...place, form }, { status });
}

/** The command that was filled in, or the form with what has to change. */
export function readAsked<Command>(
  asked: Asked<Command>,
  form: Filled<z.output<typeof anyFields>>,
): { readonly command: Command } | { readonly view: FormView } {
  if (!form.ok) return { view: form.view };
  const read = asked.schema.safeParse(form.value);
  if (read.success) return { command: read.data };
  const errors = read.error.issues.map(issue => ({
    field: String(issue.path[0] ?? ''),
    words: issue.message,
  }));
  return { view: withErrors(form.view, errors) };
}
