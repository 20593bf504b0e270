import type { OrganisationCommand } from '@throughcare/pathway';
import { programmes } from './client.ts';
import type { Staff } from './staff.ts';
import type { Draft } from './steps.ts';

/** The made-up service: founded, staffed, with its two programmes. */
export function organisationSteps(staff: Staff, on: number): Draft<OrganisationCommand>[] {
  const commands: Draft<OrganisationCommand>['command'][] = [
    { do: 'found', name: 'Quenlow Service', madeUp: true },
    ...staff.all.map(({ user, name, roles }) => ({ do: 'join', user, name, roles }) as const),
    ...Object.values(programmes).map(
      ({ id, name, sessions, places }) =>
        ({ do: 'offer_programme', programme: id, name, sessions, places }) as const,
    ),
  ];
  return commands.map(command => ({ on, actor: staff.administrator.user, command }));
}
