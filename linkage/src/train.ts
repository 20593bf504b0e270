import { stream } from '@throughcare/numerics';
import { compareInto, fieldNames } from './compare.ts';
import type { Identity } from './identity.ts';
import { eachField, levelCount, type FieldModel, type LinkModel } from './model.ts';

const width = fieldNames.length;

/**
 * How often each level comes among pairs of two different people: counted over `samples` pairs taken at random, since
 * nearly all such pairs are of two. Half a pair is added to each level, so that none is ever impossible.
 */
export function estimateU(
  left: readonly Identity[],
  right: readonly Identity[],
  seed: number,
  samples = 300_000,
): number[][] {
  const random = stream(seed, 0, 0, 1);
  const levels = new Int8Array(width);
  const counts = fieldNames.map(field => Array.from({ length: levelCount(field) }, () => 0.5));
  for (let k = 0; k < samples; k++) {
    compareInto(left[random.below(left.length)], right[random.below(right.length)], levels, 0);
    for (let f = 0; f < width; f++) if (levels[f] >= 0) counts[f][levels[f]]++;
  }
  return counts.map(shares);
}

function shares(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map(count => count / total);
}

/** What is expected of m before any pair is seen: most fields agree in pairs of one person, the rest is shared out. */
function expectedM(levelsOfField: number): number[] {
  const rest = 0.15 / (levelsOfField - 1);
  return Array.from({ length: levelsOfField }, (_, level) => (level === 0 ? 0.85 : rest));
}

/**
 * How many pairs that expectation is worth. Where few people of the left are on the right there are few true pairs to
 * learn from; without it the fit then takes whatever agrees in something for one person.
 */
const PRIOR_PAIRS = 20;

/** Candidate pairs as the fit sees them: levels of each, and which left record it is a candidate of. */
export interface CandidateLevels {
  readonly levels: Int8Array;
  /** Index of the left record of each pair; pairs of one record stand together. */
  readonly left: Int32Array;
}

/**
 * Fits m, the levels among pairs of one person, by expectation and maximisation (Dempster, Laird and Rubin 1977) over
 * the candidate pairs, with u kept as it is among pairs taken blindly. A left record is one of its candidates or none of
 * them, so that it never counts for more than one. Levels are taken to be independent given the truth.
 */
export function train(
  { levels, left }: CandidateLevels,
  u: readonly (readonly number[])[],
  rows: { readonly left: number; readonly right: number },
  rounds = 200,
): LinkModel {
  const pairs = left.length;
  const belief = new Float64Array(pairs);
  let m = fieldNames.map(field => expectedM(levelCount(field)));
  let share = 0.5;
  let round = 0;
  for (; round < rounds; round++) {
    expect({ levels, left }, m, u, share, rows.right, belief);
    const next = maximise(levels, belief);
    const nextShare = (next.matched + 0.5) / (rows.left + 1);
    const moved = Math.abs(nextShare - share) + largestMove(m, next.m);
    m = next.m;
    share = nextShare;
    if (moved < 1e-7) break;
  }
  return {
    fields: eachField((_, index): FieldModel => ({ m: m[index], u: u[index] })),
    expectedMatches: share * rows.left,
    candidates: pairs,
    prior: share / rows.right,
    rounds: round,
  };
}

/** The chance of each pair to be of one person, given the other candidates of its left record. */
function expect(
  { levels, left }: CandidateLevels,
  m: readonly number[][],
  u: readonly (readonly number[])[],
  share: number,
  rightRows: number,
  belief: Float64Array,
): void {
  const ratios = m.map((field, f) => field.map((value, level) => Math.log(value / u[f][level])));
  for (let from = 0; from < left.length;) {
    let to = from;
    let sum = 1 - share;
    while (to < left.length && left[to] === left[from]) {
      let evidence = 0;
      for (let f = 0; f < width; f++) {
        const level = levels[to * width + f];
        if (level >= 0) evidence += ratios[f][level];
      }
      belief[to] = (share / rightRows) * Math.exp(evidence);
      sum += belief[to++];
    }
    for (; from < to; from++) belief[from] /= sum;
  }
}

function maximise(levels: Int8Array, belief: Float64Array) {
  const m = fieldNames.map(field => expectedM(levelCount(field)).map(value => value * PRIOR_PAIRS));
  let matched = 0;
  belief.forEach((chance, pair) => {
    matched += chance;
    for (let f = 0; f < width; f++) {
      const level = levels[pair * width + f];
      if (level >= 0) m[f][level] += chance;
    }
  });
  return { m: m.map(shares), matched };
}

function largestMove(a: readonly number[][], b: readonly number[][]): number {
  let largest = 0;
  a.forEach((field, f) =>
    field.forEach((value, level) => {
      largest = Math.max(largest, Math.abs(value - b[f][level]));
    }),
  );
  return largest;
}
