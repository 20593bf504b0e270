import { argsort } from '@throughcare/numerics';
import { requireNumbers } from './people.ts';
import type { FocalArm, MatchPeople } from './people.ts';

/** The scale on which distance and caliper are measured: the scores as they are, or log(e / (1 - e)). */
export type Scale = 'raw' | 'logit';

/** Everybody in order: by stratum, then score, then rank. */
export interface Line {
  /** Row of each place. */
  readonly rows: Int32Array;
  /** Score of each place, on the scale asked for; ascending within a stratum. */
  readonly at: Float64Array;
  /** 1 where somebody of the arm stands who gets a match. */
  readonly focal: Uint8Array;
  /** First place of each stratum, and the number of people as the last entry. */
  readonly starts: Int32Array;
}

/**
 * Puts people in line. Rows' order decides only between people alike in arm, stratum, score and rank.
 *
 * @param between columns that decide between people of one score, before rank does
 */
export function lineUp(
  people: MatchPeople,
  arm: FocalArm,
  scale: Scale,
  between: readonly ArrayLike<number>[] = [],
): Line {
  const { treated, stratum, rank } = people;
  const count = treated.length;
  const scores = scaled(people.scores, count, scale);
  let rows = rank ? argsort(rank) : undefined;
  for (const column of [...between].reverse()) rows = sortFurther(rows, column);
  rows = sortFurther(rows, scores);
  if (stratum) rows = sortFurther(rows, stratum);
  const at = new Float64Array(count);
  const focal = new Uint8Array(count);
  const starts = [0];
  for (let place = 0; place < count; place++) {
    const row = rows[place];
    at[place] = scores[row];
    focal[place] = treated[row] === arm ? 1 : 0;
    if (stratum && place > 0 && stratum[row] !== stratum[rows[place - 1]]) starts.push(place);
  }
  return { rows, at, focal, starts: Int32Array.from([...starts, count]) };
}

/** `rows` sorted by `values`, equal ones left in their order. */
function sortFurther(rows: Int32Array | undefined, values: ArrayLike<number>): Int32Array {
  if (!rows) return argsort(values);
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]];
  const order = argsort(taken);
  return order.map(i => rows[i]);
}

function scaled(scores: ArrayLike<number>, count: number, scale: Scale): ArrayLike<number> {
  requireNumbers('scores', scores, count);
  if (scale === 'raw') return scores;
  const logits = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const e = scores[i];
    if (!(e > 0 && e < 1)) {
      throw new RangeError(
        `scores is ${e} in row ${i}; the logit scale needs probabilities above 0 and below 1. Leave out people without common support first, or match on the raw scale.`,
      );
    }
    logits[i] = Math.log(e / (1 - e));
  }
  return logits;
}
