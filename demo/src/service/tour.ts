import type { Client } from './client.ts';
import { serviceId } from './draws.ts';
import { orderEnds } from './runs.ts';

/** Whom the tour shows. All are cases of the first practitioner. */
export interface TourCases {
  /** A course by choice under way, and an order that ends before the group programme has a place. */
  readonly twoClocks: string;
  /** Another whose order ends before there is a place. */
  readonly orderEndsFirst: string;
  /** Charged yesterday; nobody has asked yet how they are. */
  readonly chargedYesterday: string;
}

const COURSE_BEGAN = 49;
const MOVED = 5;
/** Two 12-month orders that end between the next group programme and the one after. */
const ORDERS_END_IN = [69, 55] as const;
const ENROLLED = 120;
/** Later than any run that is planned, so they wait. */
const NOT_SOON = 500;

/**
 * Sets apart the people whom the tour shows, out of those the service has: two who were ordered to the group
 * programme and still wait for it, while their orders end in about ten weeks, the first with a course by choice
 * in its seventh week and a recent move besides; and somebody under investigation, charged the day before.
 */
export function withTourCases(
  seed: number,
  clients: readonly Client[],
  today: number,
): { clients: Client[]; tour: TourCases } {
  const orderEndsOff = (client: Client, aim: number): number | undefined => {
    const fits = client.basis === 'required' && client.diedOn === undefined && client.sentence!.months === 12;
    return fits ? Math.abs(orderEnds(client)! - today - aim) : undefined;
  };
  const waits = nearest(clients, client => orderEndsOff(client, ORDERS_END_IN[0]));
  const waitsToo = nearest(
    clients.filter(client => client !== waits),
    client => orderEndsOff(client, ORDERS_END_IN[1]),
  );
  const charged = nearest(clients, client => {
    const fits =
      client.stage === 'released_under_investigation' &&
      client.legal.length === 0 &&
      client.openedOn < today - 60;
    return fits ? today - client.openedOn : undefined;
  });
  const stillWaiting = ({ wishes }: Client) => ({
    ...wishes[0],
    since: today - ENROLLED,
    from: today + NOT_SOON,
  });
  const since = today - COURSE_BEGAN - 20;
  const course = {
    enrolment: serviceId(seed, 'enrolment', waits.key, 1),
    programme: 'course',
    basis: 'voluntary_after_sentence',
    since,
    // First in turn, so that they have a place in the run that meets today.
    from: waits.openedOn,
    stays: true,
  } as const;
  const replaced = new Map<Client, Client>([
    [waits, { ...waits, movedOn: today - MOVED, wishes: [stillWaiting(waits), course] }],
    [waitsToo, { ...waitsToo, wishes: [stillWaiting(waitsToo)] }],
    [charged, { ...charged, legal: [{ step: 'charged', on: today - 1 }] }],
  ]);
  return {
    clients: clients.map(client => replaced.get(client) ?? client),
    tour: { twoClocks: waits.case, orderEndsFirst: waitsToo.case, chargedYesterday: charged.case },
  };
}

/** The client whom `off` finds least far off; it answers undefined for somebody who does not fit at all. */
function nearest(clients: readonly Client[], off: (client: Client) => number | undefined): Client {
  const fitting = clients.filter(client => off(client) !== undefined);
  if (fitting.length === 0) {
    throw new RangeError(
      `Among ${clients.length} people nobody fits the tour; a service of 100 or more has them.`,
    );
  }
  return fitting.reduce((best, client) => (off(client)! < off(best)! ? client : best));
}
