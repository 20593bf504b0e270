import { normalQuantile } from '@throughcare/numerics';
import type { Day } from '../day.ts';
import { isoDay, sayMonth } from '../day.ts';
import { peopleNeeded } from '../power/proportions.ts';
import { FEWEST_EVENTS } from './conclusion.ts';

/** How many more people a comparison needs, and by when they will be there. */
export interface When {
  /** Smallest difference that matters, as people in a thousand, from the protocol. */
  readonly differencePerThousand: number;
  readonly power: number;
  /** People needed and people there, in the first arm. */
  readonly needed: number;
  readonly have: number;
  readonly stillNeeded: number;
  /** People a year entering the first arm, where dates tell. */
  readonly intakePerYear: number | undefined;
  /** The day on which enough have been followed for long enough, at that intake. */
  readonly reachedOn: string | undefined;
  readonly sentence: string;
}

export interface WhenQuestion {
  readonly label: string;
  readonly baselineRisk: number;
  readonly differencePerThousand: number;
  readonly have: readonly [number, number];
  readonly effective: readonly [number, number];
  /** Of rates: the standard error of their difference now. The risks then decide nothing. */
  readonly rateError?: number | undefined;
  /** People detected now. Fewer than ten in an arm conclude nothing, whatever the power (E13). */
  readonly detected?: readonly [number, number] | undefined;
  /** First and last time zero of the comparison. */
  readonly span: readonly [Day, Day] | undefined;
  readonly extracted: Day | undefined;
}

const POWER = 0.8;
const DAYS_A_YEAR = 365.25;
const SAY_YEARS = 60;

/**
 * People still needed in the first arm for 80 chances in 100 of finding the smallest difference that matters, the
 * arms growing in their present proportion and the weights as uneven as now; and the date at the present intake.
 * Everybody now in the cohort is mature, so one year's intake matures in one year.
 */
export function whenCanWeTell(question: WhenQuestion): When | undefined {
  const { differencePerThousand, have, span, extracted } = question;
  const forPower =
    question.rateError === undefined ? forRisks(question) : forRates(question, question.rateError);
  if (forPower === undefined) return undefined;
  const forTen = question.detected === undefined ? 0 : forTenDetected(have, question.detected);
  const needed = Math.max(forPower, forTen);
  const stillNeeded = Math.max(0, needed - have[0]);
  const years = span === undefined ? 0 : (span[1] - span[0] + 1) / DAYS_A_YEAR;
  const intakePerYear = years > 0 ? have[0] / years : undefined;
  const wait = intakePerYear === undefined ? undefined : stillNeeded / intakePerYear;
  const reached =
    wait === undefined || extracted === undefined ? undefined : Math.round(extracted + wait * DAYS_A_YEAR);
  return {
    differencePerThousand,
    power: POWER,
    needed,
    have: have[0],
    stillNeeded,
    intakePerYear,
    reachedOn: reached === undefined ? undefined : isoDay(reached),
    sentence: say(question, { isForTen: forTen > forPower, stillNeeded, intakePerYear, reached, wait }),
  };
}

/** People in the first arm when ten are expected to have been detected in each; half a person stands for nobody. */
function forTenDetected(have: WhenQuestion['have'], detected: readonly [number, number]): number {
  const scarcest = Math.min(Math.max(detected[0], 0.5), Math.max(detected[1], 0.5));
  return scarcest >= FEWEST_EVENTS ? 0 : Math.ceil((have[0] * FEWEST_EVENTS) / scarcest);
}

function forRisks({
  baselineRisk,
  differencePerThousand,
  have,
  effective,
}: WhenQuestion): number | undefined {
  const difference = differencePerThousand / 1000;
  if (!(baselineRisk > 0 && baselineRisk < 1) || baselineRisk + difference >= 1) return undefined;
  return Math.ceil(
    peopleNeeded({
      baselineRisk,
      difference,
      ratio: have[1] / have[0],
      designEffects: [have[0] / effective[0], have[1] / effective[1]],
      power: POWER,
    }),
  );
}

/** The square of the standard error falls with the people, whatever the spread of counts and days at risk. */
function forRates({ differencePerThousand, have }: WhenQuestion, standardError: number): number {
  const z = normalQuantile(0.975) + normalQuantile(POWER);
  return Math.ceil(have[0] * ((1000 * z * standardError) / differencePerThousand) ** 2);
}

function say(
  { label, differencePerThousand, rateError }: WhenQuestion,
  found: {
    isForTen: boolean;
    stillNeeded: number;
    intakePerYear: number | undefined;
    reached: Day | undefined;
    wait: number | undefined;
  },
): string {
  const what =
    rateError === undefined ? 'people in a thousand' : 'offences in a thousand people at risk for a year';
  const aim = `a difference of ${differencePerThousand} ${what}`;
  if (found.stillNeeded === 0) {
    return (
      `There are enough people now to find ${aim} in 80 of 100 such studies. A smaller one would need more: ` +
      'half the size, about four times as many people.'
    );
  }
  const purpose = found.isForTen
    ? 'For ten people detected in each group, the fewest from which anything is concluded'
    : `To find ${aim} in 80 of 100 such studies`;
  const people =
    `${purpose}, about ${roundUp(found.stillNeeded).toLocaleString('en-GB')} more people ` +
    `would have to be followed to the end in the group "${label}".`;
  if (found.intakePerYear === undefined || found.reached === undefined || found.wait === undefined)
    return people;
  const rate = Math.max(1, Math.round(found.intakePerYear));
  if (found.wait > SAY_YEARS)
    return `${people} At the present ${rate} a year that takes more than ${SAY_YEARS} years.`;
  return `${people} At the present ${rate} a year that is reached about ${sayMonth(found.reached)}.`;
}

/** Two leading digits, upwards: more would pretend to know. */
function roundUp(people: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(people)) - 1);
  return Math.ceil(people / unit) * unit;
}
