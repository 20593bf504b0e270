import { CUSTODY, NEVER, justiceWorld } from '@throughcare/evidence/simulated';
import type { World } from '@throughcare/evidence/simulated';
import type { RandomStream } from '@throughcare/numerics';
import { day, dayNumber, firstProceedings } from '@throughcare/pathway';
import type { Day, Identity, Requirement } from '@throughcare/pathway';
import {
  clientRecord,
  clientReference,
  convictedClients,
  inServicesReach,
  numbered,
  withoutConviction,
} from '../extract/service-records.ts';
import type { Unnumbered } from '../extract/service-records.ts';
import { serviceTakes } from '../identity/error-rates.ts';
import { serviceCalendar, workingDay } from './calendar.ts';
import type { Client, ProgrammeKind, Wish } from './client.ts';
import { between, choose, serviceDraws, serviceId } from './draws.ts';
import { historyOfConviction, historyWithoutConviction } from './legal-history.ts';

/** The size at which the service holds just the people of `service-identities.csv`, and a few on licence besides. */
export const USUAL_PEOPLE = 420;
const USUAL_WORLD = 40_000;
const CHUNK = 40_000;
/** Of those released from custody in the service's areas. */
const ON_LICENCE = 0.025;
const FIRST_WITHOUT_CONVICTION = 0x80000000;
/** Of those without any conviction, so many in a hundred came within the last nine days. */
const JUST_CAME = 0.1;
const FOUR_YEARS = 1461;

type Draft = Omit<Client, 'reference'>;

/** Triage and opening follow a referral within days; nobody is enrolled before. */
function intake(random: RandomStream, referredOn: number): Pick<Client, 'triagedOn' | 'openedOn'> {
  const triagedOn = workingDay(referredOn + between(random, 1, 6));
  return { triagedOn, openedOn: workingDay(triagedOn + between(random, 1, 6)) };
}

/** The people of a service of about `people` whose today is `today`, in order of reference. */
export function serviceClients(seed: number, people: number, today: Day): Client[] {
  const scale = people / USUAL_PEOPLE;
  const ofWorld = Math.round(USUAL_WORLD * scale);
  const convicted: Draft[] = [];
  const onLicence: Draft[] = [];
  for (let first = 0; first < ofWorld; first += CHUNK) {
    const world = justiceWorld(seed, Math.min(CHUNK, ofWorld - first), first);
    convicted.push(
      ...convictedClients(seed, world).map(record => convictedClient(seed, world, record, today)),
    );
    onLicence.push(...clientsOnLicence(seed, world, today));
  }
  const without = Array.from({ length: Math.round(serviceTakes.withoutConviction * scale) }, (_, k) =>
    clientWithoutConviction(seed, k, today),
  );
  const inFile = numbered(seed, [...convicted, ...without]).map(({ record, ...client }) => ({
    ...client,
    reference: record,
  }));
  const besides = onLicence.map((client, k) => ({
    ...client,
    reference: clientReference(inFile.length + k),
  }));
  return [...inFile, ...besides];
}

function convictedClient(seed: number, world: World, record: Unnumbered, today: Day): Draft {
  const row = record.row!;
  const at = serviceCalendar(today);
  const key = world.people.first + row;
  const random = serviceDraws(seed, key, 'client');
  const required = record.basis === 'required';
  const sentenced = at(world.people.sentenced[row]);
  const started = world.programmeStarted[row];
  const suspended = world.sentences.suspended[row] === 1 || random.chance(0.35);
  const stays = world.programmeCompleted[row] !== NEVER;
  const from = started === NEVER ? undefined : at(started);
  const legal = historyOfConviction(random, at(world.people.convicted[row]));
  const { triagedOn, openedOn } = intake(random, legal.referredOn);
  const wish = (programme: ProgrammeKind, since: number, begins: number | undefined): Wish => ({
    enrolment: serviceId(seed, 'enrolment', key, programme === 'group' ? 0 : 1),
    programme,
    basis: programme === 'group' ? 'requirement' : 'voluntary_after_sentence',
    since,
    from: begins === undefined ? undefined : Math.max(begins, since + 7),
    stays,
  });
  const since = Math.max(sentenced + between(random, 5, 25), openedOn + 1);
  const wishes = [wish(required ? 'group' : 'course', since, from)];
  if (required && world.sentences.mixed[row] === 1) {
    wishes.push(wish('course', since + between(random, 5, 60), since + between(random, 70, 160)));
  }
  const months = choose(random, suspended ? suspendedMonths : communityMonths);
  return {
    key,
    case: serviceId(seed, 'case', key),
    basis: required ? 'required' : 'choice',
    identity: identityOnRecord(record),
    ...legal,
    triagedOn,
    openedOn,
    sentence: {
      on: sentenced,
      order: serviceId(seed, 'order', key),
      proceedings: firstProceedings,
      disposal: suspended ? 'suspended_sentence_order' : 'community_order',
      months,
      // The file of the police has no term; how long supervision lasts is not invented either.
      suspended: suspended ? { termMonths: null, supervisionMonths: null } : null,
      requirements: requirementsOf(random, required),
    },
    wishes,
    diedOn: diedOn(world, row, today),
  };
}

const communityMonths = [
  [12, 0.4],
  [18, 0.2],
  [24, 0.3],
  [36, 0.1],
] as const;
const suspendedMonths = [
  [12, 0.4],
  [18, 0.3],
  [24, 0.3],
] as const;

function requirementsOf(random: RandomStream, withProgramme: boolean): Requirement[] {
  const days = 5 * between(random, 2, 6);
  const activity: Requirement = { kind: 'rehabilitation_activity', most: days };
  if (withProgramme) return [{ kind: 'programme', most: null }, activity];
  return random.chance(0.3) ? [activity, { kind: 'unpaid_work', most: null }] : [activity];
}

function diedOn(world: World, row: number, today: Day): number | undefined {
  const died = world.died[row];
  const on = died === NEVER ? undefined : serviceCalendar(today)(died);
  return on === undefined || on >= dayNumber(today) ? undefined : on;
}

/** A few people released from custody, with a programme as a condition of their licence. */
function clientsOnLicence(seed: number, world: World, today: Day): Draft[] {
  const at = serviceCalendar(today);
  const clients: Draft[] = [];
  for (let row = 0; row < world.people.count; row++) {
    if (world.sentences.arm[row] !== CUSTODY || world.diedInside[row] === 1 || !inServicesReach(world, row))
      continue;
    const key = world.people.first + row;
    const random = serviceDraws(seed, key, 'licence');
    if (!random.chance(ON_LICENCE)) continue;
    const legal = historyOfConviction(random, at(world.people.convicted[row]));
    const { triagedOn, openedOn } = intake(random, legal.referredOn);
    const since = Math.max(at(world.zero[row]) + between(random, 4, 15), openedOn + 1);
    clients.push({
      key,
      case: serviceId(seed, 'case', key),
      basis: 'licence',
      identity: identityOnRecord(clientRecord(seed, world, row, 'required')),
      ...legal,
      triagedOn,
      openedOn,
      sentence: {
        on: at(world.people.sentenced[row]),
        order: serviceId(seed, 'order', key),
        proceedings: firstProceedings,
        disposal: 'immediate_custody',
        months: Math.round(world.sentences.term[row]),
        suspended: null,
        requirements: [],
      },
      releasedOn: at(world.zero[row]),
      wishes: [
        {
          enrolment: serviceId(seed, 'enrolment', key),
          programme: 'group',
          basis: 'licence',
          since,
          from: since + between(random, 14, 90),
          stays: random.chance(0.7),
        },
      ],
      diedOn: diedOn(world, row, today),
    });
  }
  return clients;
}

function clientWithoutConviction(seed: number, k: number, today: Day): Draft {
  const key = FIRST_WITHOUT_CONVICTION + k;
  const random = serviceDraws(seed, key, 'client');
  const now = dayNumber(today);
  const justCame = k % Math.round(1 / JUST_CAME) === 0;
  const referredOn = now - (justCame ? between(random, 1, 9) : between(random, 10, FOUR_YEARS));
  const legal = historyWithoutConviction(random, referredOn, now);
  const { triagedOn, openedOn } = intake(random, referredOn);
  const since = Math.max(referredOn + between(random, 18, 40), openedOn + 1);
  return {
    key,
    case: serviceId(seed, 'case', key),
    basis: 'none',
    identity: identityOnRecord(withoutConviction(seed, k)),
    ...legal,
    triagedOn,
    openedOn,
    sentence: undefined,
    wishes: [
      {
        enrolment: serviceId(seed, 'enrolment', key),
        programme: 'course',
        basis: 'voluntary_before_charge',
        since,
        from: random.chance(0.85) ? since + between(random, 10, 60) : undefined,
        stays: random.chance(0.75),
      },
    ],
    diedOn: undefined,
  };
}

function identityOnRecord({ recorded, pnc }: Unnumbered): Identity {
  return {
    surname: recorded.surname,
    forename: recorded.forename,
    bornOn: recorded.bornOn === '' ? null : day(recorded.bornOn),
    sex: recorded.sex,
    postcodeDistrict: recorded.postcodeDistrict === '' ? null : recorded.postcodeDistrict,
    pnc: pnc === '' ? null : pnc,
  };
}
