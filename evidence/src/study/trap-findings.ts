import type { Trap } from '../report/trap.ts';
import { isEstimate } from '../report/estimate.ts';
import { FEWEST_EVENTS } from '../report/conclusion.ts';
import { perThousand, sayUnit } from '../report/people-in-a-thousand.ts';
import { sidesOf } from './trap-context.ts';
import type { TrapContext } from './trap-context.ts';

/** Too few events for any interval to be trusted. */
export function fewEvents(context: TrapContext): Trap[] {
  const { outcome } = context;
  const few = sidesOf(context).flatMap(({ arm, people }) => {
    let events = 0;
    for (const i of people) if (outcome.event[i] === 1) events++;
    return events < FEWEST_EVENTS ? [`${arm}: ${events}`] : [];
  });
  if (few.length === 0 || !context.pair.comparison.possible) return [];
  return [
    {
      id: 'few events',
      sentence:
        'Fewer than ten people were detected in an arm. Intervals from so few are too short, and nothing is concluded from them.',
      size: few.join('; '),
    },
  ];
}

/** What no file records may have sent people to an arm: they chose it, or the negative control differs. */
export function hiddenConfounder(context: TrapContext): Trap[] {
  const { control } = context;
  const volunteers = sidesOf(context).filter(({ spec }) => spec.programme.includes('voluntary'));
  if (control?.differs === true) {
    return [
      {
        id: 'hidden confounder',
        sentence: `The same comparison finds a difference in ${control.detected}, which the arms cannot cause: the groups differ in something that is not recorded.`,
        size: `${perThousand(control.difference)} in a thousand (${perThousand(control.interval.lower)} to ${perThousand(control.interval.upper)})`,
      },
    ];
  }
  if (volunteers.length === 0) return [];
  return [
    {
      id: 'hidden confounder',
      sentence: `People of the arm ${volunteers.map(({ arm }) => arm).join(' and ')} asked for their programme. What moved them is in no file, and may be what keeps them from reoffending; no weighting takes it out.`,
    },
  ];
}

/** The groups as they come tell another story than the groups made alike. */
export function differs({ naive, headline }: TrapContext): Trap[] {
  if (!isEstimate(naive) || !isEstimate(headline)) return [];
  const outside = headline.value < naive.interval.lower || headline.value > naive.interval.upper;
  const seems = naive.interval.lower > 0 || naive.interval.upper < 0;
  const stays = headline.interval.lower > 0 || headline.interval.upper < 0;
  const vanished = seems && (!stays || headline.value * naive.value < 0);
  if (!outside && !vanished) return [];
  const sentence = vanished
    ? 'At first sight the groups differ; made alike in what is recorded, they are not seen to differ in that way. The first figure is who was sent where.'
    : 'The figure at first sight is far from that of groups made alike: much of it is who was sent where.';
  return [
    {
      id: 'naive differs',
      sentence,
      size: `${perThousand(naive.value)} at first sight, ${perThousand(headline.value)} made alike, ${sayUnit(headline.measure)}`,
    },
  ];
}

const MANY = 0.05;
const FEW_EFFECTIVE = 0.1;

/** Arms that are hardly ever alike: nobody to compare with for many, or few people who carry all the weight. */
export function noCommonSupport({ pair, effectiveShare, people }: TrapContext): Trap[] {
  const id = 'no common support';
  if (!pair.comparison.possible) return [{ id, sentence: pair.comparison.because }];
  const alone = pair.noCounterpart.reduce((total, { count }) => total + count, 0);
  const all = people[0].length + people[1].length + alone;
  const told: Trap[] = [];
  if (alone > MANY * all) {
    told.push({
      id,
      sentence:
        'Many people have nobody in the other arm who is alike; they are left out, and the answer is not about them.',
      size: `${alone.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')} people`,
    });
  }
  if (effectiveShare.some(share => share < FEW_EFFECTIVE)) {
    told.push({
      id,
      sentence:
        'The two arms hardly overlap: a few people with large weights carry the answer. ATO, or ATT, asks about people who ' +
        'could well have been in either.',
      size: `${pair.first} counts as ${(100 * effectiveShare[0]).toFixed(1)}% of its people, ${pair.second} as ${(100 * effectiveShare[1]).toFixed(1)}%`,
    });
  }
  return told;
}
