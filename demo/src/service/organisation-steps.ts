import type { OrganisationCommand } from '@throughcare/pathway';
import { dayOf } from './calendar.ts';
import { programmes } from './client.ts';
import { serviceId } from './draws.ts';
import type { Staff } from './staff.ts';
import type { Draft } from './steps.ts';

type Command = Draft<OrganisationCommand>['command'];

const open = { opens: '09:00', closes: '17:30' };
const WEEK = [open, open, open, open, open, null, null];

/** Two made-up areas, with numbers that Ofcom keeps for drama: nobody answers them. */
const desks = [
  ['Quenshire', '020 7946 0118', '020 7946 0119'],
  ['Quell and Marren', '020 7946 0233, option 2', null],
] as const;

const CHECKED_BEFORE = 45;
const CHECKED_FOR = 180;

/** The made-up service: founded, staffed, with its two programmes, its hours, and whom it rings for a child in danger. */
export function organisationSteps(
  seed: number,
  staff: Staff,
  founded: number,
  today: number,
): Draft<OrganisationCommand>[] {
  const { administrator, safeguarding } = staff;
  const begins: Command[] = [
    { do: 'found', name: 'Quenlow Service', madeUp: true },
    ...staff.all.map(({ user, name, roles }) => ({ do: 'join', user, name, roles }) as const),
    ...Object.values(programmes).map(
      ({ id, name, sessions, places }) =>
        ({ do: 'offer_programme', programme: id, name, sessions, places }) as const,
    ),
    {
      do: 'set_staffed_hours',
      hours: WEEK,
      owner: administrator.user,
      reason: 'As printed on the door and on our letters.',
    },
  ];
  const checked = today - CHECKED_BEFORE;
  const dutyDesks: Command[] = desks.map(([area, officeNumber, outOfHoursNumber], key) => ({
    do: 'set_duty_desk',
    desk: serviceId(seed, 'dutyDesk', key),
    area,
    officeNumber,
    officeHours: 'Monday to Friday, 8:45am to 5pm',
    outOfHoursNumber,
    checkBy: dayOf(checked + CHECKED_FOR),
  }));
  return [
    ...begins.map(command => ({ on: founded, actor: administrator.user, command })),
    ...dutyDesks.map(command => ({ on: checked, actor: safeguarding[0].user, command })),
  ];
}
