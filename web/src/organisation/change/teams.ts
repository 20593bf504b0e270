import { randomUUID } from 'node:crypto';
import { addDays, isPractitioner, isStaff, type Day } from '@throughcare/pathway';
import type { Organisation } from '@throughcare/records';
import { z } from 'zod';
import { dayBoxes, line, withDay } from '../../frame/fields.ts';
import { paths } from '../../paths.ts';
import type { Question } from './question.ts';

const somebody = z.string('Choose who it is.').min(1, 'Choose who it is.');

/** What can be changed about teams: `of` is the team, or `new`. */
export function teamQuestions(
  { teams, people }: Organisation,
  on: Day,
  of: string,
): Readonly<Record<string, Question>> {
  const back = { href: paths.organisationTeams(), words: 'Teams' };
  if (of === 'new') {
    const schema = z
      .object({ name: line('Give the team a name.') })
      .transform(value => ({ do: 'make_team', on, team: randomUUID(), ...value }) as const);
    const fields = [{ kind: 'line', name: 'name', label: 'What it is called' }] as const;
    return {
      'make-team': { does: 'make_team', back, typed: {}, asked: { question: 'A new team', fields, schema } },
    };
  }
  const team = teams.find(one => one.id === of && one.closedOn === null);
  if (!team) return {};
  const inIt = new Set(team.members.filter(one => one.until === null).map(one => one.user));
  const active = people.filter(isStaff);
  const items = (list: typeof active) => list.map(one => ({ value: one.user, text: one.name }));
  const who = (list: typeof active) =>
    ({ kind: 'one', name: 'user', label: 'Who', items: items(list) }) as const;
  return {
    'join-team': {
      does: 'join_team',
      back,
      typed: {},
      asked: {
        question: `Who joins ${team.name}?`,
        fields: [who(active.filter(one => !inIt.has(one.user)))],
        schema: z
          .object({ user: somebody })
          .transform(value => ({ do: 'join_team', on, team: of, ...value }) as const),
      },
    },
    'leave-team': {
      does: 'leave_team',
      back,
      typed: {},
      asked: {
        question: `Who leaves ${team.name}?`,
        fields: [who(active.filter(one => inIt.has(one.user)))],
        schema: z
          .object({ user: somebody })
          .transform(value => ({ do: 'leave_team', on, team: of, ...value }) as const),
      },
    },
    'close-team': {
      does: 'close_team',
      back,
      typed: {},
      asked: {
        question: `Close ${team.name}?`,
        lead: 'Everybody in it is in it no longer. Their work stays with them.',
        fields: [],
        schema: z.object({}).transform(() => ({ do: 'close_team', on, team: of }) as const),
      },
    },
  };
}

/** Who stands in for whom, and who is on call: `of` is the cover, or `new`. */
export function coverQuestions(
  { covers, people }: Organisation,
  on: Day,
  of: string,
): Readonly<Record<string, Question>> {
  const back = { href: paths.organisationCover(), words: 'Cover and on call' };
  const active = people.filter(one => one.active);
  const carrying = active.filter(isPractitioner);
  const items = (list: typeof active) => list.map(one => ({ value: one.user, text: one.name }));
  const asksFrom = { kind: 'day', name: 'from', label: 'First day' } as const;
  const asksUntil = {
    kind: 'day',
    name: 'until',
    label: 'Last day',
    hint: 'That day belongs to it.',
  } as const;
  const first = withDay('from', 'the first day', {});
  const last = withDay('until', 'the last day', {});
  const typed = { ...dayBoxes('from', on), ...dayBoxes('until', addDays(on, 6)) };
  if (of !== 'new') {
    if (!covers.some(one => one.id === of && one.lost === null && one.until >= on)) return {};
    const asked = {
      question: 'End this cover?',
      lead: 'From today nobody stands in there, and it is shown as not covered until somebody else does.',
      fields: [],
      schema: z.object({}).transform(() => ({ do: 'end_cover', on, cover: of }) as const),
    };
    return { 'end-cover': { does: 'end_cover', back, typed: {}, asked } };
  }
  return {
    cover: {
      does: 'arrange_cover',
      back,
      typed,
      asked: {
        question: 'Who stands in for a colleague?',
        lead: 'On these days they see the people whom the colleague carries, and record for them.',
        fields: [
          { kind: 'one', name: 'absent', label: 'Who is away', items: items(carrying) },
          { kind: 'one', name: 'by', label: 'Who stands in', items: items(carrying) },
          asksFrom,
          asksUntil,
        ],
        schema: z
          .object({ absent: somebody, by: somebody })
          .and(first)
          .and(last)
          .transform(
            ({ absent, by, from, until }) =>
              ({ do: 'arrange_cover', on, cover: randomUUID(), absent, by, from, until }) as const,
          ),
      },
    },
    'on-call': {
      does: 'arrange_on_call',
      back,
      typed,
      asked: {
        question: 'Who is on call for how people are?',
        lead: 'They have what falls due while nobody is there.',
        fields: [
          {
            kind: 'one',
            name: 'by',
            label: 'Who',
            items: items(active.filter(isStaff)),
          },
          asksFrom,
          asksUntil,
        ],
        schema: z
          .object({ by: somebody })
          .and(first)
          .and(last)
          .transform(
            ({ by, from, until }) =>
              ({ do: 'arrange_on_call', on, cover: randomUUID(), by, from, until }) as const,
          ),
      },
    },
  };
}
