import { roles, type Day } from '@throughcare/pathway';
import type { OpenWork, Organisation } from '@throughcare/records';
import { z } from 'zod';
import { choices } from '../../frame/fields.ts';
import { paths } from '../../paths.ts';
import { keysOf } from '../../person/options.ts';
import { roleSees } from '../role-words.ts';
import type { Question } from './question.ts';

/** Roles to choose from, each with what it opens. */
export const roleItems = keysOf(roles).map(value => ({ value, text: `${roles[value]}. ${roleSees[value]}` }));

export const someRoles = choices(keysOf(roles)).refine(list => list.length > 0, 'Choose at least one role.');

/** What can be changed about somebody who works here. */
export function peopleQuestions(
  { people }: Organisation,
  on: Day,
  user: string,
  open: OpenWork | undefined,
): Readonly<Record<string, Question>> {
  const person = people.find(one => one.user === user && one.active);
  if (!person) return {};
  const back = { href: paths.organisationPerson({ user }), words: person.name };
  return {
    roles: {
      does: 'change_roles',
      back,
      typed: { roles: person.roles },
      asked: {
        question: `What ${person.name} does here`,
        lead: 'It counts from their next click.',
        fields: [{ kind: 'some', name: 'roles', label: 'Roles', items: roleItems }],
        schema: z
          .object({ roles: someRoles })
          .transform(value => ({ do: 'change_roles', on, user, ...value }) as const),
      },
    },
    leave: {
      does: 'leave',
      back,
      typed: {},
      asked: {
        question: `End the work of ${person.name} here`,
        lead: sayLeaving(open),
        fields: carriesNothing(open)
          ? []
          : [
              {
                kind: 'some',
                name: 'known',
                label: 'Before it ends',
                hint: 'If their access has to end at once, end it: nothing of the work is lost.',
                items: [
                  { value: 'yes', text: 'I know what they still carry, and it will be handed to somebody' },
                ],
              },
            ],
        schema: z
          .object({
            known: z
              .string()
              .default('')
              .refine(
                known => known === 'yes' || carriesNothing(open),
                'They still carry work. Have it handed over first, or tick the box to end their access now.',
              ),
          })
          .transform(() => ({ do: 'leave', on, user }) as const),
      },
    },
  };
}

function carriesNothing(open: OpenWork | undefined): boolean {
  return open !== undefined && Object.values(open).every(count => count === 0);
}

function sayLeaving(open: OpenWork | undefined): string {
  const carried = open ? sayOpenWork(open) : '';
  const closes = 'Their next click opens nothing any more, and what they recorded stays.';
  if (carried === '') return `They carry nothing now. ${closes}`;
  return `They still carry ${carried}. A programme lead hands cases and groups to somebody, a safeguarding lead names who decides. ${closes} What they carried stays listed until it has gone to somebody.`;
}

/** What somebody carries, in words; empty where it is nothing. */
export function sayOpenWork({ cases, groups, covers, concerns }: OpenWork): string {
  const parts = [
    counted(cases, 'case', 'cases'),
    counted(groups, 'group they lead', 'groups they lead'),
    counted(covers, 'cover', 'covers'),
    counted(concerns, 'concern to decide', 'concerns to decide'),
  ];
  return new Intl.ListFormat('en-GB').format(parts.filter(part => part !== undefined));
}

function counted(count: number, one: string, many: string): string | undefined {
  return count === 0 ? undefined : `${count} ${count === 1 ? one : many}`;
}
