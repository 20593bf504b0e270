import { groupDecider, type GroupCommand, type GroupEvent } from '@throughcare/pathway';
import type { Group, Organisation } from '@throughcare/records';
import { z } from 'zod';
import type { Asked } from '../../asked/asked.ts';
import { line, whole } from '../../frame/fields.ts';
import { askedAgain, onAnotherDay, type Again } from '../../history/again.ts';
import { groupQuestions } from '../change/questions.ts';
import { whoMayLead } from '../change/route.ts';

/** The question by which each change is recorded, by the last part of its address. */
const questionOf: Readonly<Partial<Record<GroupCommand['do'], string>>> = {
  move_session: 'move',
  cancel_session: 'cancel-session',
  add_session: 'add-session',
  cover_session: 'cover',
  name_facilitators: 'who',
  tell_room: 'room',
  change_places: 'places',
  cancel: 'cancel',
};

/** What can have been wrong in the planning itself; its sessions and who runs it are changed as they are for any group. */
const planning = {
  fields: [
    { kind: 'line', name: 'name', label: 'What the group is called' },
    { kind: 'line', name: 'places', label: 'Places' },
  ],
  schema: z.object({
    name: line('Enter what the group is called.'),
    places: whole('Enter a whole number, such as 8.'),
  }),
} as const satisfies Pick<Asked<object>, 'fields' | 'schema'>;

/**
 * What stands in people’s own records too: a place is given and freed there, and a mark is put right in the register. Put
 * right here alone, the two would no longer say the same.
 */
const alsoOfPeople: readonly GroupEvent['type'][] = ['place_taken', 'place_freed', 'register_taken'];

/** Whether an entry is put right on the group's page: one that no other record holds too. */
export function isOfTheGroup(event: GroupEvent, { isWhole }: Group): boolean {
  // A list of people that somebody sees in part would lose those whom they do not see.
  return !alsoOfPeople.includes(event.type) && (isWhole || event.type !== 'session_added');
}

/** How an entry of a group is told again as it should have been. */
export function groupAgain(
  event: GroupEvent,
  group: Group,
  people: Organisation['people'],
): Again<GroupCommand> {
  const command = groupDecider.commandOf(event)!;
  if (command.do === 'plan') return askedAgain<GroupCommand>(command, planning);
  const { sessions } = group.state;
  // Whom the entry names stays to be chosen, also where they have left since.
  const staff = people.filter(one => whoMayLead(people).includes(one) || isNamed(command, one.user));
  const questions = groupQuestions({ group, sessions, staff, today: command.on });
  const question = questionOf[command.do];
  return question === undefined ? onAnotherDay(command) : askedAgain(command, questions[question]);
}

function isNamed(command: GroupCommand, user: string): boolean {
  return Object.values(command).flat().includes(user);
}
