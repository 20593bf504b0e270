import type { DesignMatrix } from '../design-matrix.ts';
import { assign } from './assignment.ts';
import { caliperWidth } from './caliper.ts';
import type { Caliper } from './caliper.ts';
import { lineUp } from './line.ts';
import type { Line, Scale } from './line.ts';
import { mahalanobisSpace, pointDistance } from './mahalanobis-space.ts';
import type { Space } from './mahalanobis-space.ts';
import { matchedPairs } from './matched.ts';
import type { Matched } from './matched.ts';
import { takeClosestFirst } from './nearest-closest.ts';
import { inTurn, takeInOrder } from './nearest-in-order.ts';
import type { MatchOrder } from './nearest.ts';
import { freePoints, neighbours } from './neighbours.ts';
import type { Neighbours } from './neighbours.ts';
import { pairList } from './pair-list.ts';
import type { PairList } from './pair-list.ts';
import { countArms, focalArm, requireRatio } from './people.ts';
import type { MatchPeople } from './people.ts';

/** More possible pairs than this are too many to look at again and again, or to keep with their distances. */
const MOST_LOOKS = 5e9;
const MOST_KEPT = 3e7;

export interface MahalanobisOptions {
  /** ATT: each person of the first arm gets matches from the second; ATC: the other way round. */
  readonly estimand: 'ATT' | 'ATC';
  /** Nearest: in the order given each takes the nearest who is free. Optimal: the least sum of all distances. */
  readonly kind: 'nearest' | 'optimal';
  readonly ratio?: number;
  /** How far apart the scores of a pair may be; needs scores. */
  readonly caliper?: Caliper;
  /** The scale of the caliper; raw unless said. */
  readonly scale?: Scale;
  /** For nearest. Closest unless said; largest and smallest are of the score. */
  readonly order?: MatchOrder;
  /** May somebody be the match of several? For nearest; no, unless said. */
  readonly replace?: boolean;
}

/**
 * Matching on the Mahalanobis distance of covariates, pooled within arms (Rubin 1980), with a caliper on the score if
 * asked for (Rosenbaum and Rubin 1985). `distance` and `widest` of the result are Mahalanobis distances; `caliper` is
 * on the score's scale. Optimal: as many pairs as there can be, then the least sum, exact.
 *
 * Every possible pair is looked at: up to 5,000 million for nearest, 30 million for optimal, so 10,000 people without
 * a caliper, and more with one or with strata. Beyond that it is refused.
 *
 * @param people `scores` may be left out where there is no caliper and the order is not by score
 * @throws RangeError as `matchNearest`; for covariates without spread; when there are too many possible pairs
 */
export function matchMahalanobis(
  design: DesignMatrix,
  people: Omit<MatchPeople, 'scores'> & Partial<Pick<MatchPeople, 'scores'>>,
  options: MahalanobisOptions,
): Matched {
  const arm = focalArm(options.estimand);
  const counts = countArms(people);
  const { ratio = 1, order = 'closest', replace = false, scale = 'raw' } = options;
  requireRatio(ratio, counts[1 - arm]);
  requireUsable(design, people, options);
  const scores = people.scores ?? new Float64Array(people.treated.length);
  const between = Array.from({ length: design.columns - 1 }, (_, j) =>
    Float64Array.from({ length: design.rows }, (_, i) => design.values[i * design.columns + j + 1]),
  );
  const line = lineUp({ ...people, scores }, arm, people.scores ? scale : 'raw', between);
  const width = caliperWidth(options.caliper, line);
  const possible = neighbours(line, width);
  const space = mahalanobisSpace(design, line);
  const apart = (place: number, match: number): number => pointDistance(space, place, match);
  const asking = inTurn(line, order === 'closest' ? 'smallest' : order, people.rank);
  const pairs = pairList(line, asking.length * ratio, apart);
  if (options.kind === 'optimal') {
    refuseBeyond(possible.pairs * ratio, MOST_KEPT, 'optimal');
    pairOptimally(space, possible, inTurn(line, 'smallest', undefined), ratio, pairs);
  } else {
    refuseBeyond(possible.pairs * ratio, MOST_LOOKS, 'nearest');
    if (replace) takeNearest(line, space, possible, ratio, pairs);
    else if (order === 'closest') {
      takeClosestFirst({ asking, places: line.at.length, ratio }, freePoints(space, possible), apart, pairs);
    } else takeInOrder(asking, ratio, freePoints(space, possible), pairs);
  }
  const arms = { treated: people.treated, counts };
  return matchedPairs(pairs.found(), arms, {
    arm,
    ratio,
    replace: replace && options.kind === 'nearest',
    width,
  });
}

function pairOptimally(
  space: Space,
  { others, from, to }: Neighbours,
  asking: Int32Array,
  ratio: number,
  pairs: PairList,
): void {
  const rows = asking.length * ratio;
  const first = new Float64Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    const place = asking[Math.floor(row / ratio)];
    first[row + 1] = first[row] + to[place] - from[place];
  }
  const column = new Int32Array(first[rows]);
  const cost = new Float64Array(first[rows]);
  for (let row = 0, at = 0; row < rows; row++) {
    const place = asking[Math.floor(row / ratio)];
    for (let k = from[place]; k < to[place]; k++, at++) {
      column[at] = k;
      cost[at] = pointDistance(space, place, others[k]);
    }
  }
  const given = assign({ rows, columns: others.length, first, column, cost });
  given.forEach((k, row) => {
    if (k >= 0) pairs.add(asking[Math.floor(row / ratio)], others[k]);
  });
}

/** The `ratio` nearest of each, whoever else has them; of equally near ones the first in line. */
function takeNearest(
  { focal }: Line,
  space: Space,
  { others, from, to }: Neighbours,
  ratio: number,
  pairs: PairList,
): void {
  for (let place = 0; place < focal.length; place++) {
    if (focal[place] === 0) continue;
    const near = Array.from({ length: to[place] - from[place] }, (_, k) => ({
      match: others[from[place] + k],
      distance: pointDistance(space, place, others[from[place] + k]),
    }));
    near.sort((a, b) => a.distance - b.distance || a.match - b.match);
    for (const { match } of near.slice(0, ratio)) pairs.add(place, match);
  }
}

function requireUsable(
  design: DesignMatrix,
  {
    treated,
    scores,
    rank,
  }: { treated: ArrayLike<number>; scores?: ArrayLike<number>; rank?: ArrayLike<number> },
  { caliper, order, kind, replace }: MahalanobisOptions,
): void {
  if (design.rows !== treated.length) {
    throw new RangeError(
      `The design has ${design.rows} rows and treated ${treated.length}; they must be as many.`,
    );
  }
  if (!scores && (caliper || order === 'largest' || order === 'smallest')) {
    throw new RangeError(
      'A caliper and an order by largest or smallest are of the score, and no scores came.',
    );
  }
  if (order === 'rank' && !rank) {
    throw new RangeError(
      'order was rank and nobody has one; give rank, or order by largest, smallest or closest.',
    );
  }
  if (kind === 'optimal' && replace) {
    throw new RangeError(
      'replace came with optimal; with replacement everybody has the nearest anyway: ask for nearest.',
    );
  }
}

function refuseBeyond(pairs: number, most: number, kind: string): void {
  if (pairs <= most) return;
  throw new RangeError(
    `There are ${pairs} possible pairs, and ${kind} Mahalanobis matching looks at each; ${most} is the most. Give a caliper on the score, or exact columns.`,
  );
}
