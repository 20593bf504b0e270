import type { RandomStream } from '@throughcare/numerics';
import type { LegalStage, ReferralSource } from '@throughcare/pathway';
import { between, choose } from './draws.ts';
import type { Client } from './client.ts';

type LegalHistory = Pick<Client, 'referredOn' | 'source' | 'stage' | 'legal'>;

const beforeCharge: readonly (readonly [ReferralSource, number])[] = [
  ['self', 0.45],
  ['solicitor', 0.3],
  ['health', 0.1],
  ['police', 0.15],
];
const beforeCourt: readonly (readonly [ReferralSource, number])[] = [
  ['probation', 0.5],
  ['solicitor', 0.3],
  ['court', 0.2],
];

/** What led to a conviction on day `convicted`, and when in it the referral came. */
export function historyOfConviction(random: RandomStream, convicted: number): LegalHistory {
  const hearing = convicted - between(random, 14, 74);
  const charged = hearing - between(random, 28, 58);
  const arrested = charged - between(random, 150, 500);
  const came = choose(random, [
    ['investigation', 0.4],
    ['charge', 0.25],
    ['court', 0.35],
  ]);
  const bail = random.chance(0.3);
  const [from, to, stage] = (
    {
      investigation: [arrested + 5, charged - 5, bail ? 'pre_charge_bail' : 'released_under_investigation'],
      charge: [charged + 3, hearing - 3, 'charged'],
      court: [hearing + 1, convicted - 2, 'before_the_court'],
    } as const
  )[came];
  const referredOn = between(random, from, to);
  const steps: LegalHistory['legal'] = [
    { step: 'charged', on: charged },
    { step: 'first_hearing', detail: { held: 'bail', plea: 'guilty' }, on: hearing },
    { step: 'convicted', on: convicted },
  ];
  return {
    referredOn,
    source: choose(random, came === 'investigation' ? beforeCharge : beforeCourt),
    stage,
    legal: steps.filter(({ on }) => on > referredOn),
  };
}

const stagesWithoutConviction: readonly (readonly [LegalStage, number])[] = [
  ['released_under_investigation', 0.6],
  ['pre_charge_bail', 0.2],
  ['police_contact', 0.1],
  ['not_known_to_police', 0.1],
];

/** What becomes of somebody who is referred on day `referredOn` and never convicted in the time we see. */
export function historyWithoutConviction(
  random: RandomStream,
  referredOn: number,
  today: number,
): LegalHistory {
  const stage = choose(random, stagesWithoutConviction);
  const source = choose(random, beforeCharge);
  const step = choose(random, [
    ['no_further_action', 0.3],
    ['cautioned', 0.1],
    ['charged', 0.15],
    ['none', 0.45],
  ]);
  const usual = referredOn + between(random, 120, 600);
  // A charge is followed by a court, and the court's answer would be known: so charges here are of the last weeks.
  const on = step === 'charged' ? Math.max(referredOn + 60, today - between(random, 1, 12)) : usual;
  const legal = step === 'none' || stage === 'not_known_to_police' ? [] : [{ step, on }];
  return { referredOn, source, stage, legal };
}
