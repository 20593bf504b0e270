import {
  isStaff,
  londonDay,
  refuse,
  type ConcernCommand,
  type ConcernEvent,
  type Day,
} from '@throughcare/pathway';
import type { Concern, Organisation, Outcome } from '@throughcare/records';
import type { z } from 'zod';
import { failure, page, seeOther } from '../../frame/answer.ts';
import type { FormView, Typed } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import type { Path } from '../../frame/path.ts';
import { route, type Route } from '../../frame/route.ts';
import { countedAs, expectedOf, seenOf } from '../../history/seen.ts';
import { paths } from '../../paths.ts';
import type { Repository } from '../../services.ts';
import { anybodyHere } from '../policy.ts';
import { tellChange } from '../words.ts';
import { decides } from './acts.ts';

/** The fields of one thing that is recorded about a concern, and the command that they make. */
export interface ConcernFields<Value> {
  readonly template: `concerns/concern/${string}.njk`;
  readonly schema: z.ZodType<Value>;
  /** What the page needs beside the form: lists to choose from. */
  readonly shows?: (found: Concern, colleagues: readonly Colleague[]) => object;
  /** The command, or words at a field where there is none. */
  readonly record: (value: Value, recording: Recording) => Promise<Recorded> | Recorded;
  /** What the fields begin with where an entry is put right that they recorded, by the command that it answers to. */
  readonly again?: AgainFrom;
  /** What stays as it was recorded, whatever the fields make of it. */
  readonly keeps?: readonly string[];
}

type AgainFrom = {
  readonly [Do in ConcernCommand['do']]?: (command: Extract<ConcernCommand, { do: Do }>) => Typed;
};

/** One thing that is recorded about a concern, on a page of its own. */
export interface ConcernForm<
  Pattern extends `/concerns/:concern/${string}`,
  Value,
> extends ConcernFields<Value> {
  readonly path: Path<Pattern>;
  readonly policy?: typeof anybodyHere;
  /** Of those who see the concern, for its deciders alone (E6). */
  readonly forDeciders?: boolean;
  readonly begins?: (found: Concern, today: Day) => Typed;
  /** What the page shows beside the form, of the organisation as it is today. */
  readonly beside?: (here: Organisation, today: Day) => object;
  /** Nothing that a colleague records at the same time may stand in its way (E34). */
  readonly evenIfChanged?: boolean;
}

/** A form whatever its fields. */
export type AnyConcernForm = ConcernForm<`/concerns/:concern/${string}`, unknown>;

/** Declares a form about a concern. */
export function concernForm<const Pattern extends `/concerns/:concern/${string}`, Value>(
  form: ConcernForm<Pattern, Value>,
): AnyConcernForm {
  return form as unknown as AnyConcernForm;
}

/** Somebody who works here now and is not one whom the concern is about. */
export interface Colleague {
  readonly user: string;
  readonly name: string;
}

export interface Recording {
  readonly records: Repository;
  readonly found: Concern;
  readonly today: Day;
  /** The form's own id, by which what it begins is named. */
  readonly id: string;
}

/** What is recorded: here, and, of two joined concerns, in the other in the same transaction. */
export type Recorded =
  | { readonly command: ConcernCommand; readonly inOther?: { concern: string; command: ConcernCommand } }
  | { readonly field: string; readonly words: string };

/** The two routes of such a page. A second tab gone stale is shown both changes, and loses nothing. */
export function formRoutes(asked: AnyConcernForm): Route[] {
  const {
    path,
    policy = anybodyHere,
    forDeciders = false,
    template,
    schema,
    shows,
    begins,
    beside,
    evenIfChanged = false,
  } = asked;
  const show = async (records: Repository, found: Concern, today: Day, view: FormView, status = 200) => {
    const { concern, state } = found;
    const extras = shows ? shows(found, await colleaguesFor(records, state.about)) : {};
    const besides = beside ? beside(await records.organisation(), today) : {};
    return page(
      template,
      { ...extras, ...besides, concern, action: path({ concern }), form: view },
      { status },
    );
  };
  return [
    route({
      method: 'GET',
      path,
      policy,
      async handle({ records, params, who, now, freshForm }) {
        const found = await records.concern((params as { concern: string }).concern);
        if (!found) return failure('notFound');
        if (forDeciders && !decides(found, who)) return failure('forbidden');
        const today = londonDay(now);
        const values = begins ? begins(found, today) : {};
        return show(records, found, today, freshForm(values, seenOf(found)));
      },
    }),
    route({
      method: 'POST',
      path,
      policy,
      form: schema,
      async handle({ records, params, who, now, form }) {
        const { concern } = params as { concern: string };
        const found = await records.concern(concern);
        if (!found) return failure('notFound');
        if (forDeciders && !decides(found, who)) return failure('forbidden');
        const today = londonDay(now);
        const again = (view = form.view, status = 422) => show(records, found, today, view, status);
        if (!form.ok) return again();
        const expected = evenIfChanged ? 'latest' : expectedOf(found, form.seen);
        const id = form.command;
        const recorded = await asked.record(form.value, { records, found, today, id });
        const sent = await send(records, concern, expected, id, recorded);
        const outcome = countedAs(found, sent, form.seen);
        if (outcome.ok) return seeOther(paths.concern({ concern }));
        const nameOf = (user: string) => found.staff[user] ?? 'Somebody who has left';
        const say = (event: unknown) => tellChange(event as ConcernEvent, nameOf);
        return settle(outcome, { view: form.view, done: paths.concern({ concern }), again, say, nameOf });
      },
    }),
  ];
}

/** Those who work here now and are not ones whom the concern is about. */
export async function colleaguesFor(records: Repository, about: readonly string[]): Promise<Colleague[]> {
  const { people } = await records.organisation();
  return people.filter(one => isStaff(one) && !about.includes(one.user));
}

function send(
  records: Repository,
  concern: string,
  expected: number | 'latest',
  commandId: string,
  recorded: Recorded,
): Promise<Outcome> {
  if ('words' in recorded) {
    const { refusal } = refuse('not_found_here', recorded.words, recorded.field);
    return Promise.resolve({ ok: false, reason: 'refused', refusal, step: 0 });
  }
  const { command, inOther } = recorded;
  const step = { kind: 'concern', stream: concern, expected, command } as const;
  if (!inOther) return records.decideTogether(commandId, [step]);
  return records.decideTogether(commandId, [
    step,
    { kind: 'concern', stream: inOther.concern, expected: 'latest', command: inOther.command },
  ]);
}
