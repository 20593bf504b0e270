import { dayNumber } from '@throughcare/pathway';
import type { Day } from '@throughcare/pathway';
import { participation } from './attendance.ts';
import { caseSteps } from './case-steps.ts';
import type { Placed } from './case-steps.ts';
import type { Client } from './client.ts';
import { serviceClients } from './clients.ts';
import { concernSteps, serviceConcerns } from './concerns.ts';
import { contactSteps, serviceContacts } from './contacts.ts';
import { serviceDraws, serviceId } from './draws.ts';
import { groupSteps } from './group-steps.ts';
import { organisationSteps } from './organisation-steps.ts';
import { serviceOpenings } from './openings.ts';
import { planRuns } from './runs.ts';
import { serviceStaff } from './staff.ts';
import type { Staff, Worker } from './staff.ts';
import { inOrder } from './steps.ts';
import type { Draft, StreamHistory } from './steps.ts';
import { withTourCases } from './tour.ts';
import type { TourCases } from './tour.ts';

/** A made-up service: who works there, and all that was recorded up to the eve of its today. */
export interface ServiceHistory {
  readonly organisation: string;
  readonly staff: Staff;
  readonly tour: TourCases;
  /** Each stream whole, the organisation first. Can be walked any number of times. */
  streams(): Iterable<StreamHistory>;
}

/**
 * The history of a service of about `people` whose today is `today`, as commands to the deciders of `pathway`.
 * The same seed, size and day give the same history; nothing in it happens on `today` or later.
 */
export function serviceHistory(seed: number, people: number, today: Day): ServiceHistory {
  const staff = serviceStaff(seed, people);
  const { clients, tour } = withTourCases(seed, serviceClients(seed, people, today), dayNumber(today));
  const organisation = serviceId(seed, 'organisation', 0);
  const practitionerOf = (client: Client): Worker => {
    if (Object.values(tour).includes(client.case)) return staff.practitioners[0];
    const random = serviceDraws(seed, client.key, 'client', 1);
    return staff.practitioners[random.below(staff.practitioners.length)];
  };
  const keep = <Command>(drafts: readonly Draft<Command>[]) => inOrder(drafts, today);

  function* streams(): Iterable<StreamHistory> {
    const founded = Math.min(...clients.map(client => client.referredOn)) - 30;
    const steps = keep(organisationSteps(seed, staff, founded, dayNumber(today)));
    yield { kind: 'organisation', id: organisation, steps };

    const places = new Map<string, Placed>();
    for (const run of planRuns(seed, clients, staff, people, today)) {
      const went = run.members.map(member => participation(seed, run, member));
      run.members.forEach(({ wish, placedOn }, k) =>
        places.set(wish.enrolment, { run, placedOn, went: went[k] }),
      );
      yield { kind: 'group', id: run.id, steps: keep(groupSteps(run, went, staff)) };
    }
    for (const client of clients) {
      const drafts = caseSteps(seed, client, practitionerOf(client), staff, places, today);
      yield { kind: 'case', id: client.case, steps: keep(drafts) };
    }
    for (const { id, drafts } of serviceOpenings(seed, staff, tour, today)) {
      yield { kind: 'opening', id, steps: keep(drafts) };
    }
    const contacts = serviceContacts(seed, people, staff, today);
    const held = clients.map(client => ({ client, practitioner: practitionerOf(client).user }));
    const concerns = serviceConcerns(seed, contacts, held, today);
    const raisedFrom = new Map(concerns.map(concern => [concern.from, concern]));
    for (const contact of contacts) {
      const drafts = contactSteps(seed, contact, raisedFrom.get(contact.id), today);
      yield { kind: 'contact', id: contact.id, steps: keep(drafts) };
    }
    for (const concern of concerns) {
      yield { kind: 'concern', id: concern.id, steps: keep(concernSteps(seed, concern, staff)) };
    }
  }
  return { organisation, staff, tour, streams };
}
