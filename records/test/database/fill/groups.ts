import { randomUUID } from 'node:crypto';
import { addDays, asPlanned, type Day } from '@throughcare/pathway';
import { done } from '../../people.ts';
import type { Cases } from './casework.ts';
import type { House, Undated } from './house.ts';

/** A group with a register, what changes in it, and one that is called off; attendance and a completed programme. */
export async function fillGroups(house: House, { placed }: Cases): Promise<string> {
  const { records, staff, tell, today } = house;
  const { lead, other, carries } = staff;
  const [group, gone] = [randomUUID(), randomUUID()];
  const first = today();
  const plan = (sessions: readonly string[]): Undated<'group'> => ({
    do: 'plan',
    programme: 'P1',
    name: 'Tuesday',
    places: 6,
    sessions: sessions as never,
    lead: lead.userId,
    facilitators: [carries.userId],
    template: sessions.map(() => ({ module: 'Beginning', title: 'As planned' })),
  });
  await tell(lead, 'group', gone, plan([first, addDays(first, 7)]), { do: 'cancel', reason: 'No room.' });
  await tell(
    lead,
    'group',
    group,
    plan([first, addDays(first, 7), addDays(first, 14), addDays(first, 21)]),
    { do: 'name_facilitators', lead: lead.userId, facilitators: [other.userId] },
    { do: 'cover_session', session: 2, by: carries.userId },
    { do: 'move_session', session: 3, to: addDays(first, 15) },
    { do: 'cancel_session', session: 4, reason: 'room' },
    { do: 'tell_room', room: 'The second floor', times: '6pm' },
    { do: 'change_places', places: 5 },
  );
  await placeIn(house, group, placed, 'e1', first);
  await tell(lead, 'group', group, {
    do: 'add_session',
    kind: 'catch_up',
    day: addDays(first, 16),
    title: 'What was missed',
    for: [placed],
  });
  const marks = [{ case: placed, code: 'ATTC', late: true }] as const;
  const attended = { do: 'record_attendance', enrolment: 'e1', session: 1, code: 'ATTC' } as const;
  await done(
    records.as(lead).decideTogether(randomUUID(), [
      {
        kind: 'group',
        stream: group,
        expected: 'latest',
        command: { do: 'take_register', on: today(), session: 1, marks },
      },
      {
        kind: 'case',
        stream: placed,
        expected: 'latest',
        command: { ...attended, on: today(), how: { ...asPlanned, late: true } },
      },
    ]),
  );
  return group;
}

/** Later: a session that nobody came to, the last of the group, and a letter about it before it is finished. */
export async function finishGroup(house: House, group: string, { placed }: Cases): Promise<void> {
  const { tell, staff, today } = house;
  const { lead, carries } = staff;
  await tell(lead, 'group', group, { do: 'record_nobody', session: 2 });
  const letter = (
    id: string,
    to: 'court' | 'person',
    kind: 'attendance' | 'progress',
    enrolment: string,
  ): Undated<'case'> => ({
    do: 'issue_letter',
    letter: id,
    kind,
    to,
    personAsked: to === 'person',
    enrolment,
    name: 'Esk Marrowby',
    until: today(),
  });
  await tell(
    carries,
    'case',
    placed,
    letter(randomUUID(), 'court', 'attendance', 'e1'),
    letter(randomUUID(), 'person', 'progress', 'e2'),
    letter('l3', 'court', 'progress', 'e1'),
    { do: 'withdraw_letter', letter: 'l3', reason: 'issued_in_error' },
    { do: 'record_attendance', enrolment: 'e1', session: 2, code: 'ATTC', how: asPlanned },
    { do: 'complete_programme', enrolment: 'e1' },
    { do: 'hold_review', enrolment: 'e1' },
  );
  await tell(lead, 'group', group, { do: 'free_place', case: placed });
  const [over, friday] = [randomUUID(), randomUUID()];
  const plan = {
    do: 'plan',
    programme: 'P2',
    name: 'Friday',
    places: 4,
    sessions: [today()],
    lead: lead.userId,
  } as const;
  const register = { do: 'take_register', session: 1, marks: [] } as const;
  await tell(lead, 'group', over, plan, register, { do: 'finish' });
  await tell(lead, 'group', friday, { ...plan, sessions: [addDays(today(), 60)] });
  await placeIn(house, friday, placed, 'e2', addDays(today(), 60));
}

/** Said in the group and in the case at once. */
async function placeIn(
  { records, staff, today }: House,
  group: string,
  id: string,
  enrolment: string,
  startsOn: Day,
) {
  const on = today();
  const taken = { do: 'take_place', on, case: id, enrolment } as const;
  const given = { do: 'give_place', on, enrolment, group, startsOn } as const;
  await done(
    records.as(staff.lead).decideTogether(randomUUID(), [
      { kind: 'group', stream: group, expected: 'latest', command: taken },
      { kind: 'case', stream: id, expected: 'latest', command: given },
    ]),
  );
}
