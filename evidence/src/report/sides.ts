import type { PairData } from '../study/pair-data.ts';

/** Members of the cohort in the first and in the second arm, whether or not the design keeps them. */
export function sides({ members, treated }: PairData): readonly [Int32Array, Int32Array] {
  return [members.filter((_, i) => treated[i] === 1), members.filter((_, i) => treated[i] === 0)];
}
