import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import type { Actor, RowOutcome } from '../../src/index.ts';
import { testRecords, type PostgresVersion, type TestRecords } from '../database.ts';
import { done } from '../people.ts';
import { map as usual } from './sheet.ts';

/** An organisation with a practitioner, a programme lead and a programme, into which caseloads arrive. */
export async function service(version?: PostgresVersion) {
  const at = await testRecords(version === undefined ? {} : { version });
  const ines = await at.join('practitioner');
  const lead = await at.join('programme_lead');
  const offered = {
    do: 'offer_programme',
    programme: 'p1',
    name: 'Moving on',
    sessions: 12,
    places: 8,
  } as const;
  await done(
    at.records
      .as(lead)
      .decide('organisation', at.organisation, 'latest', randomUUID(), { ...offered, on: day('2022-02-01') }),
  );
  return { at, ines, lead };
}

/** The files of a caseload by their names, as bytes or as text. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

interface Change {
  readonly dryRun?: boolean;
  readonly by?: Actor;
  readonly map?: string;
}

/** Takes in a caseload; one file alone is that of the people. */
export async function arrive(
  at: TestRecords,
  files: string | Uint8Array | Files,
  { dryRun = false, by = at.administrator, map = usual }: Change = {},
): Promise<RowOutcome[]> {
  const named = typeof files === 'string' || files instanceof Uint8Array ? { 'people.csv': files } : files;
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-arriving-'));
  try {
    for (const [name, content] of Object.entries(named)) writeFileSync(join(folder, name), content);
    const people = join(folder, 'people.csv');
    const outcomes: RowOutcome[] = [];
    await at.records.arrive({ organisation: at.organisation, by: by.userId, people, map, dryRun }, one =>
      outcomes.push(one),
    );
    return outcomes;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What became of each row, without words: its line, reference, outcome and the fields of which something is said. */
export const short = (outcomes: readonly RowOutcome[]) =>
  outcomes.map(({ line, reference, outcome, said }) => [
    line,
    reference,
    outcome,
    ...said.map(one => one.field),
  ]);

/** How many events there are of cases. */
export async function events(at: TestRecords): Promise<number> {
  const { rows } = await withClient(at.database.superuserUrl, client =>
    client.query<{ n: number }>(`select count(*)::int as n from throughcare.event where kind = 'case'`),
  );
  return rows[0].n;
}
