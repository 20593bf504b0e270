import { cholesky, sum } from '@throughcare/numerics';
import type { DesignMatrix } from './design-matrix.ts';
import type { WeightModel } from './effect/means-covariance.ts';
import { requireTreated } from './propensity.ts';
import type { Estimand } from './weight.ts';
import { centredDesign } from './regression/centred-design.ts';
import type { CentredDesign } from './regression/centred-design.ts';
import { maximise } from './regression/maximise.ts';
import type { RowModel } from './regression/maximise.ts';

export interface EntropyBalance {
  /** 1 each in the arm whose effect it is; those of an arm that is balanced add up to the people it stands for. */
  readonly weights: Float64Array;
  /** How the weights of the first and the second arm were estimated, for M-estimation; undefined where all are 1. */
  readonly models: readonly [WeightModel | undefined, WeightModel | undefined];
  /** The largest difference that is left between a mean and its target, in units of the column's reach. */
  readonly worstImbalance: number;
  readonly iterations: number;
  /** Columns without spread, or that follow from others; they are balanced by the way. */
  readonly dependent: readonly number[];
}

/**
 * Entropy balancing (Hainmueller 2012): the weights nearest to equal (by entropy) with which the means of every column
 * are those of the estimand's population: for ATT the second arm takes the first's means, for ATC the first the second's,
 * for ATE either those of everybody. They are w = exp(x'b) where the sum of x'b over the population less the sum of w
 * over the arm is greatest (Zhao 2019): a concave likelihood, maximised by Newton.
 *
 * @param treated 1 for the first arm, 0 for the second
 * @throws RangeError for ATO and ATM; when no weights reach the means, naming the columns
 */
export function entropyBalance(
  design: DesignMatrix,
  treated: ArrayLike<number>,
  estimand: Estimand,
): EntropyBalance {
  if (estimand === 'ATO' || estimand === 'ATM') {
    throw new RangeError(
      `Entropy balancing was asked for ${estimand}; it needs people whose means can be counted: ATE, ATT or ATC.`,
    );
  }
  const inFirst = requireTreated(treated, design.rows);
  const centred = centredDesign(design);
  const balanceArm = (arm: 0 | 1) => balanceOne(centred, inFirst, arm, estimand);
  const first = estimand === 'ATT' ? undefined : balanceArm(1);
  const second = estimand === 'ATC' ? undefined : balanceArm(0);
  const balanced = [first, second].filter(arm => arm !== undefined);
  const weights = Float64Array.from(inFirst, (is, i) => {
    const own = is === 1 ? first : second;
    return own === undefined ? 1 : own.model.slopes[i];
  });
  return {
    weights,
    models: [first?.model, second?.model],
    worstImbalance: Math.max(...balanced.map(({ worst }) => worst)),
    iterations: Math.max(...balanced.map(({ iterations }) => iterations)),
    dependent: balanced[0].dependent,
  };
}

interface BalancedArm {
  readonly model: WeightModel;
  readonly worst: number;
  readonly iterations: number;
  readonly dependent: readonly number[];
}

function balanceOne(
  centred: CentredDesign,
  inFirst: Uint8Array,
  arm: 0 | 1,
  estimand: 'ATE' | 'ATT' | 'ATC',
): BalancedArm {
  const { rows, columns, names } = centred;
  const inPopulation = (i: number): 0 | 1 => (estimand === 'ATE' || inFirst[i] !== arm ? 1 : 0);
  const weights = new Float64Array(rows);
  const residuals = new Float64Array(rows);
  const model: RowModel = (from, count, eta, r, w) => {
    let deviance = 0;
    for (let i = 0; i < count; i++) {
      const row = from + i;
      const member = inPopulation(row);
      const weight = inFirst[row] === arm ? Math.exp(eta[i]) : 0;
      weights[row] = w[i] = weight;
      residuals[row] = r[i] = member - weight;
      deviance += weight - (member === 1 ? eta[i] : 0);
    }
    return 2 * deviance;
  };
  const people = inFirst.reduce((total, is) => total + (is === arm ? 1 : 0), 0);
  const population = estimand === 'ATE' ? rows : rows - people;
  const start = new Float64Array(columns);
  start[0] = Math.log(population / people);
  const refuse = (unreachable: readonly string[]): RangeError =>
    new RangeError(
      `No weights give the ${arm === 1 ? 'first' : 'second'} arm the means of the people it should stand for in ${unreachable.join(', ')}: ` +
        'they lie outside what its own people have, or at the edge of it. Leave out people without a counterpart, or merge levels.',
    );
  const found = maximise(centred, model, start);
  if (found.separated.length > 0) throw refuse(found.separated.map(j => names[j]));
  const imbalance = imbalances(centred, residuals).map(value => Math.abs(value) / population);
  const missed = names.filter((_, j) => imbalance[j] > 1e-8);
  if (missed.length > 0) throw refuse(missed);
  return {
    model: {
      centred,
      information: cholesky(found.information, columns),
      residuals,
      slopes: weights,
    },
    worst: Math.max(...imbalance),
    iterations: found.iterations,
    dependent: found.dependent,
  };
}

/** For each column the sum over rows of its value times the residual, in units of its reach. */
function imbalances(
  { columns, values, centre, reach, rows }: CentredDesign,
  residuals: Float64Array,
): number[] {
  return Array.from({ length: columns }, (_, j) => {
    const terms = Float64Array.from({ length: rows }, (_, i) =>
      residuals[i] === 0 ? 0 : (values[i * columns + j] - centre[j]) * residuals[i],
    );
    return reach[j] === 0 ? 0 : sum(terms) / reach[j];
  });
}
