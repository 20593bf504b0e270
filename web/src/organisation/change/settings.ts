import {
  missedChannels,
  numberSettings,
  weekdays,
  type Day,
  type NumberSettingName,
} from '@throughcare/pathway';
import type { Organisation } from '@throughcare/records';
import { z } from 'zod';
import { choice, dayBoxes, line, whole, withDay } from '../../frame/fields.ts';
import { paths } from '../../paths.ts';
import { keysOf, options } from '../../person/options.ts';
import type { Question } from './question.ts';

const isSetting = (name: string): name is NumberSettingName => Object.hasOwn(numberSettings, name);

/** What an organisation sets for itself: `of` is the number, or `hours`. Who sets it answers for it. */
export function settingQuestions(
  { numbers, settings }: Organisation,
  on: Day,
  of: string,
  owner: string,
): Readonly<Record<string, Question>> {
  const back = { href: paths.organisationSettings(), words: 'Settings' };
  const why = { kind: 'words', name: 'reason', label: 'Why so, in a few words' } as const;
  const reason = line('Give the reason in a few words.', 2000);
  if (of === 'hours') {
    const hours = settings.staffedHours?.value ?? weekdays.map(() => null);
    const typed = Object.fromEntries(
      hours.map((one, day) => [`day${day}`, one ? `${one.opens} to ${one.closes}` : '']),
    );
    const asked = {
      question: 'When is somebody there?',
      lead: 'What falls due outside these hours goes to whoever is on call. Bank holidays count as closed.',
      fields: [
        ...weekdays.map(
          (label, day) => ({ kind: 'line', name: `day${day}`, label, hint: hoursHint(day) }) as const,
        ),
        why,
      ],
      schema: z
        .object({ ...Object.fromEntries(weekdays.map((_, day) => [`day${day}`, hoursOfDay])), reason })
        .transform(value => {
          const read = value as Record<string, z.output<typeof hoursOfDay>> & { reason: string };
          const days = weekdays.map((_, day) => read[`day${day}`]);
          return { do: 'set_staffed_hours', on, hours: days, owner, reason: read.reason } as const;
        }),
    };
    return { hours: { does: 'set_staffed_hours', back, typed, asked } };
  }
  if (!isSetting(of)) return {};
  const { words: says, unit, least, most, usual } = numberSettings[of];
  return {
    number: {
      does: 'set_number',
      back,
      typed: { value: String(numbers[of]) },
      asked: {
        question: `${says} so many ${unit}`,
        fields: [
          {
            kind: 'line',
            name: 'value',
            label: `How many ${unit}`,
            hint: `From ${least} to ${most}. The program’s own usual is ${usual}, which is nobody’s law.`,
          },
          why,
        ],
        schema: z
          .object({ value: whole('Enter a whole number.'), reason })
          .transform(value => ({ do: 'set_number', on, setting: of, owner, ...value }) as const),
      },
    },
  };
}

function hoursHint(day: number): string | undefined {
  return day === 0 ? 'For example 09:00 to 17:00; empty is closed.' : undefined;
}

const HOURS = /^(\d{1,2}[:.]\d{2})\s*(?:to|-|–)\s*(\d{1,2}[:.]\d{2})$/;
const hoursOfDay = z
  .string()
  .trim()
  .default('')
  .transform((text, context) => {
    if (text === '') return null;
    const found = HOURS.exec(text);
    if (found) return { opens: clock(found[1]), closes: clock(found[2]) };
    context.addIssue({ code: 'custom', message: 'Write it as 09:00 to 17:00, or leave it empty.' });
    return z.NEVER;
  });

const clock = (text: string) => text.replace('.', ':').padStart(5, '0');

/** Calls and chats that nobody answered, as the telephone system counts them: a number and nothing else (E4). */
export function unansweredQuestions(on: Day): Readonly<Record<string, Question>> {
  return {
    unanswered: {
      does: 'count_unanswered',
      back: { href: paths.organisationUnanswered(), words: 'Calls nobody answered' },
      typed: dayBoxes('day', on),
      asked: {
        question: 'How many calls did nobody answer?',
        lead: 'As the telephone system counts them: a number, and nothing about anybody. Counted again, a day is replaced.',
        fields: [
          { kind: 'day', name: 'day', label: 'On which day' },
          { kind: 'one', name: 'channel', label: 'By which way', items: options(missedChannels, one => one) },
          { kind: 'line', name: 'calls', label: 'How many' },
        ],
        schema: withDay('day', 'the day', {
          channel: choice(keysOf(missedChannels), 'Choose by which way they came.'),
          calls: whole('Enter a whole number; 0 where every one was answered.', 6),
        }).transform(
          ({ day, channel, calls }) => ({ do: 'count_unanswered', on: day, channel, calls }) as const,
        ),
      },
    },
  };
}
