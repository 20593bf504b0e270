import { randomUUID } from 'node:crypto';
import { day, type CaseCommand, type Day, type Identity } from '@throughcare/pathway';
import type { Actor, Outcome, Records } from '../src/index.ts';

/** Somebody made up. */
export function identity(change: Partial<Identity> = {}): Identity {
  return {
    surname: 'Ashgrove',
    forename: 'Tobin',
    bornOn: day('1980-02-01'),
    sex: 'M',
    postcodeDistrict: 'ZZ1',
    pnc: null,
    ...change,
  };
}

export function refer(change: Partial<Extract<CaseCommand, { do: 'refer' }>> = {}) {
  return {
    do: 'refer',
    on: day('2026-03-02'),
    reference: 'TC-2041',
    source: 'probation',
    stage: 'convicted',
    identity: identity(),
    ...change,
  } as const;
}

/** Sends a command, and gives what it gave; throws when it was not done. */
export async function done(outcome: Promise<Outcome>): Promise<Extract<Outcome, { ok: true }>> {
  const given = await outcome;
  if (!given.ok) throw new Error(JSON.stringify(given));
  return given;
}

/** Refers somebody, by `sender` where they come from outside, and opens their case with `practitioner`; gives its id. */
export async function openCase(
  records: Records,
  practitioner: Actor,
  change: Parameters<typeof refer>[0] = {},
  sender?: Actor,
): Promise<string> {
  const id = randomUUID();
  const mine = records.as(practitioner);
  const on: Day = day('2026-03-03');
  const send = { ...refer(change), do: sender ? 'send_referral' : 'refer' } as const;
  await done(records.as(sender ?? practitioner).decide('case', id, 0, randomUUID(), send));
  await done(mine.decide('case', id, 'latest', randomUUID(), { do: 'triage', on, outcome: 'accepted' }));
  const open = { do: 'open', on, practitioner: practitioner.userId } as const;
  await done(mine.decide('case', id, 'latest', randomUUID(), open));
  return id;
}
