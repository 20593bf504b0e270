import { requireBetween, requirePositive } from './checks.ts';

/** How people come in and are followed; all times in the unit of the hazards. */
export interface FollowUp {
  /** People enter evenly over this time; 0 when all enter at once. */
  readonly accrual: number;
  /** From the last entry to the end. */
  readonly followUp: number;
  /** Each is followed for no longer than this; left out, to the end. */
  readonly atMost?: number | undefined;
  /** Hazard of being lost to follow-up (or of dying first). */
  readonly loss?: number | undefined;
}

/**
 * The share of people who have their event within follow-up at a constant hazard (Schoenfeld 1983; Lachin and Foulkes
 * 1986).
 */
export function eventShare(hazard: number, { accrual, followUp, atMost, loss = 0 }: FollowUp): number {
  requirePositive({ hazard });
  if (!(accrual >= 0 && followUp >= 0 && accrual + followUp > 0 && Number.isFinite(accrual + followUp))) {
    throw new RangeError(
      `accrual was ${accrual} and followUp ${followUp}; each is 0 or more, and one of them above 0.`,
    );
  }
  if (!(loss >= 0 && Number.isFinite(loss))) throw new RangeError(`loss was ${loss}; it is 0 or more.`);
  if (atMost !== undefined) requirePositive({ atMost });
  const rate = hazard + loss;
  const by = (time: number): number => (-hazard / rate) * Math.expm1(-rate * time);
  const longest = Math.min(followUp + accrual, atMost ?? Number.POSITIVE_INFINITY);
  const shortest = Math.min(followUp, longest);
  const spread = longest - shortest;
  if (accrual === 0 || spread === 0) return by(longest);
  // Those who entered late are followed for between the shortest and the longest time, the others for the longest.
  const late =
    spread * (hazard / rate) +
    ((hazard / rate) * (Math.exp(-rate * shortest) * Math.expm1(-rate * spread))) / rate;
  return (late + (accrual - spread) * by(longest)) / accrual;
}

/** What it takes until so many events are there. */
export interface StudyForEvents {
  /** How long people have to be taken in. */
  readonly accrual: number;
  readonly people: number;
  /** From the first entry to the end. */
  readonly duration: number;
}

/**
 * How long people have to be taken in at a steady intake until `events` are expected by the end of follow-up, in both arms
 * together.
 *
 * @param hazards of the first arm and of the second
 * @throws RangeError when it would take more than a million units of time
 */
export function studyForEvents(question: {
  readonly events: number;
  readonly hazards: readonly [number, number];
  /** People of both arms entering in a unit of time. */
  readonly intake: number;
  /** Share of people in the first arm. */
  readonly share?: number;
  readonly followUp: number;
  readonly atMost?: number;
  readonly loss?: number;
}): StudyForEvents {
  const { events, hazards, intake, share = 0.5, ...rest } = question;
  requirePositive({ events, intake });
  requireBetween({ share });
  const expected = (accrual: number): number => {
    const [first, second] = hazards.map(hazard => eventShare(hazard, { ...rest, accrual }));
    return intake * accrual * (share * first + (1 - share) * second);
  };
  let high = 1;
  while (expected(high) < events) {
    high *= 2;
    if (high > LONGEST) {
      throw new RangeError(
        `At an intake of ${intake} and these hazards ${events} events take more than a million units of time.`,
      );
    }
  }
  let low = 0;
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (expected(middle) < events) low = middle;
    else high = middle;
  }
  return { accrual: high, people: intake * high, duration: high + rest.followUp };
}

const LONGEST = 1e6;
