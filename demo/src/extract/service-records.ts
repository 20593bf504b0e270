import {
  CHOICE,
  EXTRACT_DAY,
  REQUIRED,
  draws,
  isoDay,
  whoIsSentenced,
  worldDay,
} from '@throughcare/evidence/simulated';
import type { World } from '@throughcare/evidence/simulated';
import type { RandomStream } from '@throughcare/numerics';
import { stream } from '@throughcare/numerics';
import { serviceKnows, serviceTakes } from '../identity/error-rates.ts';
import { drawIdentity } from '../identity/identity.ts';
import type { Identity } from '../identity/identity.ts';
import { smudge } from '../identity/smudge.ts';
import type { RecordedIdentity } from '../identity/smudge.ts';
import { identityOf } from './identities.ts';

/** One client in the service's own books, and who that truly is. */
export interface ServiceRecord {
  readonly record: string;
  /** Came under a requirement, by their own choice after sentence, or without any conviction. */
  readonly basis: 'required' | 'choice' | 'none';
  readonly recorded: RecordedIdentity;
  /** Empty where the service does not know it. */
  readonly pnc: string;
  readonly sentencedOn: string;
  readonly truth: Identity;
  /** The row in the world; undefined for people without any conviction. */
  readonly row: number | undefined;
}

export type Unnumbered = Omit<ServiceRecord, 'record'>;

/** Stands for nobody: the stream that belongs to the service and not to a person. */
const NOBODY = 0xffffffff;
const MIDDLE_OF_THE_FOUR_YEARS = worldDay('2024-06-01');
const [FROM, TO] = [worldDay(serviceTakes.from), worldDay(serviceTakes.to)];

/** The service's clients in the world of `seed`, numbered, with the errors of its records. */
export function serviceRecords(seed: number, world: World): ServiceRecord[] {
  const without = Array.from({ length: serviceTakes.withoutConviction }, (_, k) =>
    withoutConviction(seed, k),
  );
  return numbered(seed, [...convictedClients(seed, world), ...without]);
}

/** Those people of `world` whom the service knows, in order of row. */
export function convictedClients(seed: number, world: World): Unnumbered[] {
  const { people, sentences } = world;
  const records: Unnumbered[] = [];
  for (let i = 0; i < people.count; i++) {
    const arm = sentences.arm[i];
    if (arm !== REQUIRED && arm !== CHOICE) continue;
    if (!inServicesReach(world, i)) continue;
    const basis = arm === REQUIRED ? 'required' : 'choice';
    if (!draws(seed, people.first + i, 'serviceChoice').chance(serviceTakes[basis])) continue;
    records.push(clientRecord(seed, world, i, basis));
  }
  return records;
}

/** Lives in one of the service's areas and was sentenced in its four years. */
export function inServicesReach({ people }: World, i: number): boolean {
  return people.area[i] < serviceTakes.areas && people.sentenced[i] >= FROM && people.sentenced[i] <= TO;
}

/** What the service wrote down about row `i` of the world. */
export function clientRecord(
  seed: number,
  world: World,
  i: number,
  basis: 'required' | 'choice',
): Unnumbered {
  const truth = identityOf(seed, world, i);
  const random = draws(seed, world.people.first + i, 'serviceRecord');
  return {
    basis,
    recorded: smudge(random, truth),
    pnc: policeNumber(random, truth.pnc, basis),
    sentencedOn: sentenceDate(random, world.people.sentenced[i], basis),
    truth,
    row: i,
  };
}

function policeNumber(random: RandomStream, pnc: string, basis: 'required' | 'choice'): string {
  if (!random.chance(serviceKnows[basis].policeNumber)) return '';
  if (!random.chance(serviceKnows.policeNumberWrong)) return pnc;
  const digit = (Number(pnc.at(-1)) + 1 + random.below(9)) % 10;
  return pnc.slice(0, -1) + digit;
}

function sentenceDate(random: RandomStream, sentenced: number, basis: 'required' | 'choice'): string {
  const knows = serviceKnows[basis];
  const u = random.uniform();
  let wrong = random.below(121) - 60;
  if (u < knows.exact) wrong = 0;
  else if (u < knows.exact + knows.withinAWeek) wrong = random.below(15) - 7;
  if (!random.chance(knows.sentenceDate)) return '';
  return isoDay(Math.min(sentenced + wrong, EXTRACT_DAY));
}

/** The service's `k`-th client without any conviction; nobody in the extract. */
export function withoutConviction(seed: number, k: number): Unnumbered {
  const random = stream(seed, 1, k);
  const { age } = whoIsSentenced;
  const truth = drawIdentity(random, {
    age: Math.min(Math.floor(age.least + age.scale * random.gamma(age.shape)), age.most),
    female: random.chance(serviceTakes.withoutConvictionFemale),
    area: random.below(serviceTakes.areas),
    when: MIDDLE_OF_THE_FOUR_YEARS,
  });
  return { basis: 'none', recorded: smudge(random, truth), pnc: '', sentencedOn: '', truth, row: undefined };
}

/** Numbers the records in an order that tells nothing of where they came from. */
export function numbered<Record extends object>(
  seed: number,
  records: readonly Record[],
): (Record & { record: string })[] {
  const random = draws(seed, NOBODY, 'serviceOrder');
  return records
    .map(record => ({ record, place: random.uniform() }))
    .sort((a, b) => a.place - b.place)
    .map(({ record }, k) => ({ ...record, record: clientReference(k) }));
}

/** The reference of the service's `k`-th client, as its pages show it. */
export function clientReference(k: number): string {
  return `TC-${String(k + 1).padStart(4, '0')}`;
}
