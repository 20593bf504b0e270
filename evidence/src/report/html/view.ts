import type { ReleasedCount } from '../../disclosure/suppress.ts';
import type { Estimand } from '../../weight.ts';
import type { Conclusion } from '../conclusion.ts';
import type { Measure } from '../estimate.ts';
import type { Method } from '../method.ts';
import type { LookFact, LedgerFact } from '../report.ts';
import type { Signature } from '../released.ts';

/** What a page shows of a study, whether it is the exact report or what was released of it. Counts are words by now. */
export interface StudyView {
  readonly study: string;
  readonly question: string;
  readonly population: string;
  readonly madeUp: boolean;
  /** The exact report is restricted; a released one says who let it go out. */
  readonly standing:
    { readonly restricted: true } | { readonly restricted: false; readonly signed: Signature | undefined };
  readonly detected: string;
  readonly windowDays: number;
  readonly doesNotShow: readonly string[];
  readonly attrition: readonly AttritionLine[];
  readonly arms: readonly ArmLine[];
  readonly counted: readonly string[];
  /** Covariates that are not recorded for everybody. */
  readonly missing: readonly string[];
  /** Rows of the files that could not be used, by line. */
  readonly rejected: readonly string[];
  readonly pairs: readonly PairView[];
  readonly secondary: readonly SecondaryLine[];
  readonly tests: { readonly correction: string; readonly rows: readonly (readonly string[])[] };
  readonly traps: readonly TrapLine[];
  readonly method: Method;
  readonly ground: Ground;
  /** What disclosure control did; empty in the exact report. */
  readonly control: readonly string[];
}

export interface AttritionLine {
  readonly step: string;
  readonly removed: number;
  readonly left: number;
  readonly detail: readonly string[];
}

export interface ArmLine {
  readonly arm: string;
  readonly label: string;
  readonly from: string;
  readonly allowed: readonly string[];
  readonly people: string;
}

export interface TrapLine {
  readonly id: string;
  readonly sentence: string;
  readonly size: string | undefined;
}

export interface SecondaryLine {
  readonly detected: string;
  readonly pair: string;
  readonly words: string;
}

/** A figure in thousandths (of differences), with its interval. */
export interface Difference {
  readonly measure: Measure;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
}

export interface PairView {
  readonly first: string;
  readonly second: string;
  readonly labels: readonly [string, string];
  readonly estimand: Estimand;
  readonly conclusion: Conclusion;
  readonly difference: Difference | undefined;
  readonly naive: { readonly value: number; readonly lower: number; readonly upper: number } | undefined;
  readonly arms: readonly {
    readonly label: string;
    readonly n: string;
    readonly detected: string;
    readonly level: string;
  }[];
  readonly curves: readonly CurveView[];
  readonly effects: readonly EffectLine[];
  readonly notMade: readonly string[];
  readonly sensitivity: readonly { readonly name: string; readonly finding: string }[];
  /** What something unrecorded would leave of the ratio; empty where it was not asked. */
  readonly unmeasured: Rows;
  readonly curveTests: Rows;
  readonly traps: readonly TrapLine[];
  readonly balance: readonly {
    readonly covariate: string;
    readonly before: number;
    readonly after: number;
  }[];
  /** Columns and rows of the balance table, the covariate first. */
  readonly balanceTable: Rows;
  /** People of both groups in parts of the propensity score from 0 to 1, not all equally wide. */
  readonly overlap: readonly OverlapPart[];
  readonly characteristics: readonly {
    readonly name: string;
    readonly rows: readonly (readonly string[])[];
  }[];
  readonly leftOut: readonly string[];
  readonly assumptions: readonly string[];
  readonly chance:
    | {
        readonly design: string;
        /** What was known before any outcome. */
        readonly facts: readonly string[];
        readonly effects: readonly string[];
        readonly checks: Rows;
      }
    | undefined;
}

export interface OverlapPart {
  readonly from: number;
  readonly to: number;
  readonly first: ReleasedCount;
  readonly second: ReleasedCount;
}

export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface CurveView {
  readonly arm: string;
  readonly points: readonly {
    readonly day: number;
    readonly value: number;
    readonly lower: number;
    readonly upper: number;
  }[];
  readonly followed: readonly { readonly day: number; readonly count: string }[];
}

export interface EffectLine {
  readonly measure: string;
  readonly words: string;
  readonly standardError: string;
  readonly method: string;
}

export interface Ground {
  readonly protocolSha256: string;
  readonly designSha256: string;
  readonly lockedAt: string;
  readonly ranAt: string;
  readonly looks: number;
  readonly look: LookFact;
  readonly changedAfterOutcomes: boolean;
  readonly ledger: LedgerFact | undefined;
  readonly extractedOn: string | undefined;
  readonly files: readonly {
    readonly file: string;
    readonly sha256: string | undefined;
    readonly rows: string;
  }[];
  readonly engine: string;
  readonly maturity: string;
}
