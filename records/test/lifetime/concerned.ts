import { randomUUID } from 'node:crypto';
import { day, type ConcernCommand } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import type { Actor } from '../../src/index.ts';
import { testRecords, type PostgresVersion, type TestRecords } from '../database.ts';
import { done } from '../people.ts';

export const on = day('2026-03-12');
export const told = { said: 'cowslipsaid', child: 'Periwinklechild' };

export interface WithLeads extends TestRecords {
  readonly ines: Actor;
  readonly lead: Actor;
  readonly other: Actor;
}

/** An organisation with a practitioner and two safeguarding leads. */
export async function withLeads(version?: PostgresVersion): Promise<WithLeads> {
  const at = await testRecords(version ? { version } : {});
  const ines = await at.join('practitioner');
  const lead = await at.join('safeguarding_lead', 'programme_lead');
  return { ...at, ines, lead, other: await at.join('safeguarding_lead') };
}

export async function act(at: WithLeads, actor: Actor, id: string, ...commands: ConcernCommand[]) {
  for (const command of commands) {
    await done(at.records.as(actor).decide('concern', id, 'latest', randomUUID(), command));
  }
}

/** A concern that the first lead raised; `from` and `about` as they are given. */
export async function raised(
  at: WithLeads,
  more: { from?: string; about?: readonly string[] } = {},
): Promise<string> {
  const id = randomUUID();
  const { from = '', about = [] } = more;
  const source = from === '' ? 'staff' : 'case';
  await act(at, at.lead, id, { do: 'raise', on, source, immediateDanger: false, ...told, from, about });
  return id;
}

/** Two decide not to share it, and it is closed. */
export async function closed(at: WithLeads, id: string): Promise<void> {
  const { lead, other } = at;
  const ground = 'no_risk_described';
  const mine = { do: 'decide', on, share: false, ground, reason: 'as told', told: true } as const;
  await act(at, lead, id, { do: 'name_deciders', on, first: lead.userId, second: other.userId }, mine);
  await act(at, other, id, mine, { do: 'close', on, outcome: 'not_shared' });
}

/** How many keys of a record there are. */
export async function keysOf(at: TestRecords, stream: string): Promise<number> {
  return withClient(at.database.superuserUrl, async client => {
    const { rows } = await client.query('select from throughcare.data_key where stream = $1', [stream]);
    return rows.length;
  });
}
