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

/** Patterns of agreement with how often each comes: the fit looks at patterns, not at pairs. */
interface Patterns {
  readonly levels: readonly Int8Array[];
  readonly counts: Float64Array;
}

function countPatterns(levels: Int8Array): Patterns {
  const byKey = new Map<string, { pattern: Int8Array; count: number }>();
  for (let at = 0; at < levels.length; at += width) {
    const pattern = levels.subarray(at, at + width);
    const key = pattern.join(',');
    const seen = byKey.get(key);
    if (seen) seen.count++;
    else byKey.set(key, { pattern, count: 1 });
  }
  const sorted = [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  return {
    levels: sorted.map(entry => entry.pattern),
    counts: Float64Array.from(sorted, entry => entry.count),
  };
}

/** Where the fit begins: most fields agree in pairs of one person. Only the ends matter; the rest is shared out. */
function beginM(levelsOfField: number): number[] {
  const rest = 0.15 / (levelsOfField - 1);
  return Array.from({ length: levelsOfField }, (_, level) => (level === 0 ? 0.85 : rest));
}

/**
 * Fits m, the levels among pairs of one person, by expectation and maximisation (Dempster, Laird and Rubin 1977) over
 * the candidate pairs. Among candidates u is fitted too, because candidates were chosen for agreeing in something;
 * the model then keeps `u`, which stands for pairs taken blindly. Levels are taken to be independent given the truth.
 */
export function train(
  levels: Int8Array,
  u: readonly (readonly number[])[],
  blindPairs: number,
  rounds = 200,
): LinkModel {
  const patterns = countPatterns(levels);
  const pairs = levels.length / width;
  let m = fieldNames.map(field => beginM(levelCount(field)));
  let among = u.map(field => [...field]);
  let share = Math.min(0.2, 1000 / pairs);
  let round = 0;
  for (; round < rounds; round++) {
    const belief = patterns.levels.map(pattern => posterior(pattern, m, among, share));
    const next = maximise(patterns, belief);
    const moved = Math.abs(next.share - share) / share + largestMove(m, next.m);
    m = next.m;
    among = next.u;
    share = next.share;
    if (moved < 1e-7) break;
  }
  const expectedMatches = share * pairs;
  return {
    fields: eachField((_, index): FieldModel => ({ m: m[index], u: u[index] })),
    expectedMatches,
    candidates: pairs,
    prior: expectedMatches / blindPairs,
    rounds: round,
  };
}

function posterior(
  pattern: Int8Array,
  m: readonly number[][],
  u: readonly number[][],
  share: number,
): number {
  let odds = Math.log(share / (1 - share));
  for (let f = 0; f < width; f++) {
    const level = pattern[f];
    if (level >= 0) odds += Math.log(m[f][level] / u[f][level]);
  }
  return 1 / (1 + Math.exp(-odds));
}

function maximise(patterns: Patterns, belief: readonly number[]) {
  const begin = () => fieldNames.map(field => Array.from({ length: levelCount(field) }, () => 0.01));
  const [m, u] = [begin(), begin()];
  let matched = 0;
  let total = 0;
  patterns.levels.forEach((pattern, index) => {
    const yes = patterns.counts[index] * belief[index];
    const no = patterns.counts[index] - yes;
    matched += yes;
    total += yes + no;
    for (let f = 0; f < width; f++) {
      const level = pattern[f];
      if (level < 0) continue;
      m[f][level] += yes;
      u[f][level] += no;
    }
  });
  return { m: m.map(shares), u: u.map(shares), share: matched / total };
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
