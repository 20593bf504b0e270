import { addDays, type Day, type GroupCommand, type Programme } from '@throughcare/pathway';
import type { Organisation } from '@throughcare/records';
import { z } from 'zod';
import type { Asked } from '../../asked/asked.ts';
import { choice, dayLine, line, several, whole } from '../../frame/fields.ts';
import type { Typed } from '../../frame/form.ts';
import { keysOf, options } from '../../person/options.ts';

const rhythms = { '1': 'Every week', '2': 'Every two weeks', '4': 'Every four weeks' } as const;
const week = 7;

/** From which the days of all sessions are laid out, to be looked through before anything is saved. */
export interface Rhythm {
  readonly programme: string;
  readonly first: Day;
  readonly every: string;
}

/** What a group will be a run of, and when it meets. */
export function rhythmQuestion(programmes: readonly Programme[]): Asked<Rhythm> {
  return {
    question: 'Plan a group',
    lead: 'The days of all sessions come next, each to be changed before the group is saved.',
    fields: [
      {
        kind: 'one',
        name: 'programme',
        label: 'Which programme',
        items: programmes.map(({ id, name, sessions }) => ({
          value: id,
          text: `${name}, ${sessions === 1 ? '1 session' : `${sessions} sessions`}`,
        })),
      },
      { kind: 'line', name: 'first', label: 'Day of the first session', hint: 'For example 22 March 2026.' },
      { kind: 'one', name: 'every', label: 'How often it meets', items: options(rhythms, one => one) },
    ],
    schema: z.object({
      programme: choice(someOf(programmes), 'Choose the programme.'),
      first: dayLine,
      every: choice(keysOf(rhythms), 'Choose how often it meets.'),
    }),
    save: 'Lay out the sessions',
  };
}

/** The days of the sessions of one programme, who runs the group and how many it takes. */
export function sessionsQuestion(
  programme: Programme,
  staff: Organisation['people'],
  on: Day,
): Asked<Extract<GroupCommand, { do: 'plan' }>> {
  const sessions = groupSessionsOf(programme);
  const colleagues = staff.map(one => ({ value: one.user, text: one.name }));
  return {
    question: `Plan a group: ${programme.name}`,
    lead: 'Change the days on which the group does not meet. Sessions can be moved, cancelled and added later too.',
    fields: [
      {
        kind: 'line',
        name: 'name',
        label: 'What the group is called',
        hint: 'For example Tuesday evenings.',
      },
      { kind: 'line', name: 'places', label: 'Places' },
      { kind: 'one', name: 'lead', label: 'Who leads it', items: colleagues },
      { kind: 'some', name: 'facilitators', label: 'Who runs it with them', items: colleagues },
      ...sessions.map(
        ({ title }, index) =>
          ({
            kind: 'line',
            name: fieldOf(index),
            label: `Session ${index + 1}${title && `: ${title}`}`,
          }) as const,
      ),
    ],
    schema: z
      .object({
        name: line('Enter what the group is called.'),
        places: whole('Enter a whole number, such as 8.'),
        lead: z.string('Choose who leads it.').min(1, 'Choose who leads it.'),
        facilitators: several,
        ...Object.fromEntries(sessions.map((_, index) => [fieldOf(index), dayLine])),
      })
      .transform(({ name, places, lead, facilitators, ...days }, context) => {
        const all = sessions.map((_, index) => (days as Record<string, Day>)[fieldOf(index)]);
        for (const [index, day] of all.entries()) {
          if (index === 0 || day > all[index - 1]) continue;
          const message = `Session ${index + 1} has to come after session ${index}. Change one of the two days.`;
          context.addIssue({ code: 'custom', path: [fieldOf(index)], message });
        }
        const planned = {
          do: 'plan',
          on,
          programme: programme.id,
          name,
          places,
          lead,
          facilitators,
        } as const;
        return { ...planned, sessions: all, ...(programme.modules.length > 0 && { template: sessions }) };
      }),
  };
}

/** The form as it begins: a day for each session in the rhythm that was chosen. */
export function laidOut(programme: Programme, first: Day, every: string): Typed {
  const days = groupSessionsOf(programme).map((_, index) => [
    fieldOf(index),
    addDays(first, index * week * Number(every)),
  ]);
  return { places: String(programme.places), ...Object.fromEntries(days) };
}

const fieldOf = (index: number): string => `session-${index + 1}`;

const someOf = (programmes: readonly Programme[]) =>
  programmes.map(({ id }) => id) as readonly string[] as readonly [string, ...string[]];

/** The group sessions of the template, or as many without a name as the programme was said to have. */
function groupSessionsOf({ modules, sessions }: Programme): readonly { module: string; title: string }[] {
  if (modules.length === 0) return Array.from({ length: sessions }, () => ({ module: '', title: '' }));
  return modules.flatMap(({ name: module, sessions: of }) =>
    of.filter(one => one.kind === 'group').map(({ title }) => ({ module, title })),
  );
}
