import { cancelReasons, type Day, type GroupCommand, type GroupSession } from '@throughcare/pathway';
import type { Group } from '@throughcare/records';
import { z } from 'zod';
import type { Asked } from '../../asked/asked.ts';
import { choice, dayLine, line, several, whole } from '../../frame/fields.ts';
import { keysOf, options } from '../../person/options.ts';

interface Known {
  readonly group: Group;
  /** The sessions to choose from. */
  readonly sessions: readonly GroupSession[];
  readonly staff: readonly { readonly user: string; readonly name: string }[];
  readonly today: Day;
}

/** Everything that can be changed about a run, by the last part of its address. */
export function groupQuestions({
  group,
  sessions,
  staff,
  today: on,
}: Known): Readonly<Record<string, Asked<GroupCommand>>> {
  const items = sessions.map(({ number, on }) => ({
    value: String(number),
    text: `Session ${number}, ${on}`,
  }));
  const session = {
    kind: 'one',
    name: 'session',
    label: 'Which session',
    items,
  } as const;
  const sessionValue = whole('Choose the session.');
  const colleagues = staff.map(one => ({ value: one.user, text: one.name }));
  const members = group.members.map(one => ({
    value: one.case,
    text: `${one.initials ?? ''} ${one.reference}`,
  }));
  const somebody = z.string('Choose who it is.').min(1, 'Choose who it is.');
  return {
    move: {
      question: 'Move a session',
      fields: [
        session,
        { kind: 'line', name: 'to', label: 'To which day', hint: 'For example 22 March 2026.' },
      ],
      schema: z
        .object({ session: sessionValue, to: dayLine })
        .transform(value => ({ do: 'move_session', on, ...value }) as const),
    },
    'cancel-session': {
      question: 'Cancel a session',
      fields: [
        session,
        { kind: 'one', name: 'reason', label: 'Why', items: options(cancelReasons, one => one) },
      ],
      schema: z
        .object({ session: sessionValue, reason: choice(keysOf(cancelReasons), 'Choose why.') })
        .transform(value => ({ do: 'cancel_session', on, ...value }) as const),
    },
    'add-session': {
      question: 'Add a session',
      lead: 'A catch-up for those who missed one, or a talk with one person.',
      fields: [
        {
          kind: 'one',
          name: 'kind',
          label: 'What it is',
          items: [
            { value: 'catch_up', text: 'Catch-up session' },
            { value: 'one_to_one', text: 'One-to-one session' },
          ],
        },
        { kind: 'line', name: 'day', label: 'On which day', hint: 'For example 22 March 2026.' },
        { kind: 'line', name: 'title', label: 'What it is called' },
        { kind: 'some', name: 'for', label: 'For whom', items: members },
      ],
      schema: z
        .object({
          kind: choice(['catch_up', 'one_to_one'], 'Choose what it is.'),
          day: dayLine,
          title: line('Give the session a name.'),
          for: several,
        })
        .transform(value => ({ do: 'add_session', on, ...value }) as const),
    },
    cover: {
      question: 'Who leads one session instead?',
      fields: [session, { kind: 'one', name: 'by', label: 'Who leads it', items: colleagues }],
      schema: z
        .object({ session: sessionValue, by: somebody })
        .transform(value => ({ do: 'cover_session', on, ...value }) as const),
    },
    who: {
      question: 'Who runs the group?',
      fields: [
        { kind: 'one', name: 'lead', label: 'Who leads it', items: colleagues },
        { kind: 'some', name: 'facilitators', label: 'Who runs it with them', items: colleagues },
      ],
      schema: z
        .object({ lead: somebody, facilitators: several })
        .transform(value => ({ do: 'name_facilitators', on, ...value }) as const),
    },
    room: {
      question: 'Where and when does it meet?',
      lead: 'Seen here by those who run groups, and printed or sent nowhere.',
      fields: [
        { kind: 'line', name: 'room', label: 'Where' },
        { kind: 'line', name: 'times', label: 'At what time' },
      ],
      schema: z
        .object({ room: line('Enter where the group meets.'), times: z.string().trim().default('') })
        .transform(value => ({ do: 'tell_room', on, ...value }) as const),
    },
    places: {
      question: 'How many places?',
      fields: [{ kind: 'line', name: 'places', label: 'Places' }],
      schema: z
        .object({ places: whole('Enter a whole number, such as 8.') })
        .transform(value => ({ do: 'change_places', on, ...value }) as const),
    },
    finish: {
      question: 'Is this group over?',
      lead: 'Its places are free then, and those who ran it no longer see its people.',
      fields: [],
      schema: z.object({}).transform(() => ({ do: 'finish', on }) as const),
    },
    cancel: {
      question: 'Cancel this group?',
      lead: 'Everybody in it loses their place. What was recorded stays.',
      fields: [{ kind: 'line', name: 'reason', label: 'Why' }],
      schema: z
        .object({ reason: line('Give the reason in a few words.') })
        .transform(value => ({ do: 'cancel', on, ...value }) as const),
    },
  };
}
