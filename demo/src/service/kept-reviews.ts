import { addMonths, dayNumber, firstProceedings, legalSteps } from '@throughcare/pathway';
import type { CaseCommand, KeepingGround } from '@throughcare/pathway';
import { dayOf, workingDay } from './calendar.ts';
import type { Client } from './client.ts';
import { between, choose, serviceDraws } from './draws.ts';
import type { Draft } from './steps.ts';

const LATE = 0.06;
const AGAIN_AFTER_MONTHS = 12;
const grounds: readonly (readonly [KeepingGround, number])[] = [
  ['safeguarding', 0.5],
  ['legal_claim', 0.3],
  ['support_goes_on', 0.2],
];

/**
 * E24: what was decided about the record of somebody who was not convicted, within four weeks of the end of the
 * proceedings, and again each year, also when the case is closed.
 */
export function keepingSteps(
  seed: number,
  client: Client,
  reviewer: string,
  today: number,
): Draft<CaseCommand>[] {
  const ended = client.legal.find(({ step }) => legalSteps[step].to === 'ended_without_conviction');
  if (!ended) return [];
  const random = serviceDraws(seed, client.key, 'checks', 3);
  const drafts: Draft<CaseCommand>[] = [];
  const ground = choose(random, grounds);
  const days = (): number => (random.chance(LATE) ? between(random, 30, 45) : between(random, 5, 22));
  let on = workingDay(ended.on + days());
  while (on < today) {
    const reviewOn = addMonths(dayOf(on), AGAIN_AFTER_MONTHS);
    drafts.push({
      on,
      actor: reviewer,
      command: {
        do: 'review_keeping',
        proceedings: firstProceedings,
        outcome: 'keep_part',
        ground,
        reviewOn,
      },
    });
    // Looked at again in the three weeks before it is due, or now and then after it.
    on = workingDay(dayNumber(reviewOn) - 26 + days());
  }
  return drafts;
}
