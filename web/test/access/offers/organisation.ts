import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { day, type OrganisationCommand } from '@throughcare/pathway';
import type { Actor } from '@throughcare/records';
import type { TestRecords } from '@throughcare/records/testing';
import type { Told } from '../../every-page/told.ts';
import { asFilled } from './states.ts';

const on = day('2026-03-01');

/**
 * The organisation at a point at which everything that can be recorded of it can be: a team with somebody in it, a cover
 * that stands, a schedule and a hold that were set by somebody else than those who are asked, two who are kept apart, a
 * duty desk, and a read that a rule shows.
 */
export async function standsAs(
  { records, organisation, administrator, clock }: TestRecords,
  spare: Actor,
  anotherLead: Actor,
  states: readonly Told[],
): Promise<void> {
  const [team, schedule] = [randomUUID(), { months: 72, from: 'ended', agreed: 'by_two' } as const];
  const set: readonly (readonly [Actor, OrganisationCommand])[] = [
    [administrator, { do: 'offer_programme', on, programme: 'P', name: 'Spring', sessions: 2, places: 4 }],
    [administrator, { do: 'make_team', on, team, name: 'as told' }],
    [administrator, { do: 'join_team', on, team, user: spare.userId }],
    [
      administrator,
      {
        do: 'arrange_on_call',
        on,
        cover: randomUUID(),
        by: spare.userId,
        from: on,
        until: day('2026-04-01'),
      },
    ],
    [
      administrator,
      {
        do: 'set_retention',
        on,
        class: 'casework',
        ...schedule,
        owner: administrator.userId,
        legalReference: 'as told',
        reason: 'as told',
      },
    ],
    [
      anotherLead,
      {
        do: 'hold_records',
        on,
        hold: randomUUID(),
        scope: 'casework',
        ground: 'inquiry',
        owner: anotherLead.userId,
        authority: 'as told',
        until: null,
        reason: 'as told',
      },
    ],
    [
      anotherLead,
      {
        do: 'set_duty_desk',
        on,
        desk: randomUUID(),
        area: 'as told',
        officeNumber: '020 7946 0000',
        officeHours: 'as told',
        outOfHoursNumber: null,
        checkBy: day('2026-08-01'),
      },
    ],
  ];
  for (const [actor, command] of set) await decide(actor, command);
  await records.fill(organisation, asFilled(states, clock.now));
  const [one, other] = states.filter(({ kind }) => kind === 'case').map(({ id }) => id);
  await decide(anotherLead, {
    do: 'keep_apart',
    on,
    pair: randomUUID(),
    cases: [one, other],
    reason: 'other',
  });
  // Carried by somebody else, so that it is read by role alone.
  assert.ok(await records.as(anotherLead).person(one));
  // Gone again: there are concerns here about every safeguarding lead.
  await decide(administrator, { do: 'leave', on, user: anotherLead.userId });

  async function decide(actor: Actor, command: OrganisationCommand): Promise<void> {
    const outcome = await records
      .as(actor)
      .decide('organisation', organisation, 'latest', randomUUID(), command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
  }
}
