import { randomUUID } from 'node:crypto';
import type { HeldScope, OrganisationCommand, RetentionSchedule } from '@throughcare/pathway';
import type { Actor, Outcome } from '../../src/index.ts';
import { done } from '../people.ts';
import { on, type WithLeads } from './concerned.ts';

type House = Pick<WithLeads, 'records' | 'organisation' | 'administrator' | 'lead' | 'other'>;

/** A command to the organisation; of the first lead where nobody else is named. */
export function asked(
  at: House,
  command: OrganisationCommand,
  actor: Actor = at.lead,
  id: string = randomUUID(),
): Promise<Outcome> {
  return at.records.as(actor).decide('organisation', at.organisation, 'latest', id, command);
}

export function holdOn({ lead }: Pick<House, 'lead'>, scope: HeldScope, hold: string = randomUUID()) {
  return {
    do: 'hold_records',
    on,
    hold,
    scope,
    ground: 'inquiry',
    owner: lead.userId,
    authority: 'as told',
    until: null,
    reason: 'as told',
  } as const;
}

export function free(hold: string) {
  return { do: 'free_records', on, hold, reason: 'as told' } as const;
}

/** Acts while the first lead holds these records; then the other one lets them go. */
export async function heldWhile(at: House, scope: HeldScope, act: () => Promise<unknown>): Promise<void> {
  const command = holdOn(at, scope);
  await done(asked(at, command));
  await act();
  await done(asked(at, free(command.hold), at.other));
}

/** A schedule by which everything of this class that has ended is due a month later, set by one and checked by another. */
export async function schedule(
  at: House,
  of: RetentionSchedule['class'],
  agreed: RetentionSchedule['agreed'] = 'by_two',
): Promise<void> {
  const same = { on, class: of, months: 1, from: 'ended', agreed } as const;
  const more = { owner: at.administrator.userId, legalReference: 'as told', reason: 'as told' };
  await done(asked(at, { do: 'set_retention', ...same, ...more }, at.administrator));
  await done(asked(at, { do: 'check_retention', ...same }, at.other));
}

/** A contact that is over. */
export async function endedContact(at: House, worker: Actor): Promise<string> {
  const open = { group: 'another_adults_behaviour', statement: '1', words: 'as told' } as const;
  await done(at.records.asCaller(at.organisation).open(randomUUID(), open) as Promise<Outcome>);
  const mine = at.records.as(worker);
  const { contact } = (await mine.contacts()).find(one => one.status !== 'ended')!;
  await done(mine.decide('contact', contact, 'latest', randomUUID(), { do: 'end', on, how: 'answered' }));
  return contact;
}
