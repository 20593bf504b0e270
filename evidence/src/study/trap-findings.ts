import type { Trap } from '../report/trap.ts';
import { isEstimate } from '../report/estimate.ts';
import type { Estimate } from '../report/estimate.ts';
import type { NegativeControl } from '../report/report.ts';
import { FEWEST_EVENTS } from '../report/conclusion.ts';
import { perThousand, sayUnit } from '../report/people-in-a-thousand.ts';
import { isChosen } from './arm-words.ts';
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
      size: `${few.join('; ')}. ${context.when?.sentence ?? ''}`.trim(),
    },
  ];
}

/** What no file records may have sent people to an arm: they chose it, or the negative control differs. */
export function hiddenConfounder(context: TrapContext): Trap[] {
  const { control, protocol } = context;
  const id = 'hidden confounder';
  const told: Trap[] = [];
  if (control?.differs === true) {
    told.push({
      id,
      sentence: `The same comparison finds a difference in ${control.detected}, which the arms cannot cause: the groups differ in something that is not recorded.`,
      size: `${sayControl(control)}${sayStrength(context)}`,
    });
  }
  const sides = sidesOf(context);
  const chosen = sides.filter(({ spec }) => isChosen(spec));
  // Where both asked and one of them got nothing yet, as on a waiting list, asking does not tell them apart.
  const isWaiting = chosen.length === 2 && chosen.some(({ spec }) => spec.programme.length === 0);
  if (chosen.length > 0 && !isWaiting && control?.differs !== true) {
    const tried =
      control === undefined
        ? protocol.outcome.negative_control === undefined
          ? 'no negative control was named to show it'
          : 'the negative control could not be compared'
        : `the negative control does not show it: ${sayControl(control)}`;
    told.push({
      id,
      sentence: `People of the arm ${chosen.map(({ arm }) => arm).join(' and ')} asked for their programme. What moved them is in no file, and may be what keeps them from reoffending; no weighting takes it out.`,
      size: `${tried}${sayStrength(context)}`,
    });
  }
  return told;
}

function sayControl({ difference, interval }: NegativeControl): string {
  return `${perThousand(difference)} in a thousand (${perThousand(interval.lower)} to ${perThousand(interval.upper)})`;
}

/** How strong something unrecorded would have to be (VanderWeele and Ding 2017). */
function sayStrength({ headline }: TrapContext): string {
  if (!isEstimate(headline)) return '';
  const { eValue, eValueOfLimit } = headline.sensitivity.find(({ name }) => name === 'E-value')?.values ?? {};
  if (eValue === undefined || eValueOfLimit === undefined) return '';
  return `; E-value ${eValue.toFixed(1)}, of the interval's nearer end ${eValueOfLimit.toFixed(1)}`;
}

const PART = 1 / 3;

/**
 * The groups as they come tell another story than the groups made alike: the figure leaves the naive interval, or one
 * of them tells a difference that the other does not; and it moves by more than a standard error, and by a third of
 * the larger. Chance alone moves it by R standard errors, R squared being the share of the outcome that covariates
 * explain: beyond one standard error in fewer than 2 of 1,000 studies of groups that are alike where that is a tenth.
 */
export function differs({ naive, headline }: TrapContext): Trap[] {
  if (!isEstimate(naive) || !isEstimate(headline)) return [];
  const moved = Math.abs(headline.value - naive.value);
  const isMuch = moved > PART * Math.max(Math.abs(naive.value), Math.abs(headline.value));
  if (moved <= naive.standardError || !isMuch) return [];
  const outside = headline.value < naive.interval.lower || headline.value > naive.interval.upper;
  const [seems, stays] = [directionOf(naive), directionOf(headline)];
  if (!outside && seems === stays) return [];
  const sentence =
    seems !== 0 && stays !== seems
      ? 'At first sight the groups differ; made alike in what is recorded, they are not seen to differ in that way. The first figure is who was sent where.'
      : seems === 0 && stays !== 0
        ? 'At first sight the groups are not seen to differ; made alike in what is recorded, they are. The first figure hides it, because of who was sent where.'
        : 'The figure at first sight is far from that of groups made alike: much of it is who was sent where.';
  return [
    {
      id: 'naive differs',
      sentence,
      size: `${perThousand(naive.value)} at first sight, ${perThousand(headline.value)} made alike, ${sayUnit(headline.measure)}`,
    },
  ];
}

/** -1 or 1 where an interval leaves no difference out, 0 where it holds it. */
function directionOf({ interval }: Estimate): -1 | 0 | 1 {
  return interval.lower > 0 ? 1 : interval.upper < 0 ? -1 : 0;
}

const MANY = 0.05;
/** Effective people of an arm, as a share of the smaller arm. */
const FEW_EFFECTIVE = 0.15;

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
  // Of a large group that stands for a small one, a small part is enough.
  const smaller = Math.min(people[0].length, people[1].length);
  const { effective } = pair.comparison.weighted;
  if (effective.some(own => own < FEW_EFFECTIVE * smaller)) {
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
