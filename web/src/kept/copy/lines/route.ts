import { lineDecisions, londonDay } from '@throughcare/pathway';
import { lineKey, type SaidLine } from '@throughcare/records';
import { z } from 'zod';
import { failure, page } from '../../../frame/answer.ts';
import { several } from '../../../frame/fields.ts';
import { withErrors, type FormView } from '../../../frame/form.ts';
import { settle } from '../../../frame/outcome.ts';
import { staff } from '../../../frame/policy.ts';
import { route } from '../../../frame/route.ts';
import { sayInstant } from '../../../frame/templates.ts';
import { paths } from '../../../paths.ts';
import { copyOf, linesInWords } from '../copy.ts';
import { exemptionWords } from '../exemption-words.ts';
import type { LineGroup } from '../groups.ts';
import { linesForm } from './form.ts';
import {
  chosenOf,
  pageOfLines,
  sameLines,
  writersOf,
  type PageOfLines,
  type Shown,
} from './page-of-lines.ts';

const policy = staff('safeguarding_lead');

interface Place {
  readonly case: string;
  readonly request: string;
  readonly group: string;
}

function lineView(line: SaidLine, ticked: readonly string[]) {
  const { on, title, label, words, writtenBy, decided, decidedBy } = line;
  const told = decided && {
    words: decided.released ? lineDecisions.release : lineDecisions.keep_back,
    reason: decided.reason,
    by: decidedBy,
    when: sayInstant(decided.recordedAt),
  };
  const key = lineKey(line);
  return { key, isTicked: ticked.includes(key), on, title, label, words, writtenBy, decided: told };
}

/** Which lines are meant, where there are several: those ticked, all of the page, or those of one person’s words. */
function whichItems(lines: readonly SaidLine[]) {
  const writers = writersOf(lines);
  const theirs = writers.length < 2 ? [] : writers;
  return [
    { value: 'ticked', text: 'Those ticked above' },
    ...theirs.map(({ by, name, count }) => ({
      value: `by ${by}`,
      text: count === 1 ? `The one above that ${name} recorded` : `The ${count} above that ${name} recorded`,
    })),
    { value: 'page', text: `All ${lines.length} above` },
  ];
}

function show(
  place: Place,
  group: LineGroup,
  shown: Shown,
  some: PageOfLines,
  given: boolean,
  form: FormView,
  status = 200,
) {
  const here = (query: Partial<Shown>) => paths.personCopyLines(place, query);
  const decided = group.released + group.keptBack;
  const isDecided = shown.show === 'decided';
  const items = [
    {
      value: 'release',
      text: 'Release them into the copy',
      hint: { text: 'They go to the person. Only where nobody else, and no child, is put at risk by it.' },
    },
    {
      value: 'keep_back',
      text: 'Keep them back',
      hint: { text: 'They stay out, and nothing in the copy tells that there is anything.' },
    },
    ...(isDecided
      ? [
          {
            value: 'undo',
            text: 'Take the decision back',
            hint: { text: 'They wait for a decision again, and stay out meanwhile. No reason is needed.' },
          },
        ]
      : []),
  ];
  return page(
    'kept/copy/lines/page.njk',
    {
      ...place,
      title: group.title,
      why: exemptionWords(group.exemption),
      isOpen: group.isOpen,
      isDecided,
      given,
      counts: { undecided: group.undecided, decided },
      words: { undecided: linesInWords(group.undecided), decided: linesInWords(decided) },
      toOther: (isDecided ? group.undecided : decided) > 0 && here(isDecided ? {} : { show: 'decided' }),
      next: some.more > 0 && { href: here({ show: shown.show, after: some.last }), count: some.more },
      first: shown.after !== '' && here({ show: shown.show }),
      lines: some.lines.map(line => lineView(line, several.parse(form.values.line))),
      which: whichItems(some.lines),
      items,
      shown,
      form,
      action: here({}),
    },
    { status },
  );
}

/** Lines of one kind that are kept back from a copy: read, and decided on together or one by one (E23). */
export const keptCopyLines = [
  route({
    method: 'GET',
    path: paths.personCopyLines,
    policy,
    query: z.object({ show: z.enum(['decided']).optional(), after: z.string().max(200).optional() }),
    async handle({ records, params, query, freshForm }) {
      const copy = await copyOf(records, params.case, params.request);
      const group = copy?.groups.find(one => one.id === params.group);
      if (!copy || !group) return failure('notFound');
      const shown = { show: query.show ?? '', after: query.after ?? '' };
      const form = freshForm({ which: 'ticked', ...shown }, group.version);
      return show(params, group, shown, pageOfLines(group, shown), copy.found.givenOn !== null, form);
    },
  }),
  route({
    method: 'POST',
    path: paths.personCopyLines,
    policy,
    form: linesForm,
    async handle({ records, params, form, now }) {
      const { case: id, request } = params;
      const read = async () => {
        const copy = await copyOf(records, id, request);
        const group = copy?.groups.find(one => one.id === params.group);
        return copy && group && { group, given: copy.found.givenOn !== null };
      };
      const found = await read();
      if (!found) return failure('notFound');
      const { group } = found;
      const keys = several.parse(form.view.values.shown);
      const text = (name: string) => several.parse(form.view.values[name]).join('');
      const shown: Shown = { show: text('show'), after: text('after') };
      const answered = ({ group, given }: typeof found, view: FormView, status: number) => {
        const some = keys.length > 0 ? sameLines(group, keys) : pageOfLines(group, shown);
        return show(params, group, shown, some, given, view, status);
      };
      if (!form.ok) return answered(found, form.view, 422);
      const { decision, reason } = form.value;
      const lines = chosenOf(group, form.value).map(named);
      if (lines.length === 0) {
        return answered(
          found,
          withErrors(form.view, [{ field: 'which', words: 'Tick at least one line.' }]),
          422,
        );
      }
      const outcome = await records.decideCopyLines(form.command, {
        case: id,
        request,
        concern: group.concern,
        seen: form.seen ?? 0,
        decision,
        lines,
        on: londonDay(now),
        reason,
      });
      const wasTold = !outcome.ok && outcome.reason === 'refused' && outcome.refusal.code === 'decided_since';
      const after = outcome.ok ? await read() : undefined;
      const waits = (after?.group.undecided ?? 0) > 0;
      return settle(outcome, {
        view: form.view,
        done:
          shown.show === 'decided' || waits
            ? paths.personCopyLines(params, { show: shown.show })
            : paths.personCopy({ case: id, request }),
        async again(view, status) {
          const fresh = await read();
          if (!fresh) return failure('notFound');
          // What others decided since stands on the page now, so deciding again is done with open eyes.
          return answered(fresh, wasTold ? { ...view, seen: String(fresh.group.version) } : view, status);
        },
        say: () => ({ what: 'Recorded', now: '' }),
        nameOf: () => 'Somebody else',
      });
    },
  }),
];

/** A line by its key, as the page sent it. What is none names no line of the record. */
function named(key: string): { readonly version: number; readonly field: string } {
  const [version, ...field] = key.split(' ');
  return { version: /^\d{1,9}$/.test(version) ? Number(version) : 0, field: field.join(' ') };
}
