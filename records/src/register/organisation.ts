import type { OrganisationEvent } from '@throughcare/pathway';
import { fieldsOf, type EventRegister } from './entry.ts';

const { kept } = fieldsOf('organisation');
const user = kept('staff', 'whose account');
const roles = kept('staff', 'what they may see and do');

export const organisationRegister: EventRegister<OrganisationEvent> = {
  founded: {
    name: kept('nobody', 'who is answerable for the record'),
    madeUp: kept('nobody', 'keeps made-up people apart (E39)'),
  },
  person_joined: { user, name: kept('staff', 'names a worker to colleagues'), roles },
  roles_changed: { user, roles },
  person_left: { user },
  programme_offered: {
    programme: kept('nobody', 'which programme'),
    name: kept('nobody', 'what it is called'),
    sessions: kept('nobody', 'how long it is'),
    places: kept('nobody', 'how many it takes'),
  },
};
