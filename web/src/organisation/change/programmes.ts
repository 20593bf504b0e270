import { intakes, type Day, type Module, type Programme, type SessionKind } from '@throughcare/pathway';
import type { Organisation } from '@throughcare/records';
import { z } from 'zod';
import { choice, line, whole, words } from '../../frame/fields.ts';
import { paths } from '../../paths.ts';
import { keysOf, options } from '../../person/options.ts';
import type { Question } from './question.ts';

const ONE_TO_ONE = 'one-to-one';

/** What can be changed about programmes: `of` is the programme, or `new`. */
export function programmeQuestions(
  { programmes }: Organisation,
  on: Day,
  of: string,
): Readonly<Record<string, Question>> {
  const back = { href: paths.organisationProgrammes(), words: 'Programmes' };
  if (of === 'new') return { offer: { does: 'offer_programme', back, typed: {}, asked: offer(on) } };
  const programme = programmes.find(one => one.id === of && one.withdrawnOn === null);
  if (!programme) return {};
  return {
    shape: {
      does: 'shape_programme',
      back,
      typed: { intake: programme.intake, template: sayTemplate(programme) },
      asked: {
        question: `What ${programme.name} is made of`,
        lead: 'Groups planned from now on copy it; those that run keep their sessions.',
        fields: [
          { kind: 'one', name: 'intake', label: 'Who can join', items: options(intakes, one => one) },
          {
            kind: 'words',
            name: 'template',
            label: 'Its sessions, one a line',
            hint: `Module, session, minutes; ${ONE_TO_ONE} at the end where it is one. For example: Beginning, Why we are here, 120`,
          },
        ],
        schema: z
          .object({ intake: choice(keysOf(intakes), 'Choose who can join.'), template: words })
          .transform(({ intake, template }, context) => {
            const read = readTemplate(template);
            if ('modules' in read) {
              return { do: 'shape_programme', on, programme: of, intake, modules: read.modules } as const;
            }
            const message = `Line ${read.line} needs a module, a session and its minutes, with commas between.`;
            context.addIssue({ code: 'custom', path: ['template'], message });
            return z.NEVER;
          }),
      },
    },
    withdraw: {
      does: 'withdraw_programme',
      back,
      typed: {},
      asked: {
        question: `Offer ${programme.name} no longer?`,
        lead: 'Nobody new is enrolled on it. Those who are on it go on.',
        fields: [],
        schema: z.object({}).transform(() => ({ do: 'withdraw_programme', on, programme: of }) as const),
      },
    },
  };
}

function offer(on: Day): Question['asked'] {
  return {
    question: 'Offer a programme',
    fields: [
      { kind: 'line', name: 'name', label: 'What it is called' },
      { kind: 'line', name: 'sessions', label: 'Group sessions of one run' },
      { kind: 'line', name: 'places', label: 'Places in one group' },
    ],
    schema: z
      .object({
        name: line('Enter what it is called.').refine(name => slug(name) !== '', 'Enter what it is called.'),
        sessions: whole('Enter how many sessions, such as 12.').refine(
          count => count > 0,
          'At least one session.',
        ),
        places: whole('Enter how many places, such as 8.').refine(count => count > 0, 'At least one place.'),
      })
      .transform(value => ({ do: 'offer_programme', on, programme: slug(value.name), ...value }) as const),
  };
}

/** Under which it stands in extracts: its name in plain letters. */
function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
}

function sayTemplate({ modules }: Programme): string {
  return modules
    .flatMap(({ name, sessions }) =>
      sessions.map(({ title, minutes, kind }) =>
        [name, title, minutes, ...(kind === 'one_to_one' ? [ONE_TO_ONE] : [])].join(', '),
      ),
    )
    .join('\n');
}

/** Lines as modules, in their order; or the first line that is none. */
export function readTemplate(
  template: string,
): { readonly modules: readonly Module[] } | { readonly line: number } {
  const modules: { name: string; sessions: Module['sessions'][number][] }[] = [];
  const lines = template.split(/\r?\n/).map(one => one.trim());
  for (const [at, text] of lines.entries()) {
    if (text === '') continue;
    const cells = text.split(',').map(cell => cell.trim());
    const kind: SessionKind = cells.at(-1)?.toLowerCase() === ONE_TO_ONE ? 'one_to_one' : 'group';
    if (kind === 'one_to_one') cells.pop();
    // A title may hold commas of its own.
    const [name, ...middle] = cells.slice(0, -1);
    const minutes = cells.at(-1) ?? '';
    const title = middle.join(', ');
    if (!name || !title || !/^\d{1,3}$/.test(minutes)) return { line: at + 1 };
    const session = { title, kind, minutes: Number(minutes) };
    const last = modules.at(-1);
    if (last?.name === name) last.sessions.push(session);
    else modules.push({ name, sessions: [session] });
  }
  return { modules };
}
