import { caseDecider, type CaseCommand, type CaseEvent, type Day } from '@throughcare/pathway';
import type { Person } from '@throughcare/records';
import { errorsOf, toldAgain, type Again } from '../history/again.ts';
import { versionOf } from '../history/told-entry.ts';
import type { Typed } from '../frame/form.ts';
import type { CaseForm } from './case-form.ts';
import { formModel, type Choices } from './form-model.ts';

/** The answers by which a form gave a command. */
export interface ToldBy<Command> {
  readonly answers: Typed;
  /** The name of what the entry began: it keeps it. */
  readonly begins?: string;
  /** What the form does not ask, which stays as it was recorded. */
  readonly keeps?: Partial<Command>;
}

/** An entry that somebody tells again, and what there is to choose from. */
export interface ToTellAgain {
  readonly command: CaseCommand;
  /** The version under which it was first told. */
  readonly version: number;
  readonly person: Person;
  readonly choices: Choices;
  readonly today: Day;
  readonly user: string;
}

/** The form by which an entry is told again: its page, and what that begins with. */
export interface FormAgain {
  readonly template: string;
  readonly again: Again<CaseCommand>;
  /** Whoever puts it right may not see the person any longer. */
  readonly leaves?: true | undefined;
}

/**
 * Tells an entry again by the form that recorded it, filled in with what it says; null for an entry of another form.
 * What can be chosen is what could be chosen then: the record as it stands without the entry and what was told after it.
 */
export function formAgain<Value, Do extends CaseCommand['do']>(
  form: Pick<
    CaseForm<`/people/:case/${string}`, Value, Do>,
    'does' | 'template' | 'schema' | 'command' | 'shows' | 'tells' | 'leaves'
  >,
  { command, version, person, choices, today, user }: ToTellAgain,
): FormAgain | null {
  const isOfForm = (one: CaseCommand): one is Extract<CaseCommand, { readonly do: Do }> =>
    form.does.some(name => name === one.do);
  const told = isOfForm(command) ? form.tells?.(command) : null;
  if (!told) return null;
  const before = toldBefore(person, version);
  const named = Object.values(told.answers).flat();
  return {
    template: form.template,
    leaves: form.leaves,
    again: {
      way: toldAgain,
      begins: told.answers,
      shows: formModel(form.shows, before, choices, { today, user, again: { named } }),
      read(typed) {
        const read = form.schema.safeParse(typed);
        if (!read.success) return { errors: errorsOf(read.error) };
        const right = form.command(read.data, before, told.begins ?? '', today);
        return { command: { ...right, ...told.keeps } };
      },
    },
  };
}

/** Somebody's record as it stands without an entry and all that was told after it: on that an entry is decided again. */
function toldBefore(person: Person, version: number): Person {
  const events = person.events.filter(event => versionOf(event) < version);
  const state = (events as unknown as readonly CaseEvent[]).reduce(
    (one, event) => caseDecider.evolve(one, event),
    caseDecider.initial,
  );
  return { ...person, events, state };
}
