import { randomBytes, randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import { day } from '@throughcare/pathway';

export interface Sent {
  readonly user: string;
  readonly stream: string;
  readonly expected?: number;
  readonly command?: string;
}

/** Asks as the serving role asks, with rows that would be as good as any; gives which were done, by their places from 0. */
export async function askTogether(
  client: ClientBase,
  organisation: string,
  sent: readonly Sent[],
): Promise<number[]> {
  const each = <Value>(value: (one: Sent) => Value) => sent.map(value);
  const { rows } = await client.query<{ done: number[] }>(
    'select throughcare.append_together($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15) as done',
    [
      organisation,
      each(one => one.user),
      each(one => one.command ?? randomUUID()),
      each(() => randomBytes(32)),
      each(one => one.stream),
      each(one => one.expected ?? 3),
      each(() => 'note_written'),
      each(() => 1),
      each(() => day('2026-03-10')),
      each(() => new Date()),
      each(() => randomUUID()),
      each(() => randomBytes(40)),
      each(() => null),
      each(() => randomBytes(32)),
      null,
    ],
  );
  return rows[0].done.map(place => place - 1);
}
