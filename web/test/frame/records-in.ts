import { randomUUID } from 'node:crypto';
import { day } from '@throughcare/pathway';
import type { FilledStream } from '@throughcare/records';
import type { TestRecords } from '@throughcare/records/testing';

export const CANARY = 'Canarywick';
const on = day('2026-03-12');

/** One record of each kind, in an organisation; each holds the canary. */
export async function recordsIn(
  { records, clock }: Pick<TestRecords, 'records' | 'clock'>,
  organisation: string,
  excluded: readonly string[],
): Promise<Record<string, string>> {
  const ids = {
    case: randomUUID(),
    contact: randomUUID(),
    concern: randomUUID(),
    group: randomUUID(),
    opening: randomUUID(),
  };
  const identity = {
    surname: CANARY,
    forename: 'Wren',
    bornOn: null,
    sex: 'F',
    postcodeDistrict: null,
    pnc: null,
  };
  const told = (...commands: object[]) =>
    commands.map(command => ({ command: command as never, actor: 'somebody', recordedAt: clock.now }));
  const refer = { do: 'refer', on, reference: CANARY, source: 'probation', stage: 'convicted', identity };
  const keepOut = { do: 'exclude_staff', on, staff: excluded, reason: CANARY };
  const plan = { do: 'plan', on, programme: 'P', name: CANARY, places: 3, sessions: [on], lead: 'somebody' };
  const open = { do: 'open', on, case: ids.case, ground: 'nobody_there', hours: 4, reason: CANARY };
  const streams: FilledStream[] = [
    { kind: 'case', id: ids.case, steps: told(refer, ...(excluded.length > 0 ? [keepOut] : [])) },
    {
      kind: 'contact',
      id: ids.contact,
      steps: told({ do: 'open', on, group: 'other', statement: '1', words: CANARY }),
    },
    {
      kind: 'concern',
      id: ids.concern,
      steps: told({
        do: 'raise',
        on,
        source: 'staff',
        immediateDanger: false,
        said: CANARY,
        child: CANARY,
        about: excluded,
      }),
    },
    { kind: 'group', id: ids.group, steps: told(plan) },
    { kind: 'opening', id: ids.opening, steps: told(open) },
  ];
  await records.fill(organisation, streams);
  return ids;
}
