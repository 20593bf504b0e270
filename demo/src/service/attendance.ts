import { attendanceOutcomes } from '@throughcare/pathway';
import type { AttendanceCode, LeavingReason } from '@throughcare/pathway';
import { between, choose, serviceDraws } from './draws.ts';
import { isBoundToSentence } from './client.ts';
import { orderEnds } from './runs.ts';
import type { Member, Run } from './runs.ts';

const codes: readonly (readonly [AttendanceCode, number])[] = [
  ['ATTC', 0.85],
  ['AFTC', 0.01],
  ['UAAB', 0.035],
  ['AAME', 0.035],
  ['AAEM', 0.025],
  ['AAFC', 0.015],
  ['AAHO', 0.01],
  ['AACL', 0.005],
  ['RSOF', 0.01],
  ['RSSR', 0.005],
];

const leaving: readonly (readonly [LeavingReason, number])[] = [
  ['stopped_coming', 0.4],
  ['work', 0.15],
  ['illness', 0.15],
  ['moved', 0.15],
  ['returned_to_court', 0.15],
];

export interface Mark {
  readonly session: number;
  readonly on: number;
  readonly code: AttendanceCode;
}

/** How one member's time in a run went, as it will have been when all is over. */
export interface Participation {
  readonly marks: readonly Mark[];
  /** The day and reason of leaving before the end; undefined for somebody who stayed. */
  readonly left: { readonly on: number; readonly reason: LeavingReason } | undefined;
}

/** Every mark of a member, and whether and why they left. The first session of all is attended. */
export function participation(seed: number, run: Run, { client, wish }: Member): Participation {
  const random = serviceDraws(seed, client.key, 'attendance', wish.programme === 'group' ? 0 : 1);
  const lastSession = wish.stays ? run.sessions.length : between(random, 2, run.sessions.length - 2);
  const reason = choose(random, leaving);
  const marks: Mark[] = [];
  run.sessions.forEach((on, k) => {
    const drawn = choose(random, codes);
    const atTheEnds = k === 0 || k === lastSession - 1;
    const code = atTheEnds && !attendanceOutcomes[drawn].attended ? 'ATTC' : drawn;
    if (k < lastSession) marks.push({ session: k + 1, on, code });
  });
  const usual = wish.stays ? undefined : { on: marks[marks.length - 1].on + 8, reason };
  const cut = sooner(usual, endingFromOutside({ client, wish }, run));
  return { marks: marks.filter(({ on }) => cut === undefined || on < cut.on), left: cut };
}

type Ending = { readonly on: number; readonly reason: LeavingReason };

/** A death, or the end of the order that the place depended on: both end it whatever the person wished. */
function endingFromOutside({ client, wish }: Pick<Member, 'client' | 'wish'>, run: Run): Ending | undefined {
  const last = run.sessions[run.sessions.length - 1];
  const death =
    client.diedOn === undefined ? undefined : ({ on: client.diedOn + 2, reason: 'died' } as const);
  const ends = orderEnds(client);
  const over = isBoundToSentence(wish) && ends !== undefined && ends < last;
  return sooner(
    death && death.on <= last ? death : undefined,
    over ? { on: ends + 1, reason: 'order_ended' } : undefined,
  );
}

function sooner(a: Ending | undefined, b: Ending | undefined): Ending | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.on <= b.on ? a : b;
}
