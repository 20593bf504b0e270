import { applyLinear, fitLinear, momentsOf } from './linear.ts';
import { meanOf, varianceOf } from '../answers/mean.ts';
import type { ObservedFigure } from './observed-series.ts';
import type { SeriesRun } from './series-run.ts';

/** What a series leaves of each uncertain parameter, as draws of all of them together. */
export interface Fit {
  /** Normal scores, one row a draw, in the order of the parameters. */
  readonly draws: readonly (readonly number[])[];
  /** Middle and spread of each parameter's score; 0 and 1 is what was assumed before. */
  readonly scores: readonly { readonly mean: number; readonly spread: number }[];
  /** How much of each parameter the figures tell (R squared in runs that were held out), 0 to 1. */
  readonly told: readonly number[];
  /** Runs near what was observed, that the draws are made of. */
  readonly kept: number;
  /** Numbers of the figures that were left out: in some run nobody began, so there was no mean wait. */
  readonly leftOut: readonly number[];
  /** Whether what was observed lies clearly beyond what any run gave. */
  readonly beyond: boolean;
}

const ridges = [1e-3, 1e-2, 0.1, 1, 10];
/** A parameter of which the figures tell less than this stays as it was. */
export const toldAtLeast = 0.03;
const keptShare = 0.15;
const folds = 4;

/** Fewer runs than this are not worth fitting. */
export const fewestRuns = 100;

/**
 * Approximate Bayesian computation with regression adjustment (Beaumont, Zhang and Balding 2002): the runs whose
 * figures come nearest to the observed ones are kept, and each is moved along a local linear regression to where the
 * observed figures are. Figures are summed up by their regression on each parameter (the semi-automatic summaries of
 * Fearnhead and Prangle 2012), first over all runs and once more over the nearer half, where the relation is
 * straighter. What a map takes from the spread because it was fitted to few draws is given back, so that intervals hold
 * with some hundred runs too. Everything happens in normal scores of what was assumed, so no draw leaves its bounds.
 *
 * @param runs runs under draws of what was assumed before. Several runs of one draw stand beside each other, each held
 *   against what was observed by itself: their mean would hide the chance that what was observed has in it
 * @param figures the observed figures, in the order of the runs'
 * @param used numbers of the figures to fit
 * @param wanted how many draws to give
 * @throws RangeError below 100 runs
 */
export function fitRuns(
  runs: readonly SeriesRun[],
  figures: readonly ObservedFigure[],
  used: readonly number[],
  wanted: number,
): Fit {
  if (runs.length < fewestRuns) {
    throw new RangeError(`There are ${runs.length} runs; a calibration needs ${fewestRuns} or more.`);
  }
  const leftOut = used.filter(i => runs.some(run => Number.isNaN(run.figures[i])));
  const columns = used.filter(i => !leftOut.includes(i));
  const features = featuresOf(columns, figures);
  const scores = runs.map(run => run.scores);
  const inputs = runs.map(run => features(run.figures));
  const observed = features(figures.map(figure => figure.value));
  const everybody = runs.map((_, i) => i);
  const draws = runs.map(run => run.draw);
  const wide = summaries(everybody, draws, inputs, scores, observed);
  const nearer = nearest(wide, Math.ceil(runs.length / 2)).near;
  const local = summaries(nearer, draws, inputs, scores, observed);
  const telling = local.away.get(nearer[0])!.length;
  const { near, weights } = nearest(
    local,
    Math.max(Math.round(keptShare * runs.length), 50, 8 * (telling + 1)),
  );
  const adjusted = telling === 0 ? near.map(i => scores[i]) : moved(near, weights, local, scores, draws);
  return {
    draws: spreadOut(adjusted, weights, wanted),
    scores: scores[0].map((_, i) =>
      weightedSpread(
        adjusted.map(row => row[i]),
        weights,
      ),
    ),
    told: wide.told,
    kept: near.length,
    leftOut,
    beyond: liesBeyond([...wide.away.values()], new Set(draws).size),
  };
}

/** Of plans that are right, so many are told that they cannot give what was observed. */
const seldom = 0.01;

/**
 * Whether the runs lie all on one side, and farther than the farthest of so many does by chance: where runs are few, what
 * was observed is itself the outermost often enough. How far the outermost of normal ones reaches over the next falls
 * off exponentially, with a scale of 1 over the square root of 2 log n (Gumbel 1958).
 */
function liesBeyond(away: readonly (readonly number[])[], draws: number): boolean {
  const along = away[0].length;
  const margin = Math.max(0, Math.log((2 * along) / (seldom * draws))) / Math.sqrt(2 * Math.log(draws));
  return away[0].some((_, k) => {
    const own = away.map(row => row[k]);
    const most = margin * Math.sqrt(varianceOf(own));
    return own.every(each => each < -most) || own.every(each => each > most);
  });
}

/**
 * What the regressions read of a run: the square root of every figure, which makes counts about equally noisy, and the
 * logarithm of each kind's mean, in which shares and rates are straight.
 */
function featuresOf(
  columns: readonly number[],
  figures: readonly ObservedFigure[],
): (row: readonly number[]) => number[] {
  const kinds = new Map<string, number[]>();
  for (const i of columns) {
    const kind = `${figures[i].stage} ${figures[i].statistic}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), i]);
  }
  return row => [
    ...columns.map(i => Math.sqrt(row[i])),
    ...[...kinds.values()].map(own => Math.log1p(meanOf(own.map(i => row[i])))),
  ];
}

/** How far some runs are from what was observed, along each parameter that the figures tell something of. */
interface Summaries {
  readonly away: ReadonlyMap<number, readonly number[]>;
  readonly told: readonly number[];
}

/**
 * Regression of every parameter on the features. Each run is summed up by a map that was fitted without its own
 * quarter of the draws: by one that had seen it, it would lie nearer to the truth than what was observed does, and the
 * intervals would come out too short.
 */
function summaries(
  some: readonly number[],
  draws: readonly number[],
  inputs: readonly (readonly number[])[],
  scores: readonly (readonly number[])[],
  observed: readonly number[],
): Summaries {
  const parameters = scores[0].length;
  if (observed.length === 0) return { away: new Map(some.map(i => [i, []])), told: scores[0].map(() => 0) };
  // Runs of one draw go together: a map that had seen one of them would know the numbers of the others. Which quarter a
  // draw is in goes by its place among those at hand, so that the quarters stay alike.
  const places = new Map([...new Set(some.map(i => draws[i]))].map((draw, place) => [draw, place]));
  const foldOf = some.map(i => places.get(draws[i])! % folds);
  const fold = (at: number): number => foldOf[at];
  const moments = Array.from({ length: folds }, (_, without) => {
    const seen = some.filter((_, at) => fold(at) !== without);
    return momentsOf(
      seen.map(i => inputs[i]),
      seen.map(i => scores[i]),
      seen.map(() => 1),
    );
  });
  const tried = ridges.map(ridge => {
    const maps = moments.map(each => fitLinear(each, ridge));
    const given = some.map((i, at) => applyLinear(maps[fold(at)], inputs[i]));
    const told = Array.from({ length: parameters }, (_, k) =>
      rSquared(
        some.map(i => scores[i][k]),
        given.map(row => row[k]),
      ),
    );
    return { maps, given, told, all: told.reduce((sum, share) => sum + share, 0) };
  });
  const { maps, given, told } = tried.reduce((a, b) => (b.all > a.all ? b : a));
  const telling = told.flatMap((share, k) => (share > toldAtLeast ? [k] : []));
  const aims = maps.map(map => applyLinear(map, observed));
  return {
    away: new Map(some.map((i, at) => [i, telling.map(k => given[at][k] - aims[fold(at)][k])])),
    told,
  };
}

function rSquared(values: readonly number[], given: readonly number[]): number {
  const mean = meanOf(values);
  const error = values.reduce((sum, value, i) => sum + (value - given[i]) ** 2, 0);
  return Math.max(0, 1 - error / values.reduce((sum, value) => sum + (value - mean) ** 2, 0));
}

/** The runs nearest to what was observed, weighted by Epanechnikov's kernel. */
function nearest({ away }: Summaries, wanted: number): { near: number[]; weights: number[] } {
  const distances = [...away].map(
    ([i, row]) => [i, Math.sqrt(row.reduce((sum, value) => sum + value ** 2, 0))] as const,
  );
  distances.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  const count = Math.min(distances.length - 1, wanted);
  const width = distances[count][1];
  const near = distances.slice(0, count).sort((a, b) => a[0] - b[0]);
  return {
    near: near.map(([i]) => i),
    // All at one distance: nothing was told, and all count alike.
    weights: near.map(([, distance]) => (width > 0 ? Math.max(1e-9, 1 - (distance / width) ** 2) : 1)),
  };
}

/**
 * Each kept run moved along the local regression of its scores on the summaries, to where nothing is away. The
 * regression is quadratic, as far as there are runs enough for it: a straight one is off by as much as the relation
 * bends over the kept runs (Blum 2010).
 */
function moved(
  near: readonly number[],
  weights: readonly number[],
  { away, told }: Summaries,
  scores: readonly (readonly number[])[],
  draws: readonly number[],
): number[][] {
  const worth = drawsWorth(near, weights, draws);
  const rows = near.map(i => bent(away.get(i)!, worth));
  const map = fitLinear(
    momentsOf(
      rows,
      near.map(i => scores[i]),
      weights,
    ),
    1e-6,
  );
  const there = applyLinear(
    map,
    rows[0].map(() => 0),
  );
  // A map of so many terms leaves less of the spread than there is; and where it leads is itself known no better than
  // half of that, for the middle is better known than the edge. Both tell where draws are few.
  const terms = rows[0].length + 1;
  const wider = Math.sqrt((worth + terms / 2) / Math.max(1, worth - terms));
  return near.map((i, at) => {
    const here = applyLinear(map, rows[at]);
    // What the figures do not tell stays as it was drawn: a map of it would be noise.
    return scores[i].map((score, k) =>
      told[k] > toldAtLeast ? there[k] + wider * (score - here[k]) : score,
    );
  });
}

/** Of what the regression misses in two runs of one draw, so much is their numbers' and the rest their luck's. */
const alike = 0.5;

/** As many runs of draws of their own, all counting alike, as these weighted runs are worth (Kish 1965). */
function drawsWorth(near: readonly number[], weights: readonly number[], draws: readonly number[]): number {
  const own = new Map<number, number>();
  near.forEach((i, at) => own.set(draws[i], (own.get(draws[i]) ?? 0) + weights[at]));
  const squares = (all: readonly number[]): number => all.reduce((sum, weight) => sum + weight ** 2, 0);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum ** 2 / (alike * squares([...own.values()]) + (1 - alike) * squares(weights));
}

/** The distances with their squares, and with their products where so many can be fitted. */
function bent(away: readonly number[], worth: number): number[] {
  const squares = away.map(each => each ** 2);
  const pairs = (away.length * (away.length - 1)) / 2;
  if (worth < 5 * (2 * away.length + pairs)) return [...away, ...squares];
  return [...away, ...squares, ...away.flatMap((a, i) => away.slice(i + 1).map(b => a * b))];
}

/** As many rows, each as often as its weight says, at even steps along the running sum. */
function spreadOut<Row>(rows: readonly Row[], weights: readonly number[], wanted: number): Row[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let at = 0;
  let below = weights[0];
  return Array.from({ length: wanted }, (_, i) => {
    const target = ((i + 0.5) / wanted) * all;
    while (below < target && at < rows.length - 1) below += weights[++at];
    return rows[at];
  });
}

function weightedSpread(
  values: readonly number[],
  weights: readonly number[],
): { mean: number; spread: number } {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = values.reduce((sum, value, i) => sum + weights[i] * value, 0) / all;
  const square = values.reduce((sum, value, i) => sum + weights[i] * (value - mean) ** 2, 0) / all;
  return { mean, spread: Math.sqrt(square) };
}
