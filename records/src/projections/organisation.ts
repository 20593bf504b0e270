import type { OrganisationState } from '@throughcare/pathway';
import type { Projected } from './project.ts';
import type { Rows } from './tables.ts';

export function projectOrganisation(state: OrganisationState, { organisation, version }: Projected): Rows {
  if (!state.founded) return {};
  return {
    organisation_row: [{ organisation, version, name: state.name, made_up: state.madeUp }],
    member: state.people.map(person => ({
      organisation,
      user_id: person.user,
      name: person.name,
      roles: [...person.roles],
      active: person.active,
    })),
    programme: state.programmes.map(one => ({
      organisation,
      programme: one.id,
      name: one.name,
      sessions: one.sessions,
      places: one.places,
    })),
  };
}
