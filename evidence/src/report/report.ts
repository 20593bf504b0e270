import type { AttritionStep } from '../study/attrition.ts';
import type { Maturity } from '../study/maturity.ts';
import type { NoCounterpart } from '../study/support.ts';
import type { Overlap } from '../study/overlap.ts';
import type { OutcomeFacts } from '../study/outcome.ts';
import type { RejectedRow } from '../extract/table.ts';
import type { BalanceRow } from '../balance.ts';
import type { AssumptionCheck, ChanceEffect } from '../chance/chance-effect.ts';
import type { Estimand } from '../weight.ts';
import type { ProgrammeBasis } from '../protocol/schema.ts';
import type { OutcomeKind } from '../protocol/schema.ts';
import type { ReleaseCell } from '../disclosure/differencing.ts';
import type { Characteristic } from './characteristics.ts';
import type { Conclusion } from './conclusion.ts';
import type { Estimate, Withheld } from './estimate.ts';
import type { Method } from './method.ts';
import type { CurveTest, ImputationFact, MissingCovariate, PairSensitivity } from './pair-sensitivity.ts';
import type { Trap } from './trap.ts';
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
  /** People (unweighted) behind the weighted curve, and how many of them were detected up to each of its days. */
  readonly people: number;
  readonly detectedBy: readonly number[];
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
  /** The figure that the conclusion rests on; its measure follows the kind of outcome. */
  readonly headline: Estimate | Withheld;
  /** The same figure, by its old name. */
  readonly adjusted: Estimate | Withheld;
  readonly hazardRatio: Estimate | Withheld;
  /** Every further measure of the same comparison; none of them decides the conclusion. */
  readonly effects: readonly Estimate[];
  /** Measures that could not be made, and why. */
  readonly notMade: readonly { readonly measure: string; readonly why: string }[];
  /** What this comparison walked into, or nearly. */
  readonly traps: readonly Trap[];
  /** People left out because they had no match within the caliper, or lay beyond the trimming. */
  readonly leftOut: readonly { readonly why: string; readonly first: number; readonly second: number }[];
  readonly logRank: { readonly chiSquare: number; readonly p: number } | undefined;
  /** Tests of the curves, the log-rank among them, and of what the hazard ratio takes for granted. */
  readonly curveTests?: readonly CurveTest[];
  /** What was tried against the headline; absent where there is no headline. */
  readonly sensitivity?: PairSensitivity;
  /** Where covariates were imputed: what that did to the headline. */
  readonly imputation?: ImputationFact;
  readonly noCounterpart: readonly NoCounterpart[];
  /** Covariate columns that follow from others and were left out of the model. */
  readonly dependent: readonly string[];
  readonly balance: readonly BalanceRow[];
  readonly worstImbalance: number;
  readonly effective: readonly [number, number];
  readonly overlap: Overlap | undefined;
  readonly curves: readonly [ArmCurves, ArmCurves] | undefined;
  /** Outcomes by protected characteristic, as they come (E32). */
  readonly characteristics: readonly Characteristic[];
  readonly negativeControl: NegativeControl | undefined;
  readonly when: When | undefined;
  /** Where the design uses what chance did: its assumptions, each checked. */
  readonly chance?: ChanceResult;
}

/** A design that uses what chance did, in words and numbers. */
export interface ChanceResult {
  readonly design: string;
  /** What was known before any outcome: numbers, dates, caseloads, strength. */
  readonly facts: readonly string[];
  readonly effects: readonly { readonly name: string; readonly effect: ChanceEffect }[];
  readonly checks: readonly AssumptionCheck[];
}

/** The same comparison on an outcome that the arms should not change. */
export interface NegativeControl {
  readonly detected: string;
  readonly difference: number;
  readonly standardError: number;
  readonly interval: { readonly lower: number; readonly upper: number; readonly level: number };
  readonly differs: boolean;
}

export interface ArmReport {
  readonly arm: string;
  readonly label: string;
  readonly programme: readonly ProgrammeBasis[];
  /** What else people here may have received, and who put them here. */
  readonly allowed: readonly string[];
  readonly assignedBy: string | undefined;
  readonly timeZero: string;
  readonly n: number;
  /** Where several values of a column mean this arm: how many people have each. */
  readonly madeOf: readonly { readonly what: string; readonly count: number }[];
}

/** Everything a study found, as plain data. */
export interface StudyReport {
  readonly format: 'throughcare-study-report/2';
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
    /** Which look at accruing data this is, and the confidence level that it leaves to every headline. */
    readonly look: LookFact;
    /** The ledger in which the look stands, if one was kept. */
    readonly ledger: LedgerFact | undefined;
    readonly extractedOn: string | undefined;
    readonly files: readonly FileFact[];
    readonly engine: string;
  };
  readonly rejectedRows: readonly RejectedRow[];
  readonly attrition: readonly AttritionStep[];
  readonly arms: readonly ArmReport[];
  readonly outcome: {
    readonly detected: string;
    readonly kind: OutcomeKind;
    readonly windowDays: number;
    readonly convictionLagDays: number;
    readonly facts: OutcomeFacts;
  };
  readonly maturity: Maturity;
  readonly method: Method;
  /** Covariates that are not recorded for everybody. */
  readonly missing?: readonly MissingCovariate[];
  /** Traps of the study as a whole. */
  readonly traps: readonly Trap[];
  readonly pairs: readonly PairReport[];
  /** Further outcomes of the same pairs; secondary. */
  readonly secondary: readonly SecondaryOutcome[];
  readonly tests: TestCount;
  /** Sketches of who stands behind each count that may be released: restricted, and released never. */
  readonly cells: readonly ReleaseCell[];
}

export interface LookFact {
  readonly number: number;
  /** Times that this same look has been made, this one counted. */
  readonly made: number;
  readonly planned: number | undefined;
  /** Chance of a false difference used up by this and all earlier looks. */
  readonly alphaSpent: number;
  /** Confidence level of every headline interval of this look. */
  readonly level: number;
  /** False where no error is left for this look, or none may be spent yet: its figures are shown, and conclude nothing. */
  readonly mayConclude: boolean;
  readonly sentence: string;
}

export interface LedgerFact {
  readonly name: string;
  /** Number of the entry of this look, from 1. */
  readonly entry: number;
  /** Hash of that entry, which holds the hash of the one before it. */
  readonly head: string;
}

export interface SecondaryOutcome {
  readonly name: string;
  readonly detected: string;
  readonly pairs: readonly {
    readonly first: string;
    readonly second: string;
    readonly estimate: Estimate | Withheld;
  }[];
}

/** How many questions one report asks, and what is left of each answer when their number is allowed for. */
export interface TestCount {
  readonly count: number;
  readonly correction: string;
  readonly rows: readonly TestRow[];
}

export interface TestRow {
  readonly first: string;
  readonly second: string;
  readonly outcome: string;
  /** Two-sided; undefined where no figure was made. */
  readonly p: number | undefined;
  /** By Holm (1979). */
  readonly adjustedP: number | undefined;
  readonly standsAfterCorrection: boolean;
}

export interface FileFact {
  readonly file: string;
  readonly sha256: string;
  readonly rows: number;
  readonly rejected: number;
}
