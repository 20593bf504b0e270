import { londonDay, refuse, type ConcernCommand, type ConcernEvent, type Day } from '@throughcare/pathway';
import type { Concern, Outcome } from '@throughcare/records';
import type { z } from 'zod';
import { failure, page, seeOther } from '../../frame/answer.ts';
import type { FormView, Typed } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import type { Path } from '../../frame/path.ts';
import { route, type Route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import type { Repository, Staff } from '../../services.ts';
import { deciders, type safeguardingLead } from '../policy.ts';
import { tellConcern } from '../words.ts';

/** One thing that is recorded about a concern, on a page of its own. */
export interface ConcernForm<Pattern extends `/concerns/:concern/${string}`, Value> {
  readonly path: Path<Pattern>;
  readonly policy?: typeof safeguardingLead;
  readonly template: `concerns/concern/${string}.njk`;
  readonly schema: z.ZodType<Value>;
  readonly shows?: object;
  /** What the form begins with; undefined where it is not this person's to fill in. */
  readonly begins?: (found: Concern, who: Staff, today: Day) => Typed | undefined;
  /** A new entry, or the correction of an earlier one; words at a field where there is neither. */
  readonly record: (value: Value, recording: Recording) => Promise<Recorded> | Recorded;
}

export interface Recording {
  readonly records: Repository;
  readonly found: Concern;
  readonly today: Day;
}

export type Recorded =
  | { readonly command: ConcernCommand }
  | { readonly corrects: number; readonly command: ConcernCommand }
  | { readonly field: string; readonly words: string };

/** The two routes of such a page. A second tab gone stale is shown both changes, and loses nothing. */
export function concernForm<const Pattern extends `/concerns/:concern/${string}`, Value>(
  asked: ConcernForm<Pattern, Value>,
): Route[] {
  const { path, policy = deciders, template, schema, shows, begins } = asked;
  const show = (concern: string, view: FormView, status = 200) =>
    page(template, { ...shows, concern, action: path({ concern } as never), form: view }, { status });
  return [
    route({
      method: 'GET',
      path,
      policy,
      async handle({ records, who, params, now, freshForm }) {
        const found = await records.concern((params as { concern: string }).concern);
        if (!found) return failure('notFound');
        const values = begins ? begins(found, who, londonDay(now)) : {};
        if (!values) return failure('forbidden');
        return show(found.concern, freshForm(values, found.version));
      },
    }),
    route({
      method: 'POST',
      path,
      policy,
      form: schema,
      async handle({ records, who, params, now, form }) {
        const { concern } = params as { concern: string };
        const again = (view = form.view, status = 422) => Promise.resolve(show(concern, view, status));
        if (!form.ok) return again();
        const found = await records.concern(concern);
        if (!found) return failure('notFound');
        const today = londonDay(now);
        if (begins && !begins(found, who, today)) return failure('forbidden');
        const expected = form.seen ?? found.version;
        const recorded = await asked.record(form.value, { records, found, today });
        const outcome = await send(records, concern, expected, form.command, recorded);
        if (outcome.ok) return seeOther(paths.concern({ concern }));
        const nameOf = (user: string) => found.staff[user] ?? 'Somebody who has left';
        const say = (event: unknown) => tellConcern(event as ConcernEvent, nameOf);
        return settle(outcome, { view: form.view, done: paths.concern({ concern }), again, say, nameOf });
      },
    }),
  ];
}

function send(
  records: Repository,
  concern: string,
  expected: number,
  commandId: string,
  recorded: Recorded,
): Promise<Outcome> {
  if ('words' in recorded) {
    const { refusal } = refuse('not_found_here', recorded.words, recorded.field);
    return Promise.resolve({ ok: false, reason: 'refused', refusal, step: 0 });
  }
  const { command } = recorded;
  return 'corrects' in recorded
    ? records.correct('concern', concern, expected, commandId, recorded.corrects, command)
    : records.decide('concern', concern, expected, commandId, command);
}
