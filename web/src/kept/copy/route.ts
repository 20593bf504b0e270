import { londonDay, sayDay, type CaseEvent } from '@throughcare/pathway';
import {
  inWords,
  sayPack,
  sayValue,
  withConcerns,
  type Outcome,
  type SubjectAccess,
  type SubjectConcerns,
  type SubjectPack,
} from '@throughcare/records';
import { z } from 'zod';
import { failure, file, page } from '../../frame/answer.ts';
import { words } from '../../frame/fields.ts';
import { withErrors, type FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import type { Repository } from '../../services.ts';
import { exemptionWords } from './exemption-words.ts';

const policy = staff('safeguarding_lead');

const form = z.object({ line: z.string().default(''), reason: words });

/** What the page is made from: the record of the case, and what concerns bring to it. */
interface Copy {
  readonly found: SubjectAccess;
  readonly pack: SubjectPack;
  readonly concerns: SubjectConcerns;
}

async function copyOf(records: Repository, id: string, request: string): Promise<Copy | null> {
  const found = await records.subjectAccess(id, request);
  if (!found) return null;
  const concerns = await records.subjectConcerns(id, request);
  return concerns && { found, concerns, pack: withConcerns(found.pack, concerns) };
}

type Line = SubjectAccess['keptBack'][number];

const keyOf = ({ version, field, concern }: Line & { readonly concern?: string }) =>
  [version, field, ...(concern === undefined ? [] : [concern])].join(' ');

function choiceOf(line: Line & { readonly concern?: string; readonly isOpen?: boolean }) {
  const { on, what, field, value, exemption, isOpen = false } = line;
  const open = ' The concern is open: ask the authority that has it in hand before anything of it is given.';
  return {
    value: keyOf(line),
    text: `${sayDay(on)}, ${inWords(what).toLowerCase()}, ${inWords(field).toLowerCase()}: ${sayValue(value)}`,
    hint: { text: `${exemptionWords(exemption)}${isOpen ? open : ''}` },
  };
}

function show({ found, pack, concerns }: Copy, request: string, view: FormView, status = 200) {
  const to = { case: found.case, request };
  return page(
    'kept/copy/page.njk',
    {
      case: found.case,
      text: sayPack(pack),
      lines: [...found.keptBack, ...concerns.keptBack].map(choiceOf),
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
      const copy = await copyOf(records, params.case, params.request);
      return copy ? show(copy, params.request, freshForm({}, copy.found.version)) : failure('notFound');
    },
  }),
  route({
    method: 'POST',
    path: paths.personCopy,
    policy,
    form,
    async handle({ records, params, form: filled, now }) {
      const { case: id, request } = params;
      const copy = await copyOf(records, id, request);
      if (!copy) return failure('notFound');
      const { found, concerns } = copy;
      const again = (view: FormView, status = 422) => show(copy, request, view, status);
      if (!filled.ok) return again(filled.view);
      const { line, reason } = filled.value;
      const ofCase = found.keptBack.find(one => keyOf(one) === line);
      const ofConcern = concerns.keptBack.find(one => keyOf(one) === line);
      const on = londonDay(now);
      let outcome: Outcome;
      if (ofCase) {
        const { version, field, exemption } = ofCase;
        const command = { do: 'release_copy_line', on, request, version, field, exemption, reason } as const;
        outcome = await records.decide('case', id, filled.seen ?? found.version, filled.command, command);
      } else if (ofConcern) {
        const { concern, version, field } = ofConcern;
        const release = { case: id, request, concern, version, field, on, reason };
        outcome = await records.releaseConcernLine(filled.command, release);
      } else {
        return again(withErrors(filled.view, [{ field: 'line', words: 'Choose the line to release.' }]));
      }
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
      const copy = await copyOf(records, params.case, params.request);
      if (!copy) return failure('notFound');
      const { pack } = copy;
      // Neutral names: the file lies in a downloads folder that others may see.
      if (params.form === 'text') return file('text/plain; charset=utf-8', sayPack(pack), 'copy.txt');
      if (params.form !== 'data') return failure('notFound');
      return file('application/json', `${JSON.stringify(pack, null, 1)}\n`, 'copy.json');
    },
  }),
];
