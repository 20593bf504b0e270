import { londonDay, type CaseCommand, type CaseEvent, type Day } from '@throughcare/pathway';
import type { Person, Repository, Step } from '@throughcare/records';
import type { z } from 'zod';
import { failure, page } from '../frame/answer.ts';
import { dayBoxes } from '../frame/fields.ts';
import type { FormView, Typed } from '../frame/form.ts';
import { settle } from '../frame/outcome.ts';
import type { Href, Path } from '../frame/path.ts';
import { recorders } from '../frame/recorders.ts';
import { route, type Route } from '../frame/route.ts';
import { formAgain, type FormAgain, type ToldBy, type ToTellAgain } from './form-again.ts';
import { formModel, type Choices } from './form-model.ts';
import { tell } from './happened.ts';
import { awayFrom, homeOf } from './openers.ts';
import { namesFor } from './person-view.ts';

/** One thing that can be recorded about a person: its address, its fields, and the command that they make. */
export interface CaseForm<Pattern extends `/people/:case/${string}`, Value, Do extends CaseCommand['do']> {
  readonly path: Path<Pattern>;
  /** The commands that it can come to; it is open to those who may give one of them. */
  readonly does: readonly [Do, ...Do[]];
  readonly template: `person/${string}.njk`;
  readonly schema: z.ZodType<Value>;
  /** `id` is the form's own: what the command begins is named by it, so that a form sent twice begins one thing. */
  readonly command: (
    value: Value,
    person: Person,
    id: string,
    today: Day,
  ) => Extract<CaseCommand, { readonly do: Do }>;
  /** What is recorded elsewhere in the same transaction: a place in a group that comes free. */
  readonly also?: (
    value: Value,
    person: Person,
    records: Repository,
  ) => readonly Step[] | Promise<readonly Step[]>;
  /** What the page needs beside the form: lists to choose from, what is known already. */
  readonly shows?: (person: Person, showing: Showing) => object;
  /** Where the saved form leads, where it is not the person's page. */
  readonly done?: (id: string) => Href;
  /** Whoever saved it may not see the person any longer, and is led away. */
  readonly leaves?: true;
  readonly begins?: (person: Person, today: Day) => Typed;
  /**
   * The answers that gave a command, so that its entry can be told again by the same form; null for the command of
   * another form. A form without it records what can be put right on its day alone.
   */
  readonly tells?: (
    command: Extract<CaseCommand, { readonly do: Do }>,
  ) => ToldBy<Extract<CaseCommand, { readonly do: Do }>> | null;
}

/** What the page of a form knows beside the person. */
export interface Showing {
  readonly today: Day;
  readonly here: Choices;
  /** Whose form it is. */
  readonly user: string;
  /** The form puts right an entry, which somebody else may have recorded, and which names these already. */
  readonly again?: { readonly named: readonly string[] } | undefined;
}

/** A form about a person: its routes, and how what it recorded is told again. */
export interface FormOfCase {
  readonly routes: readonly Route[];
  readonly tellAgain: (entry: ToTellAgain) => FormAgain | null;
}

/** A form about a person. A second tab gone stale is shown both changes, and loses nothing. */
export function caseForm<
  const Pattern extends `/people/:case/${string}`,
  Value,
  const Do extends CaseCommand['do'],
>(form: CaseForm<Pattern, Value, Do>): FormOfCase {
  const policy = recorders('case', ...form.does);
  const show = (
    person: Person,
    choices: Choices,
    { view, today, user, status = 200 }: { view: FormView; today: Day; user: string; status?: number },
  ) => {
    // Every path here has the one parameter `case`, which the type of a generic pattern cannot say.
    const action = (form.path as unknown as (params: { case: string }) => Href)({ case: person.case });
    const model = { ...formModel(form.shows, person, choices, { today, user }), form: view, action };
    return page(form.template, model, { status });
  };
  const routes = [
    route({
      method: 'GET',
      path: form.path,
      policy,
      async handle({ records, params, who, now, freshForm }) {
        const person = await records.person((params as { case: string }).case);
        // Opened in an emergency it is read and not recorded on: a form that could never be saved is not shown.
        if (!person || person.readOnly) return failure('notFound');
        const choices = await records.organisation();
        const today = londonDay(now);
        const view = freshForm({ ...dayBoxes('on', today), ...form.begins?.(person, today) }, person.version);
        return show(person, choices, { view, today, user: who.userId });
      },
    }),
    route({
      method: 'POST',
      path: form.path,
      policy,
      form: form.schema,
      async handle({ records, params, who, start, now, form: filled }) {
        const id = (params as { case: string }).case;
        const person = await records.person(id);
        if (!person) return failure('notFound');
        const choices = await records.organisation();
        const today = londonDay(now);
        const again = (view: FormView, status = 422) =>
          show(person, choices, { view, today, user: who.userId, status });
        if (!filled.ok) return again(filled.view);
        const command = form.command(filled.value, person, filled.command, today);
        const also = (await form.also?.(filled.value, person, records)) ?? [];
        const outcome = await records.decideTogether(filled.command, [
          { kind: 'case', stream: id, expected: filled.seen ?? person.version, command },
          ...also,
        ]);
        const names = namesFor(person, choices.programmes);
        return settle(outcome, {
          view: filled.view,
          done: form.leaves ? awayFrom(who, start) : (form.done?.(id) ?? homeOf(who, id)),
          again,
          say: event => {
            const { title, words } = tell(event as unknown as CaseEvent, names);
            return { what: title, now: words || 'Recorded.' };
          },
          nameOf: names.staff,
        });
      },
    }),
  ];
  return { routes, tellAgain: entry => formAgain(form, entry) };
}
