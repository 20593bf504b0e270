import { randomUUID } from 'node:crypto';
import type { TestRecords } from '../../database.ts';
import { fillCases, type Cases } from './casework.ts';
import { fillConcerns } from './concerns.ts';
import { fillGroups, finishGroup } from './groups.ts';
import { fillHelpline, promiseCall } from './helpline.ts';
import { openHouse, type House } from './house.ts';
import { eraseTwo, fillLifetime } from './lifetime.ts';
import { fillOrganisation } from './organisation.ts';

/** The moment at which it is founded. */
export const FOUNDED = Date.UTC(2026, 9, 26, 9);

export interface Filled {
  readonly house: House;
  readonly cases: Cases;
  readonly contact: string;
  /** A closed concern whose erasure was asked for. */
  readonly concern: string;
}

/**
 * Fills a small service of made-up people with everything that can happen, by the commands that a person gives. What
 * two people erase is asked for, and agreed to only by `endFilling`.
 */
export async function beginFilling(at: TestRecords): Promise<Filled> {
  const house = await openHouse(at);
  house.goTo('2026-10-27');
  await fillOrganisation(house);
  const cases = await fillCases(house);
  await at.records.tend();
  house.goTo('2026-10-29');
  const group = await fillGroups(house, cases);
  const contact = await fillHelpline(house, cases.handed);
  const concern = await fillConcerns(house, contact, cases);
  await at.records.tend();
  house.goTo('2026-11-05');
  await finishGroup(house, group, cases);
  await fillLifetime(house, cases);
  await looks(house, cases, group);
  return { house, cases, contact, concern };
}

/** Erases what was asked for, and leaves a day under its root. */
export async function endFilling({ house, cases, contact, concern }: Filled): Promise<void> {
  await eraseTwo(house, cases, concern);
  house.goTo('2026-11-07');
  await house.records.tend();
  await promiseCall(house, contact);
}

/** Reads, of every kind that the access log keeps apart; a note that waits, and what left the house. */
async function looks(
  { records, staff, administrator, clock }: House,
  { placed, restricted }: Cases,
  group: string,
): Promise<void> {
  const { carries, lead, safeguarding, worker, auditor, analyst, partner } = staff;
  await records.as(carries).today();
  await records.as(carries).person(restricted);
  await records.as(lead).waitingList();
  await records.as(lead).group(group);
  await records.as(worker).contacts();
  await records.as(safeguarding).concerns();
  await records.as(safeguarding).sensitiveReads(0);
  await records.as(partner).sent();
  await records.as(analyst).extract();
  await records.as(administrator).identityFile('To link one extract with another.');
  await records.as(auditor).auditTrail({ sinceMs: 0, limit: 50 });
  const { letters } = (await records.as(carries).person(placed))!.state;
  await records.as(carries).letter(placed, letters[0].id);
  await records.as(carries).keepDraft(randomUUID(), {
    page: `/people/${placed}/note`,
    values: { words: 'A note that waits for a second look.' },
  });
  clock.now += 60_000;
}
