import { randomUUID } from 'node:crypto';
import assert from 'node:assert/strict';
import { day, type CaseCommand, type Identity } from '@throughcare/pathway';
import { communityOrder } from '@throughcare/pathway/testing';
import type { House, Walker } from '../helpline/house.ts';

export const somebody: Identity = {
  surname: 'Marbernford',
  forename: 'Corwo',
  bornOn: day('1980-05-17'),
  sex: 'M',
  postcodeDistrict: 'QB3',
  pnc: null,
};

/** Offers the programmes that enrolments name. The tests' today is Thursday 12 March 2026. */
export async function offerProgrammes(house: House): Promise<void> {
  for (const [programme, name] of [
    ['group', 'Group programme'],
    ['course', 'Course by choice'],
  ] as const) {
    const outcome = await house.records
      .as(house.administrator)
      .decide('organisation', house.organisation, 'latest', randomUUID(), {
        do: 'offer_programme',
        on: day('2022-01-04'),
        programme,
        name,
        sessions: 3,
        places: 8,
      });
    assert.ok(outcome.ok);
  }
}

/** A case with this practitioner, sentenced on 13 May 2025 to a community order of 12 months. Gives its id. */
export function openCase(
  walker: Walker,
  reference = 'TC-2041',
  more: readonly CaseCommand[] = [],
  identity: Identity = somebody,
): Promise<string> {
  const sentence: CaseCommand = {
    do: 'record_sentence',
    on: day('2025-05-13'),
    sentence: { ...communityOrder, order: randomUUID() },
  };
  return convictedOnly(walker, reference, [sentence, ...more], identity);
}

/** A case of somebody convicted on 8 April 2025, with what `more` tells of them. */
export function convictedOnly(
  walker: Walker,
  reference: string,
  more: readonly CaseCommand[] = [],
  identity: Identity = somebody,
): Promise<string> {
  const commands: CaseCommand[] = [
    {
      do: 'refer',
      on: day('2025-03-20'),
      reference,
      source: 'probation',
      stage: 'before_the_court',
      identity,
    },
    { do: 'triage', on: day('2025-03-22'), outcome: 'accepted' },
    { do: 'open', on: day('2025-03-23'), practitioner: walker.actor.userId },
    { do: 'record_legal_step', proceedings: 'first', on: day('2025-04-08'), step: 'convicted' },
    ...more,
  ];
  return record(walker, commands);
}

/** A case opened before any court has decided. */
export function referredOnly(walker: Walker): Promise<string> {
  return record(walker, [
    {
      do: 'refer',
      on: day('2026-03-01'),
      reference: 'TC-NEW',
      source: 'probation',
      stage: 'before_the_court',
      identity: somebody,
    },
    { do: 'triage', on: day('2026-03-02'), outcome: 'accepted' },
    { do: 'open', on: day('2026-03-03'), practitioner: walker.actor.userId },
  ]);
}

async function record(walker: Walker, commands: readonly CaseCommand[]): Promise<string> {
  const id = randomUUID();
  let expected = 0;
  for (const command of commands) {
    const outcome = await walker.repository.decide('case', id, expected, randomUUID(), command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    expected = outcome.versions[id];
  }
  return id;
}

/** Somebody who waits for the group programme as their order requires. */
export function waits(enrolment: string, since = '2025-06-01'): CaseCommand {
  return { do: 'enrol', on: day(since), enrolment, programme: 'group', basis: 'requirement', assessed: true };
}

/** A group of the group programme, from `first` on, a week between sessions. */
export async function planGroup(lead: Walker, sessions: readonly string[], places = 8): Promise<string> {
  const id = randomUUID();
  const outcome = await lead.repository.decide('group', id, 0, randomUUID(), {
    do: 'plan',
    on: day('2025-06-01'),
    programme: 'group',
    name: 'Spring group',
    places,
    sessions: sessions.map(day),
    lead: lead.actor.userId,
  });
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return id;
}
