import { argsort, chiSquareUpper, cholesky, choleskySolve, GROUP_NUMBERS } from '@throughcare/numerics';
import type { CoxFit } from './cox.ts';
import { sumWhileAtRisk } from './cox-hazard.ts';
import { riskSetSums } from './cox-likelihood.ts';
import { kaplanMeier } from './kaplan-meier.ts';

/** The function of time that a coefficient is asked to change with. */
export type TimeTransform = 'km' | 'identity' | 'log' | 'rank';

export interface ProportionalHazardsRow {
  readonly name: string;
  /** Of the model, tested together. */
  readonly columns: readonly number[];
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

export interface ProportionalHazardsTest {
  readonly transform: TimeTransform;
  readonly terms: readonly ProportionalHazardsRow[];
  readonly global: ProportionalHazardsRow;
}

/** Columns of the model that belong together, such as the levels of a factor. */
export interface ModelTerm {
  readonly name: string;
  readonly columns: readonly number[];
}

/**
 * Whether hazard ratios change with time: the score test of adding g(t) times each term to the model (Grambsch and
 * Therneau 1994; Therneau and Grambsch 2000, 6.2, in its exact form, as R's cox.zph since survival 3.0). `km` takes 1
 * less the Kaplan-Meier estimate just before each time, which stands up best to a few late events.
 *
 * @param terms left out, every column is a term of its own
 */
export function proportionalHazardsTest(
  fit: CoxFit,
  transform: TimeTransform = 'km',
  terms: readonly ModelTerm[] = fit.names.map((name, j) => ({ name, columns: [j] })),
): ProportionalHazardsTest {
  const { columns } = fit.data;
  const g = transformedTimes(fit, transform);
  const { score, once, twice } = scoreWithTime(fit, g);
  const testOf = (name: string, ofTerm: readonly number[]): ProportionalHazardsRow => {
    // A column without a coefficient has none that could change.
    const added = ofTerm.filter(j => !fit.dependent.includes(j));
    const size = columns + added.length;
    const information = new Float64Array(size * size);
    const put = (i: number, j: number, value: number): void => void (information[i * size + j] = value);
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j < columns; j++) put(i, j, fit.model.information[i * columns + j]);
    }
    added.forEach((a, k) => {
      for (let j = 0; j < columns; j++) {
        put(columns + k, j, once[a * columns + j]);
        put(j, columns + k, once[a * columns + j]);
      }
      added.forEach((b, m) => put(columns + k, columns + m, twice[a * columns + b]));
    });
    const u = Float64Array.from({ length: size }, (_, i) => (i < columns ? 0 : score[added[i - columns]]));
    const factor = cholesky(information, size);
    const solved = choleskySolve(factor, u);
    const chiSquare = u.reduce((total, value, i) => total + value * solved[i], 0);
    const degreesOfFreedom = added.length - factor.dependent.filter(i => i >= columns).length;
    const p = degreesOfFreedom === 0 ? 1 : chiSquareUpper(chiSquare, degreesOfFreedom);
    return { name, columns: ofTerm, chiSquare, degreesOfFreedom, p };
  };
  return {
    transform,
    terms: terms.map(term => testOf(term.name, term.columns)),
    global: testOf(
      'all together',
      Array.from({ length: columns }, (_, j) => j),
    ),
  };
}

/** g of the time of each tie, centred on its mean over events. */
function transformedTimes({ data }: CoxFit, transform: TimeTransform): Float64Array {
  const { ties, stop } = data;
  const g = Float64Array.from(ties.from, position => stop[position]).map(transformOf(data, transform));
  let total = 0;
  let events = 0;
  for (let tie = 0; tie < ties.count; tie++) {
    total += ties.deaths[tie] * g[tie];
    events += ties.deaths[tie];
  }
  return g.map(value => value - total / events);
}

function transformOf(data: CoxFit['data'], transform: TimeTransform): (time: number) => number {
  switch (transform) {
    case 'identity':
      return time => time;
    case 'log':
      return time => {
        if (!(time > 0)) throw new RangeError(`A time is ${time}; its logarithm needs times above 0.`);
        return Math.log(time);
      };
    case 'rank':
      return meanRanks(data.stop);
    case 'km':
      return beforeSurvival(data);
  }
}

/** Ranks of all rows' times, ties sharing their mean. */
function meanRanks(times: Float64Array): (time: number) => number {
  const order = argsort(times);
  const ranks = new Map<number, number>();
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && times[order[to]] === times[order[from]]) to++;
    ranks.set(times[order[from]], (from + 1 + to) / 2);
    from = to;
  }
  return time => ranks.get(time) ?? 0;
}

/** 1 less the share that survives up to, but not at, a time; all strata together and without weights. */
function beforeSurvival({ stop, start, event }: CoxFit['data']): (time: number) => number {
  const curve = kaplanMeier({ time: stop, event, start });
  const at = new Map(Array.from(curve.time, (time, k) => [time, k === 0 ? 1 : curve.survival[k - 1]]));
  return time => 1 - (at.get(time) ?? 1);
}

/** The score of the added terms, and the information between them and the model, and among themselves. */
function scoreWithTime({ data, model: { risk, hazard } }: CoxFit, g: Float64Array) {
  const { columns, values, weight, ties } = data;
  const sums = (power: 1 | 2) => {
    const numbers = hazard.numbers.slice();
    for (let tie = 0; tie < ties.count; tie++) {
      for (const k of [0, 1, 2, 4]) numbers[tie * GROUP_NUMBERS + k] *= g[tie] ** power;
    }
    const exposed = sumWhileAtRisk(
      data,
      tie => numbers[tie * GROUP_NUMBERS],
      tie => numbers[tie * GROUP_NUMBERS + 1],
    );
    const found = riskSetSums(
      data,
      risk,
      numbers,
      exposed.map((sum, i) => sum * risk[i]),
    );
    return { gained: found.gained, information: found.square.map((value, k) => value - found.groups[k]) };
  };
  const [once, twice] = [sums(1), sums(2)];
  const score = once.gained.map(value => -value);
  for (let tie = 0; tie < ties.count; tie++) {
    const first = ties.from[tie];
    for (let i = first; i < first + ties.deaths[tie]; i++) {
      for (let j = 0; j < columns; j++) score[j] += g[tie] * weight[i] * values[i * columns + j];
    }
  }
  return { score, once: once.information, twice: twice.information };
}
