import { randomUUID } from 'node:crypto';
import { day } from '@throughcare/pathway';
import type { Actor } from '../../src/index.ts';
import type { Outcome } from '../../src/index.ts';
import type { TestRecords } from '../database.ts';
import { done } from '../people.ts';

const on = day('2026-03-12');

/** A concern that `worker` raised, about those of the staff who are named; nobody is in danger now. */
export async function raisedAbout(
  { records }: TestRecords,
  worker: Actor,
  about: readonly Actor[] = [],
): Promise<string> {
  const concern = randomUUID();
  const raise = {
    do: 'raise',
    on,
    source: 'staff',
    immediateDanger: false,
    about: about.map(one => one.userId),
    said: 's',
    child: 'c',
  } as const;
  await done(records.as(worker).decide('concern', concern, 0, randomUUID(), raise));
  return concern;
}

/** Joins or parts two concerns, in both at once. */
export async function inBoth(
  { records }: TestRecords,
  lead: Actor,
  act: 'join' | 'unjoin',
  [one, two]: readonly [string, string],
): Promise<Outcome> {
  return records.as(lead).decideTogether(randomUUID(), [
    { kind: 'concern', stream: one, expected: 'latest', command: { do: act, on, with: two } },
    { kind: 'concern', stream: two, expected: 'latest', command: { do: act, on, with: one } },
  ]);
}
