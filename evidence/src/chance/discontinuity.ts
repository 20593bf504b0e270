import type { DesignMatrix } from '../design-matrix.ts';
import { robustCovariance } from '../regression/least-squares-covariance.ts';
import { leastSquares } from '../regression/least-squares.ts';
import { chanceEffect } from './chance-effect.ts';
import type { AssumptionCheck, ChanceEffect } from './chance-effect.ts';
import { discontinuityChecks } from './discontinuity-checks.ts';
import { instrumentedEffect } from './instrumented-effect.ts';
import type { InstrumentedEffect } from './instrumented-effect.ts';

/** One row a person. */
export interface DiscontinuityData {
  /** Days from the date of the change to the person's own: below 0 before it, 0 and more since. */
  readonly daysSince: ArrayLike<number>;
  readonly outcome: ArrayLike<number>;
  /** 1 for those who were treated (sent to custody, say); left out, only the change itself is looked at. */
  readonly treated?: ArrayLike<number>;
  /** Covariates settled before the date, with intercept: they should not jump. They do not enter the estimate. */
  readonly covariates?: DesignMatrix;
  /** Days on each side that count; nearer days count more (triangular weights). */
  readonly bandwidthDays: number;
  /** Days around the date to leave out, for those whose date may have been moved across it. */
  readonly leaveOutDays?: number;
  /** Confidence level of Anderson and Rubin's set; 0.95 unless said. */
  readonly level?: number;
}

export interface Discontinuity {
  /** Jump of the mean outcome at the date, whatever treatment people had. */
  readonly jump: ChanceEffect;
  /** The mean outcome at the date as the line before it has it, and as the line since does. */
  readonly atDate: { readonly before: number; readonly since: number };
  /** With `treated`: the jump in who was treated, and the effect on those whose treatment it changed. */
  readonly fuzzy: InstrumentedEffect | undefined;
  readonly people: { readonly before: number; readonly since: number };
  /** The jump at half and at double the bandwidth, and without a week on each side. */
  readonly otherWidths: readonly { readonly what: string; readonly jump: ChanceEffect }[];
  readonly checks: readonly AssumptionCheck[];
}

const FEWEST_PEOPLE = 20;

/**
 * Regression discontinuity in time (Imbens and Lemieux 2008; Hausman and Rapson 2018): a line on each side of the
 * date within the bandwidth, triangular weights, HC1 standard error; fuzzy by two-stage least squares.
 *
 * @throws RangeError for a bandwidth of no days, lengths that differ, or too few people on a side
 */
export function discontinuity(data: DiscontinuityData): Discontinuity {
  const { daysSince, outcome, treated, bandwidthDays, leaveOutDays = 0 } = data;
  if (!(bandwidthDays > 0)) {
    throw new RangeError(`bandwidthDays was ${bandwidthDays}; it must be above 0.`);
  }
  if (outcome.length !== daysSince.length || (treated && treated.length !== daysSince.length)) {
    throw new RangeError(
      `daysSince has ${daysSince.length} people and outcome ${outcome.length}; they must be as many.`,
    );
  }
  const near = nearDate(daysSince, bandwidthDays, leaveOutDays);
  const before = near.rows.filter(i => daysSince[i] < 0).length;
  const since = near.rows.length - before;
  if (Math.min(before, since) < FEWEST_PEOPLE) {
    throw new RangeError(
      `Within ${bandwidthDays} days there are ${before} people before the date and ${since} since; ` +
        `${FEWEST_PEOPLE} or more are needed on each side. Widen bandwidth_days, or wait.`,
    );
  }
  const pick = (values: ArrayLike<number>): Float64Array => Float64Array.from(near.rows, i => values[i]);
  const line = leastSquares(near.design, pick(outcome), near.weights).coefficients;
  return {
    jump: jumpOf(near, pick(outcome)),
    atDate: { before: line[0], since: line[0] + line[JUMP] },
    fuzzy:
      treated &&
      instrumentedEffect({
        design: near.design,
        instrument: JUMP,
        treated: pick(treated),
        outcome: pick(outcome),
        weights: near.weights,
        level: data.level,
      }),
    people: { before, since },
    otherWidths: [
      { what: `within ${bandwidthDays / 2} days`, bandwidth: bandwidthDays / 2, out: leaveOutDays },
      { what: `within ${bandwidthDays * 2} days`, bandwidth: bandwidthDays * 2, out: leaveOutDays },
      { what: 'without a week on each side', bandwidth: bandwidthDays, out: Math.max(7, leaveOutDays) },
    ].flatMap(({ what, bandwidth, out }) => {
      const other = nearDate(daysSince, bandwidth, out);
      const left = other.rows.filter(i => daysSince[i] < 0).length;
      if (Math.min(left, other.rows.length - left) < FEWEST_PEOPLE) return [];
      return [
        {
          what,
          jump: jumpOf(
            other,
            Float64Array.from(other.rows, i => outcome[i]),
          ),
        },
      ];
    }),
    checks: discontinuityChecks(data, jumpNear),
  };
}

/** The jump of any values at any date: for covariates, and for dates when nothing changed. */
export function jumpNear(
  daysSince: ArrayLike<number>,
  values: ArrayLike<number>,
  bandwidthDays: number,
  leaveOutDays = 0,
): ChanceEffect {
  const near = nearDate(daysSince, bandwidthDays, leaveOutDays);
  return jumpOf(
    near,
    Float64Array.from(near.rows, i => values[i]),
  );
}

const JUMP = 1;

interface NearDate {
  readonly rows: Int32Array;
  readonly design: DesignMatrix;
  readonly weights: Float64Array;
}

function nearDate(daysSince: ArrayLike<number>, bandwidth: number, leaveOut: number): NearDate {
  const all = Int32Array.from({ length: daysSince.length }, (_, i) => i);
  const rows = all.filter(i => {
    const days = Math.abs(daysSince[i]);
    return days < bandwidth && (leaveOut === 0 || days >= leaveOut);
  });
  const names = ['(intercept)', 'jump at the date', 'trend', 'change of trend'];
  const values = new Float64Array(rows.length * 4);
  rows.forEach((i, k) => {
    const days = daysSince[i] / bandwidth;
    values.set([1, days >= 0 ? 1 : 0, days, Math.max(0, days)], k * 4);
  });
  const weights = Float64Array.from(rows, i => 1 - Math.abs(daysSince[i]) / bandwidth);
  return { rows, design: { rows: rows.length, columns: 4, values, names }, weights };
}

function jumpOf({ design, weights }: NearDate, values: Float64Array): ChanceEffect {
  const fit = leastSquares(design, values, weights);
  const covariance = robustCovariance(fit, 'HC1');
  return chanceEffect(
    fit.coefficients[JUMP],
    Math.sqrt(covariance[JUMP * 4 + JUMP]),
    'a line on each side of the date, triangular weights, HC1 standard error',
  );
}
