import type { AttritionStep } from '../study/attrition.ts';
import type { Maturity } from '../study/maturity.ts';
import type { NoCounterpart } from '../study/support.ts';
import type { Overlap } from '../study/pair-design.ts';
import type { OutcomeFacts } from '../study/outcome.ts';
import type { RejectedRow } from '../extract/table.ts';
import type { BalanceRow } from '../balance.ts';
import type { Estimand } from '../weight.ts';
import type { ProgrammeBasis } from '../protocol/schema.ts';
import type { Conclusion } from './conclusion.ts';
import type { Estimate, Withheld } from './estimate.ts';
import type { When } from './when.ts';

/** A survival curve as plain points: the share not yet detected, from day 0. */
export interface CurvePoints {
  readonly days: readonly number[];
  readonly undetected: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

export interface ArmCurves {
  readonly arm: string;
  readonly label: string;
  readonly unweighted: CurvePoints;
  readonly weighted: CurvePoints;
  /** People (unweighted) still followed on each of a few days. */
  readonly atRisk: readonly { readonly day: number; readonly people: number }[];
}

/** One pair of arms, from design to conclusion. Exact and restricted: what leaves goes through `release`. */
export interface PairReport {
  readonly first: string;
  readonly second: string;
  readonly labels: readonly [string, string];
  readonly estimand: Estimand;
  readonly conclusion: Conclusion;
  readonly naive: Estimate | Withheld;
  readonly adjusted: Estimate | Withheld;
  readonly hazardRatio: Estimate | Withheld;
  readonly logRank: { readonly chiSquare: number; readonly p: number } | undefined;
  readonly noCounterpart: readonly NoCounterpart[];
  /** Covariate columns that follow from others and were left out of the model. */
  readonly dependent: readonly string[];
  readonly balance: readonly BalanceRow[];
  readonly worstImbalance: number;
  readonly effective: readonly [number, number];
  readonly overlap: Overlap | undefined;
  readonly curves: readonly [ArmCurves, ArmCurves] | undefined;
  readonly negativeControl: NegativeControl | undefined;
  readonly when: When | undefined;
}

/** The same comparison on an outcome that the arms should not change. */
export interface NegativeControl {
  readonly detected: string;
  readonly difference: number;
  readonly interval: { readonly lower: number; readonly upper: number; readonly level: number };
  readonly differs: boolean;
}

export interface ArmReport {
  readonly arm: string;
  readonly label: string;
  readonly programme: readonly ProgrammeBasis[];
  readonly timeZero: string;
  readonly n: number;
  /** Where several values of a column mean this arm: how many people have each. */
  readonly madeOf: readonly { readonly what: string; readonly count: number }[];
}

/** Everything a study found, as plain data. */
export interface StudyReport {
  readonly format: 'throughcare-study-report/1';
  readonly study: string;
  readonly question: string;
  readonly population: string;
  readonly madeUp: boolean;
  readonly doesNotShow: readonly string[];
  readonly standsOn: {
    readonly protocolSha256: string;
    readonly designSha256: string;
    readonly lockedAt: string;
    readonly ranAt: string;
    /** How many times outcomes have been read under this study's lock, this one counted. */
    readonly looks: number;
    readonly changedAfterOutcomes: boolean;
    readonly extractedOn: string | undefined;
    readonly files: readonly FileFact[];
    readonly engine: string;
  };
  readonly rejectedRows: readonly RejectedRow[];
  readonly attrition: readonly AttritionStep[];
  readonly arms: readonly ArmReport[];
  readonly outcome: {
    readonly detected: string;
    readonly windowDays: number;
    readonly convictionLagDays: number;
    readonly facts: OutcomeFacts;
  };
  readonly maturity: Maturity;
  readonly pairs: readonly PairReport[];
}

export interface FileFact {
  readonly file: string;
  readonly sha256: string;
  readonly rows: number;
  readonly rejected: number;
}
