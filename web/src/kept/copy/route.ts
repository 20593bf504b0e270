import { londonDay, sayDay, type CaseEvent } from '@throughcare/pathway';
import { inWords, sayPack, sayValue, type SubjectAccess } from '@throughcare/records';
import { z } from 'zod';
import { failure, file, page } from '../../frame/answer.ts';
import { words } from '../../frame/fields.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { exemptionWords } from './exemption-words.ts';

const policy = staff('safeguarding_lead');

const form = z.object({ line: z.string().default(''), reason: words });

function show(found: SubjectAccess, request: string, view: FormView, status = 200) {
  const to = { case: found.case, request };
  return page(
    'kept/copy/page.njk',
    {
      case: found.case,
      text: sayPack(found.pack),
      lines: found.keptBack.map(({ version, field, on, what, value, exemption }) => ({
        value: `${version} ${field}`,
        text: `${sayDay(on)}, ${inWords(what).toLowerCase()}, ${inWords(field).toLowerCase()}: ${sayValue(value)}`,
        hint: { text: exemptionWords(exemption) },
      })),
      form: view,
      action: paths.personCopy(to),
      asText: paths.personCopyFile({ ...to, form: 'text' }),
      asData: paths.personCopyFile({ ...to, form: 'data' }),
    },
    { status },
  );
}

/** A copy for the person, and what is kept back of it: one line at a time can be let go, with the exemption named. */
export const keptCopy = [
  route({
    method: 'GET',
    path: paths.personCopy,
    policy,
    async handle({ records, params, freshForm }) {
      const found = await records.subjectAccess(params.case, params.request);
      return found ? show(found, params.request, freshForm({}, found.version)) : failure('notFound');
    },
  }),
  route({
    method: 'POST',
    path: paths.personCopy,
    policy,
    form,
    async handle({ records, params, form: filled, now }) {
      const { case: id, request } = params;
      const found = await records.subjectAccess(id, request);
      if (!found) return failure('notFound');
      const again = (view: FormView, status = 422) => show(found, request, view, status);
      if (!filled.ok) return again(filled.view);
      const { line, reason } = filled.value;
      const chosen = found.keptBack.find(one => `${one.version} ${one.field}` === line);
      if (!chosen) {
        return again(withErrors(filled.view, [{ field: 'line', words: 'Choose the line to release.' }]));
      }
      const { version, field, exemption } = chosen;
      const on = londonDay(now);
      const command = { do: 'release_copy_line', on, request, version, field, exemption, reason } as const;
      const outcome = await records.decide('case', id, filled.seen ?? found.version, filled.command, command);
      return settle(outcome, {
        view: filled.view,
        done: paths.personCopy({ case: id, request }),
        again,
        say: event => ({ what: inWords((event as unknown as CaseEvent).type), now: 'Recorded.' }),
        nameOf: () => 'Somebody else',
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.personCopyFile,
    policy,
    async handle({ records, params }) {
      const found = await records.subjectAccess(params.case, params.request);
      if (!found) return failure('notFound');
      // Neutral names: the file lies in a downloads folder that others may see.
      if (params.form === 'text') return file('text/plain; charset=utf-8', sayPack(found.pack), 'copy.txt');
      if (params.form !== 'data') return failure('notFound');
      return file('application/json', `${JSON.stringify(found.pack, null, 1)}\n`, 'copy.json');
    },
  }),
];
