import { addDays, londonDay, parseDay, type OrganisationEvent } from '@throughcare/pathway';
import { z } from 'zod';
import { failure, page } from '../../../frame/answer.ts';
import { words } from '../../../frame/fields.ts';
import type { FormView } from '../../../frame/form.ts';
import { settle } from '../../../frame/outcome.ts';
import { staff } from '../../../frame/policy.ts';
import { route } from '../../../frame/route.ts';
import { tellOrganisation } from '../../../organisation/tell.ts';
import { paths } from '../../../paths.ts';
import type { Repository } from '../../../services.ts';
import { beginningOf } from '../../asked.ts';
import { unusualView } from '../unusual-view.ts';

const policy = staff('auditor');

interface Meant {
  readonly rule: string;
  readonly day: string;
  readonly user: string;
}

/** The line that an address means; undefined where no rule shows such a one. */
async function lineOf(records: Repository, { rule, day: text, user }: Meant) {
  const day = parseDay(text);
  if (!day) return undefined;
  const stretch = { sinceMs: beginningOf(day), untilMs: beginningOf(addDays(day, 1)) };
  const unusual = await records.auditUnusual(stretch);
  const line = unusual.reads.find(one => one.rule === rule && one.user === user && one.day === day);
  return line && { line, names: unusual.staff };
}

async function show(records: Repository, asker: string, meant: Meant, form: FormView, status = 200) {
  const found = await lineOf(records, meant);
  if (!found) return failure('notFound');
  const one = unusualView(found.line, found.names, asker);
  return page('audit/unusual/look/page.njk', { one, form, action: one.look }, { status });
}

/** One line of unusual reads: what was found, by whom and when; what an auditor adds to it is kept (E21). */
export const auditLook = [
  route({
    method: 'GET',
    path: paths.auditLook,
    policy,
    handle: ({ records, who, params, freshForm }) => show(records, who.userId, params, freshForm()),
  }),
  route({
    method: 'POST',
    path: paths.auditLook,
    policy,
    form: z.object({ words }),
    async handle({ records, who, params, form, now }) {
      const again = (view: FormView, status = 422) => show(records, who.userId, params, view, status);
      if (!form.ok) return again(form.view);
      const found = await lineOf(records, params);
      if (!found) return failure('notFound');
      const { rule, day, user, count, open } = found.line;
      const meant = { rule, day, user, on: londonDay(now), words: form.value.words };
      const nameOf = (account: string) => found.names[account] ?? 'Somebody';
      const outcome = await records.decide(
        'organisation',
        who.organisationId,
        'latest',
        form.command,
        open ? { do: 'look_into_reads', ...meant, count } : { do: 'open_reads_again', ...meant },
      );
      return settle(outcome, {
        view: form.view,
        done: paths.auditUnusual(),
        again,
        say: event => tellOrganisation(event as OrganisationEvent, nameOf),
        nameOf,
      });
    },
  }),
];
