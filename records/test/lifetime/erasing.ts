import { randomUUID } from 'node:crypto';
import { day, londonDay, type CaseCommand } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import type { Actor } from '../../src/index.ts';
import { testRecords, type PostgresVersion, type TestRecords } from '../database.ts';
import { done, identity, openCase } from '../people.ts';
import { walk, type Walked } from '../walk.ts';

export const on = day('2026-03-12');
export const canary = {
  surname: 'Brackenthistle',
  forename: 'Quindelora',
  pnc: '19/7741193K',
  reference: 'TC-CANARY',
  reason: 'foxglovereason',
  review: 'harebellreview',
};

export interface Lived extends TestRecords {
  readonly walked: Walked;
  readonly lead: Actor;
  readonly other: Actor;
}

/** A service in which much happened, with two safeguarding leads. */
export async function live(version: PostgresVersion): Promise<Lived> {
  const at = await testRecords({ version });
  const walked = await walk(at);
  const lead = await at.join('programme_lead', 'safeguarding_lead');
  return { ...at, walked, lead, other: walked.safeguarding };
}

/** Somebody whose case is closed, who is in a group, and whose erasure was asked for by `lead`. */
export async function askedFor(at: Lived): Promise<string> {
  const { records, walked, lead } = at;
  const { surname, forename, pnc, reference } = canary;
  const who = identity({ surname, forename, pnc });
  const stage = 'not_known_to_police';
  const id = await openCase(records, walked.practitioner, { identity: who, reference, stage });
  const mine = records.as(walked.practitioner);
  const act = (command: CaseCommand) => done(mine.decide('case', id, 'latest', randomUUID(), command));
  await act({ do: 'write_note', on, words: 'marigoldnote' });
  await act({
    do: 'enrol',
    on,
    enrolment: 'e9',
    programme: 'P1',
    basis: 'voluntary_before_charge',
    assessed: true,
  });
  const place = { do: 'take_place', on, case: id, enrolment: 'e9' } as const;
  await done(records.as(lead).decide('group', walked.group, 'latest', randomUUID(), place));
  await act({ do: 'give_place', on, enrolment: 'e9', group: walked.group, startsOn: on });
  await act({ do: 'leave_programme', on, enrolment: 'e9', reason: 'moved' });
  await openedInEmergency(at, id);
  await act({ do: 'close', on, reason: 'no_contact', watchedBy: null, transfer: null });
  await done(records.as(lead).decide('case', id, 'latest', randomUUID(), ask));
  return id;
}

/** Opened in an emergency by `lead`, and looked at afterwards by the other one. */
export async function openedInEmergency({ records, clock, lead, other }: Lived, id: string, reviewed = true) {
  const opening = randomUUID();
  const { reason, review: words } = canary;
  // A case is opened now; a test may have moved the clock.
  const today = londonDay(clock.now);
  const open = { do: 'open', on: today, case: id, ground: 'person_at_risk', hours: 2, reason } as const;
  await done(records.as(lead).decide('opening', opening, 0, randomUUID(), open));
  if (reviewed) await reviewOpening({ records, clock, other }, opening, words);
  return opening;
}

export async function reviewOpening(
  { records, clock, other }: Pick<Lived, 'records' | 'clock' | 'other'>,
  opening: string,
  words = '',
) {
  const review = { do: 'review', on: londonDay(clock.now), outcome: 'right', words } as const;
  await done(records.as(other).decide('opening', opening, 'latest', randomUUID(), review));
}

/** The opening of a case, as the other lead reads it. */
export async function openingOf({ records, other }: Pick<Lived, 'records' | 'other'>, id: string) {
  const { rows } = await records.as(other).openings();
  return (await records.as(other).opening(rows.find(one => one.case === id)!.opening))!;
}

const ask = {
  do: 'ask_erasure',
  on,
  ground: 'no_longer_needed',
  personAsked: true,
  reason: 'as told',
} as const;

export const headOf = async (at: Lived, id: string) => (await at.records.as(at.other).person(id))!.version;

/** Every row of every table, as text, for a search; events and keys by their bytes. */
export async function everything(at: TestRecords): Promise<string> {
  return withClient(at.database.superuserUrl, async client => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('throughcare', 'auth')`,
    );
    const parts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`select t::text as text from ${name} t`);
      parts.push(`${name}\n${rows.map(row => row.text).join('\n')}`);
    }
    return parts.join('\n');
  });
}

/** The wrapped keys and the tokens of a record, as they stand in the database. */
export async function marksOf(at: TestRecords, id: string): Promise<{ keys: Buffer[]; tokens: string[] }> {
  return withClient(at.database.superuserUrl, async client => {
    const keys = await client.query<{ wrapped: Buffer }>(
      'select wrapped from throughcare.data_key where stream = $1',
      [id],
    );
    const tokens = await client.query<{ token: string }>(
      'select token from throughcare.case_token where case_id = $1',
      [id],
    );
    return { keys: keys.rows.map(row => row.wrapped), tokens: tokens.rows.map(row => row.token) };
  });
}
