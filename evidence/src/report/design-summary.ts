import type { BalanceRow } from '../balance.ts';
import type { RejectedRow } from '../extract/table.ts';
import type { Estimand } from '../weight.ts';
import type { AttritionStep } from '../study/attrition.ts';
import type { ChanceKnown } from '../study/chance-known.ts';
import type { StudyDesign } from '../study/design.ts';
import type { Lock } from '../study/lock.ts';
import type { Maturity } from '../study/maturity.ts';
import type { Overlap } from '../study/overlap.ts';
import type { NoCounterpart } from '../study/support.ts';

/** A design as plain data: what may be looked at before outcomes, without the people. */
export interface DesignSummary {
  readonly format: 'throughcare-study-design/1';
  readonly lock: Lock;
  readonly attrition: readonly AttritionStep[];
  readonly maturity: Maturity;
  readonly rejectedRows: readonly RejectedRow[];
  readonly pairs: readonly PairSummary[];
}

export interface PairSummary {
  readonly first: string;
  readonly second: string;
  readonly estimand: Estimand;
  readonly n: readonly [number, number];
  readonly noCounterpart: readonly NoCounterpart[];
  readonly comparison:
    | {
        readonly possible: true;
        readonly effective: readonly [number, number];
        readonly balance: readonly BalanceRow[];
        readonly worstImbalance: number;
        readonly overlap: Overlap;
        readonly dependent: readonly string[];
      }
    | { readonly possible: false; readonly because: string };
  /** Where the design uses what chance did: counts and checks. */
  readonly chance?: ChanceKnown;
}

export function designSummary({
  lock,
  attrition,
  maturity,
  rejectedRows,
  pairs,
}: StudyDesign): DesignSummary {
  return {
    format: 'throughcare-study-design/1',
    lock,
    attrition,
    maturity,
    rejectedRows,
    pairs: pairs.map(({ comparison, chance, ...own }) => {
      const pair = chance === undefined ? own : { ...own, chance: chance.known };
      if (!comparison.possible) return { ...pair, comparison };
      const { balance, worstImbalance, overlap, dependent, weighted } = comparison;
      const { effective } = weighted;
      return {
        ...pair,
        comparison: { possible: true, effective, balance, worstImbalance, overlap, dependent },
      };
    }),
  };
}
