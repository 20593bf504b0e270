import { normalCdf, normalQuantile } from '@throughcare/numerics';
import { requireBetween, requirePositive } from './checks.ts';

export interface HazardQuestion {
  /** First arm's hazard over the second's. */
  readonly hazardRatio: number;
  /** Share of people in the first arm. */
  readonly share?: number;
  readonly power?: number;
  readonly level?: number;
}

/**
 * Events needed in both arms together to find a hazard ratio by a log-rank test or Cox's model, two-sided (Schoenfeld
 * 1983).
 */
export function eventsNeeded({
  hazardRatio,
  share = 0.5,
  power = 0.8,
  level = 0.95,
}: HazardQuestion): number {
  requireRatio(hazardRatio);
  requireBetween({ share, power, level });
  const z = normalQuantile((1 + level) / 2) + normalQuantile(power);
  return (z / Math.log(hazardRatio)) ** 2 / (share * (1 - share));
}

/** The power that so many events give. */
export function powerOfEvents(
  events: number,
  { hazardRatio, share = 0.5, level = 0.95 }: HazardQuestion,
): number {
  requirePositive({ events });
  requireRatio(hazardRatio);
  requireBetween({ share, level });
  const reach = Math.abs(Math.log(hazardRatio)) * Math.sqrt(events * share * (1 - share));
  const z = normalQuantile((1 + level) / 2);
  return normalCdf(reach - z) + normalCdf(-reach - z);
}

/** The hazard ratio nearest to 1 (below it; its inverse above) that so many events find with the power asked for. */
export function smallestHazardRatio(
  events: number,
  { share = 0.5, power = 0.8, level = 0.95 }: Omit<HazardQuestion, 'hazardRatio'> = {},
): number {
  requirePositive({ events });
  requireBetween({ share, power, level });
  const z = normalQuantile((1 + level) / 2) + normalQuantile(power);
  return Math.exp(-z / Math.sqrt(events * share * (1 - share)));
}

/** People that so many events take when a share `eventShare` of all people has the event in follow-up. */
export function peopleForEvents(events: number, eventShare: number): number {
  requirePositive({ events });
  if (!(eventShare > 0 && eventShare <= 1)) {
    throw new RangeError(`eventShare was ${eventShare}; it is a share above 0 and up to 1.`);
  }
  return events / eventShare;
}

function requireRatio(hazardRatio: number): void {
  if (!(hazardRatio > 0 && hazardRatio !== 1 && Number.isFinite(hazardRatio))) {
    throw new RangeError(`hazardRatio was ${hazardRatio}; it must be above 0 and other than 1.`);
  }
}
