import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { day, type OrganisationCommand } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import type { Actor } from '../../src/index.ts';
import { testRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

export const on = day('2026-03-12');

export type SetRetention = Extract<OrganisationCommand, { do: 'set_retention' }>;

/** A house that sets for how long it keeps what, with what ends in it. */
export async function openKeeping() {
  const at = await testRecords();
  const ines = await at.join('practitioner');
  const lead = await at.join('programme_lead');
  const second = await at.join('safeguarding_lead');
  const worker = await at.join('helpline_worker');

  const set = (change: Partial<SetRetention> = {}) =>
    at.records.as(at.administrator).decide('organisation', at.organisation, 'latest', randomUUID(), {
      do: 'set_retention',
      on,
      class: 'casework',
      months: 72,
      from: 'ended',
      agreed: 'by_two',
      owner: at.administrator.userId,
      legalReference: 'policy 4, as told',
      reason: 'as told',
      ...change,
    });

  const check = (
    change: Partial<Extract<OrganisationCommand, { do: 'check_retention' }>> = {},
    actor: Actor = second,
  ) =>
    at.records.as(actor).decide('organisation', at.organisation, 'latest', randomUUID(), {
      do: 'check_retention',
      on,
      class: 'casework',
      months: 72,
      from: 'ended',
      agreed: 'by_two',
      ...change,
    });

  async function closedCase(reference: string): Promise<string> {
    const id = await openCase(at.records, ines, { reference, stage: 'not_known_to_police' });
    const close = { do: 'close', on, reason: 'completed', watchedBy: null, transfer: null } as const;
    await done(at.records.as(ines).decide('case', id, 'latest', randomUUID(), close));
    return id;
  }

  async function endedContact(): Promise<string> {
    const opened = await at.records
      .asCaller(at.organisation)
      .open(randomUUID(), { group: 'another_adults_behaviour', statement: '1', words: 'as told' });
    assert.ok(opened.ok);
    const mine = at.records.as(worker);
    const contact = (await mine.contacts()).find(one => one.status !== 'ended')!.contact;
    const end = { do: 'end', on, how: 'answered' } as const;
    await done(mine.decide('contact', contact, 'latest', randomUUID(), end));
    return contact;
  }

  const of = async (name: string, actor = second) =>
    (await at.records.as(actor).retention()).find(one => one.class === name)!;

  /** How many keys of a stream there are. */
  const keysOf = async (stream: string) =>
    withClient(at.database.superuserUrl, async client => {
      const { rows } = await client.query('select from throughcare.data_key where stream = $1', [stream]);
      return rows.length;
    });

  const laterBy = (years: number) => {
    at.clock.now = Date.UTC(2026 + years, 2, 12, 10);
  };

  return { at, lead, second, worker, set, check, closedCase, endedContact, of, keysOf, laterBy };
}
