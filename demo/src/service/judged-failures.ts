import { attendanceOutcomes, enforcementProposal } from '@throughcare/pathway';
import type { CaseCommand, JudgedFailure } from '@throughcare/pathway';
import { dayOf, workingDay } from './calendar.ts';
import { isBoundToSentence } from './client.ts';
import type { Client, Wish } from './client.ts';
import type { Mark } from './attendance.ts';
import { between, serviceDraws } from './draws.ts';
import { orderEnds } from './runs.ts';
import type { Draft } from './steps.ts';
import { failureWords } from './words.ts';

const EXCUSED = 0.55;
const LATE = 0.04;

/**
 * What the officer decided about each session of an ordered programme that was not complied with: mostly excused, else
 * a warning, and a referral for breach where a warning still counts and a court can still hear it.
 */
export function failureSteps(
  seed: number,
  client: Client,
  wish: Wish,
  marks: readonly Mark[],
  officer: string,
): Draft<CaseCommand>[] {
  const ends = orderEnds(client);
  if (!client.sentence || ends === undefined || !isBoundToSentence(wish)) return [];
  const random = serviceDraws(seed, client.key, 'checks', 2);
  const { order } = client.sentence;
  const drafts: Draft<CaseCommand>[] = [];
  const act = (on: number, command: Draft<CaseCommand>['command']): void => {
    drafts.push({ on, actor: officer, command });
  };
  const failures: JudgedFailure[] = [];
  let heardOn = Number.NEGATIVE_INFINITY;
  for (const { session, on, code } of marks) {
    if (attendanceOutcomes[code].complied) continue;
    const days = random.chance(LATE) ? between(random, 9, 16) : between(random, 0, 3);
    // Once the order is over nothing can be decided under it.
    const decidedOn = Math.min(workingDay(on + days), ends);
    const isExcused = random.chance(EXCUSED) || heardOn >= decidedOn;
    const proposed = isExcused ? 'excused' : enforcementProposal({ failures }, dayOf(on)).proposes;
    const hearing = proposed === 'referred' ? workingDay(decidedOn + between(random, 25, 50)) : null;
    // What no court can hear before the order is over is not referred: an order does not end while a breach waits.
    const judged = hearing !== null && hearing >= ends ? 'excused' : proposed;
    const failure = { kind: 'session', enrolment: wish.enrolment, session } as const;
    failures.push({ failure, failedOn: dayOf(on), judged, on: dayOf(decidedOn), otherwise: false });
    act(decidedOn, {
      do: 'judge_failure',
      order,
      failure,
      judged,
      warning: judged === 'warned' ? { whatFailed: true, unacceptable: true, courtNext: true } : null,
      words: judged === 'excused' ? '' : failureWords,
      why: '',
    });
    if (judged !== 'referred' || hearing === null) continue;
    heardOn = hearing;
    act(heardOn, {
      do: 'hear_breach',
      order,
      found: { outcome: random.chance(0.2) ? 'not_proved' : 'fine' },
    });
  }
  return drafts;
}
