import { normalCdf } from '@throughcare/numerics';
import type { AssumptionCheck, ChanceEffect } from './chance-effect.ts';
import { differs, pOf } from './chance-effect.ts';
import type { DiscontinuityData } from './discontinuity.ts';

type JumpNear = (
  daysSince: ArrayLike<number>,
  values: ArrayLike<number>,
  bandwidthDays: number,
  leaveOutDays?: number,
) => ChanceEffect;

/** What data can say against a discontinuity: people who moved across, groups that differ, jumps elsewhere. */
export function discontinuityChecks(data: DiscontinuityData, jumpNear: JumpNear): AssumptionCheck[] {
  return [numbersNearDate(data, jumpNear), covariatesNearDate(data, jumpNear), otherDates(data, jumpNear)];
}

/** After McCrary (2008), for whole days: weekly numbers of people must not jump at the date. */
export function numbersNearDate(
  { daysSince, bandwidthDays }: DiscontinuityData,
  jumpNear: JumpNear,
): AssumptionCheck {
  const assumption = 'Nobody was moved from one side of the date to the other.';
  const weeks = Math.floor(bandwidthDays / 7);
  if (weeks < 4) {
    return {
      assumption,
      verdict: 'cannot be checked',
      finding: 'There are fewer than four weeks on each side: too few to see whether numbers jump.',
      values: { weeks },
    };
  }
  const counts = new Float64Array(2 * weeks);
  for (let i = 0; i < daysSince.length; i++) {
    const week = Math.floor(daysSince[i] / 7) + weeks;
    if (week >= 0 && week < counts.length) counts[week]++;
  }
  const middles = Float64Array.from(counts, (_, week) => (week - weeks + 0.5) * 7);
  const jump = jumpNear(middles, counts, weeks * 7);
  const doubtful = differs(jump);
  const usual = counts.reduce((total, count) => total + count, 0) / counts.length;
  return {
    assumption,
    verdict: doubtful ? 'in doubt' : 'nothing against it',
    finding: `The weekly number of people changes by ${jump.value.toFixed(1)} at the date, of ${usual.toFixed(1)} usually (95% interval ${jump.interval.lower.toFixed(1)} to ${jump.interval.upper.toFixed(1)}).`,
    values: { jump: jump.value, lower: jump.interval.lower, upper: jump.interval.upper, usual },
  };
}

/** Nothing that was settled before the date may jump there; Holm's correction for as many as are tried. */
export function covariatesNearDate(
  { daysSince, covariates, bandwidthDays, leaveOutDays }: DiscontinuityData,
  jumpNear: JumpNear,
): AssumptionCheck {
  const assumption = 'People just before and just after the date are alike.';
  if (covariates === undefined || covariates.columns < 2) {
    return {
      assumption,
      verdict: 'cannot be checked',
      finding: 'No covariate was given.',
      values: { tried: 0 },
    };
  }
  const { rows, columns, names, values } = covariates;
  const tried = names.slice(1).flatMap((name, k) => {
    const column = Float64Array.from({ length: rows }, (_, i) => values[i * columns + k + 1]);
    const jump = jumpNear(daysSince, column, bandwidthDays, leaveOutDays);
    if (!(jump.standardError > 0)) return []; // A level that nobody near the date has.
    const p = 2 * normalCdf(-Math.abs(jump.value / jump.standardError));
    return [{ name, jump, p }];
  });
  const least = tried.reduce((best, one) => (one.p < best.p ? one : best), tried[0]);
  const corrected = Math.min(1, (least?.p ?? 1) * tried.length);
  const doubtful = corrected < 0.05;
  return {
    assumption,
    verdict: doubtful ? 'in doubt' : 'nothing against it',
    finding: doubtful
      ? `${least.name} jumps by ${least.jump.value.toFixed(3)} at the date (p ${corrected.toFixed(3)} after correction for ${tried.length} covariates).`
      : `None of ${tried.length} covariates jumps at the date (smallest p after correction ${corrected.toFixed(2)}).`,
    values: { tried: tried.length, smallestCorrectedP: corrected },
  };
}

/** The same jump at the middle of each side, where nothing is known to have changed. */
function otherDates(
  { daysSince, outcome, bandwidthDays }: DiscontinuityData,
  jumpNear: JumpNear,
): AssumptionCheck {
  const assumption = 'Without the change the outcome would have gone on smoothly.';
  const tried = [-1, 1].flatMap(side => {
    const own = Int32Array.from({ length: daysSince.length }, (_, i) => i).filter(i => {
      const days = daysSince[i] * side;
      return side < 0 ? days > 0 && days < bandwidthDays : days >= 0 && days < bandwidthDays;
    });
    const shifted = Float64Array.from(own, i => daysSince[i] - (side * bandwidthDays) / 2);
    const before = shifted.filter(days => days < 0).length;
    if (Math.min(before, own.length - before) < 20) return [];
    const jump = jumpNear(
      shifted,
      Float64Array.from(own, i => outcome[i]),
      bandwidthDays / 2,
    );
    return [{ side, jump, p: pOf(jump) }];
  });
  // As many as are tried, so that two dates raise no more false alarms than one.
  const jumping = tried.filter(({ p }) => p * tried.length < 0.05).length;
  if (tried.length === 0) {
    return {
      assumption,
      verdict: 'cannot be checked',
      finding: 'There are too few people to try the same at a date when nothing changed.',
      values: { tried: 0 },
    };
  }
  return {
    assumption,
    verdict: jumping > 0 ? 'in doubt' : 'nothing against it',
    finding: `At ${tried.length} dates when nothing is known to have changed, the outcome jumps at ${jumping}.`,
    values: { tried: tried.length, jumping },
  };
}
