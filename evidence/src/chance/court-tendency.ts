import { studentTCdf } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';
import { clusterCovariance } from '../regression/least-squares-covariance.ts';
import { leastSquares } from '../regression/least-squares.ts';
import type { AssumptionCheck } from './chance-effect.ts';
import { firstStageCheck, instrumentedEffect } from './instrumented-effect.ts';
import type { InstrumentedEffect } from './instrumented-effect.ts';

/** One row a person. */
export interface CourtTendencyData {
  /** The number of each person's court. */
  readonly court: ArrayLike<number>;
  /** Within which people come before one court or another by chance: an area in a year, say. */
  readonly pool: ArrayLike<number>;
  /** 1 for those sent to the first arm (custody), 0 for the second. */
  readonly treated: ArrayLike<number>;
  readonly outcome: ArrayLike<number>;
  /** Covariates, intercept first: controls, and what should not go with the court. */
  readonly covariates: DesignMatrix;
  /** Confidence level of Anderson and Rubin's set; 0.95 unless said. */
  readonly level?: number;
}

export interface CourtTendency extends InstrumentedEffect {
  /**
   * The same with errors for courts that are few in each pool: taking out a pool's mean leaves its courts' deviations
   * less one, so variances count courts less pools, and so does Student's t. A conclusion rests on this.
   */
  readonly cautious: InstrumentedEffect;
  readonly courts: number;
  readonly people: number;
  /** How courts differ: the least and the greatest tendency, in shares above or below their pool. */
  readonly tendencies: readonly [number, number];
  readonly checks: readonly AssumptionCheck[];
}

/**
 * The tendency of the court as an instrument (Kling 2006; Dobbie, Goldin and Yang 2018): for each person, how much
 * more often the *other* people of their court were sent to the first arm than others of the pool. Two-stage least
 * squares with pools and covariates as controls, errors clustered by court.
 *
 * It tells the effect on people whom some courts send to custody and others do not: no wider.
 *
 * @throws RangeError for fewer than ten courts, or a pool in which there is one court alone (named by number)
 */
export function courtTendency(data: CourtTendencyData): CourtTendency {
  const { court, pool, treated, outcome, covariates } = data;
  const courts = new Set(Array.from(court)).size;
  if (courts < 10) {
    throw new RangeError(
      `There are ${courts} courts; errors clustered by court need ten or more to mean anything.`,
    );
  }
  const tendency = leaveOneOut(data);
  const design = withinPools(covariates, tendency, pool);
  const centred = (values: ArrayLike<number>): Float64Array => lessPoolMean(values, pool);
  const pools = new Set(Array.from(pool)).size;
  if (courts - pools < 5) {
    throw new RangeError(
      `There are ${courts} courts in ${pools} pools; five more courts than pools are needed to compare courts within them. ` +
        'Make pools wider.',
    );
  }
  const instrumented = {
    design,
    instrument: 0,
    treated: centred(treated),
    outcome: centred(outcome),
    cluster: court,
    level: data.level,
  };
  const found = instrumentedEffect(instrumented);
  const nested = { factor: (courts - 1) / (courts - pools), degreesOfFreedom: courts - pools };
  const cautious = instrumentedEffect({ ...instrumented, nested });
  const sorted = Float64Array.from(tendency).sort();
  return {
    ...found,
    cautious,
    courts,
    people: court.length,
    tendencies: [sorted[0], sorted[sorted.length - 1]],
    checks: [
      firstStageCheck('Courts differ enough to move people.', cautious),
      alike(design, court, nested),
      oneDirection(data, tendency),
      throughTreatmentAlone(),
    ],
  };
}

/** The share of a person's court that was treated, less that of its pool, the person left out of both. */
function leaveOneOut({ court, pool, treated }: CourtTendencyData): Float64Array {
  const tally = (groups: ArrayLike<number>): Map<number, { n: number; treated: number }> => {
    const sums = new Map<number, { n: number; treated: number }>();
    for (let i = 0; i < groups.length; i++) {
      const own = sums.get(groups[i]) ?? { n: 0, treated: 0 };
      own.n++;
      own.treated += treated[i];
      sums.set(groups[i], own);
    }
    return sums;
  };
  const pools = tally(pool);
  // A court's tendency is taken within its pools, so that a court with more recent years is not called harsh for them.
  const residual = Float64Array.from(treated, (t, i) => {
    const own = pools.get(pool[i]);
    if (own === undefined || own.n < 2) {
      throw new RangeError(
        `Pool ${pool[i]} has one person in it; a court is compared with others of its pool. Make pools wider.`,
      );
    }
    return t - own.treated / own.n;
  });
  const courts = new Map<number, { n: number; sum: number }>();
  for (let i = 0; i < court.length; i++) {
    const own = courts.get(court[i]) ?? { n: 0, sum: 0 };
    own.n++;
    own.sum += residual[i];
    courts.set(court[i], own);
  }
  return residual.map((value, i) => {
    const own = courts.get(court[i]);
    if (own === undefined || own.n < 2) {
      throw new RangeError(
        `Court ${court[i]} has one person in it; its tendency cannot be told from theirs.`,
      );
    }
    return (own.sum - value) / (own.n - 1);
  });
}

/** Tendency and covariates less their pool's means, which is the same as a column for each pool. */
function withinPools(
  covariates: DesignMatrix,
  tendency: Float64Array,
  pool: ArrayLike<number>,
): DesignMatrix {
  const { rows, columns, values, names } = covariates;
  const result = new Float64Array(rows * columns);
  const put = (column: ArrayLike<number>, at: number): void => {
    const own = lessPoolMean(column, pool);
    for (let i = 0; i < rows; i++) result[i * columns + at] = own[i];
  };
  put(tendency, 0);
  for (let j = 1; j < columns; j++)
    put(
      Float64Array.from({ length: rows }, (_, i) => values[i * columns + j]),
      j,
    );
  return { rows, columns, values: result, names: ['tendency of the court', ...names.slice(1)] };
}

function lessPoolMean(values: ArrayLike<number>, pool: ArrayLike<number>): Float64Array {
  const sums = new Map<number, { n: number; sum: number }>();
  for (let i = 0; i < values.length; i++) {
    const own = sums.get(pool[i]) ?? { n: 0, sum: 0 };
    own.n++;
    own.sum += values[i];
    sums.set(pool[i], own);
  }
  return Float64Array.from(values, (value, i) => {
    const own = sums.get(pool[i]);
    return own === undefined ? value : value - own.sum / own.n;
  });
}

/**
 * Whether covariates go with the tendency of the court: each alone, clustered by court, Student's t with courts less
 * pools, Holm's correction. (All of them together would need many more courts than covariates.)
 */
function alike(
  { rows, columns, values, names }: DesignMatrix,
  court: ArrayLike<number>,
  nested: { readonly factor: number; readonly degreesOfFreedom: number },
): AssumptionCheck {
  const assumption = 'Who comes before which court is chance, within a pool.';
  const tendency = Float64Array.from({ length: rows }, (_, i) => values[i * columns]);
  const tried = names.slice(1).flatMap((name, k) => {
    const own = Float64Array.from({ length: rows }, (_, i) => values[i * columns + k + 1]);
    if (own.every(value => Math.abs(value) < 1e-12)) return [];
    const fit = leastSquares({ rows, columns: 1, values: own, names: [name] }, tendency);
    const { covariance } = clusterCovariance(fit, court);
    if (!(covariance[0] > 0)) return [];
    const t = fit.coefficients[0] / Math.sqrt(covariance[0] * nested.factor);
    return [{ name, p: 2 * studentTCdf(-Math.abs(t), nested.degreesOfFreedom) }];
  });
  if (tried.length === 0) {
    return { assumption, verdict: 'cannot be checked', finding: 'No covariate was given.', values: {} };
  }
  const least = tried.reduce((best, one) => (one.p < best.p ? one : best));
  const corrected = Math.min(1, least.p * tried.length);
  const doubtful = corrected < 0.05;
  return {
    assumption,
    verdict: doubtful ? 'in doubt' : 'nothing against it',
    finding: doubtful
      ? `${least.name} goes with the tendency of the court (p ${corrected.toFixed(3)} after correction for ${tried.length} covariates).`
      : `None of ${tried.length} covariates goes with the tendency of the court (smallest p after correction ${corrected.toFixed(2)}).`,
    values: { tried: tried.length, smallestCorrectedP: corrected },
  };
}

/** The first stage must have one sign in every group of people; tried in the halves of each covariate. */
function oneDirection(data: CourtTendencyData, tendency: Float64Array): AssumptionCheck {
  const { covariates, treated, pool, court } = data;
  const { rows, columns, values, names } = covariates;
  const residual = lessPoolMean(treated, pool);
  const own = lessPoolMean(tendency, pool);
  const wrong: string[] = [];
  let tried = 0;
  for (let j = 1; j < columns; j++) {
    const column = Float64Array.from({ length: rows }, (_, i) => values[i * columns + j]);
    const middle = column.reduce((total, value) => total + value, 0) / rows;
    for (const [half, isIn] of [
      ['low', (x: number) => x <= middle],
      ['high', (x: number) => x > middle],
    ] as const) {
      const members = Int32Array.from({ length: rows }, (_, i) => i).filter(i => isIn(column[i]));
      if (new Set(Array.from(members, i => court[i])).size < 10 || members.length < 100) continue;
      const fit = leastSquares(
        {
          rows: members.length,
          columns: 1,
          values: Float64Array.from(members, i => own[i]),
          names: ['tendency of the court'],
        },
        Float64Array.from(members, i => residual[i]),
      );
      const { covariance } = clusterCovariance(
        fit,
        Int32Array.from(members, i => court[i]),
      );
      tried++;
      if (fit.coefficients[0] < -1.96 * Math.sqrt(covariance[0])) wrong.push(`${names[j]} (${half})`);
    }
  }
  return {
    assumption: 'A court that sends more people to custody sends nobody less.',
    verdict: wrong.length > 0 ? 'in doubt' : tried === 0 ? 'cannot be checked' : 'nothing against it',
    finding:
      wrong.length > 0
        ? `In some groups a harsher court sends fewer people: ${wrong.join(', ')}.`
        : `In none of ${tried} groups does a harsher court send fewer people.`,
    values: { tried, wrong: wrong.length },
  };
}

function throughTreatmentAlone(): AssumptionCheck {
  return {
    assumption: 'The court touches what happens later through the sentence alone.',
    verdict: 'cannot be checked',
    finding: 'No file shows it. A court that also gives other orders or longer ones would break it.',
    values: {},
  };
}
