import type { ReleasedCount } from '../disclosure/suppress.ts';
import type { ThinPoint, ThinRisk } from '../disclosure/thin-curve.ts';
import type { Estimand } from '../weight.ts';
import type { OutcomeKind } from '../protocol/schema.ts';
import type { Conclusion } from './conclusion.ts';
import type { Measure } from './estimate.ts';
import type { Method } from './method.ts';
import type { LedgerFact, LookFact, TestCount } from './report.ts';
import type { TrapId } from './trap.ts';

/** What of a report may leave the analyst's hands, as plain data. */
export interface ReleasedReport {
  readonly format: 'throughcare-study-release/2';
  readonly study: string;
  readonly question: string;
  readonly population: string;
  readonly madeUp: boolean;
  readonly doesNotShow: readonly string[];
  /** Who let it go out, and which lay or survivor reviewer read it; undefined until then. */
  readonly signed: Signature | undefined;
  readonly protocolSha256: string;
  readonly standsOn: ReleasedGround;
  readonly outcome: {
    readonly detected: string;
    readonly kind: OutcomeKind;
    readonly windowDays: number;
    readonly convictionLagDays: number;
    readonly facts: readonly { readonly what: string; readonly count: ReleasedCount }[];
  };
  /** Why everybody's follow-up is over; dates of single people are months here. */
  readonly maturity: string;
  readonly arms: readonly {
    readonly arm: string;
    readonly label: string;
    readonly allowed: readonly string[];
    readonly timeZero: string;
  }[];
  readonly method: Method;
  /** Steps that took fewer than 10 people are told together with others. */
  readonly attrition: readonly ReleasedStep[];
  readonly traps: readonly ReleasedTrap[];
  readonly pairs: readonly ReleasedPair[];
  readonly secondary: readonly ReleasedSecondary[];
  readonly tests: Pick<TestCount, 'count' | 'correction'>;
  /** What disclosure control did to the report, in sentences. */
  readonly control: readonly string[];
}

export interface Signature {
  readonly by: string;
  readonly reviewer: string | undefined;
  readonly at: string;
}

export interface ReleasedGround {
  readonly designSha256: string;
  readonly lockedAt: string;
  readonly ranAt: string;
  readonly looks: number;
  readonly look: LookFact;
  readonly changedAfterOutcomes: boolean;
  readonly ledger: LedgerFact | undefined;
  readonly extractedOn: string | undefined;
  /** Without their hashes: whoever knows all of a file but one person's outcome could try which of two hashes is right. */
  readonly files: readonly { readonly file: string; readonly rows: ReleasedCount }[];
  readonly engine: string;
}

export interface ReleasedStep {
  readonly step: string;
  readonly removed: number;
  readonly left: number;
}

export interface ReleasedTrap {
  readonly id: TrapId;
  readonly sentence: string;
}

export interface ReleasedArm {
  readonly arm: string;
  readonly label: string;
  readonly n: ReleasedCount;
  /** People with a detected event, before any weighting. */
  readonly detected: ReleasedCount;
  /** People (or, of rates, offences) of 1,000 after weighting, to the step of the group; undefined where counts are hidden. */
  readonly perThousand: number | undefined;
}

/** In whole people of a thousand, or offences in a thousand people at risk for a year. */
export interface ReleasedDifference {
  readonly measure: Measure;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
}

export interface ReleasedEffect extends ReleasedDifference {
  readonly method: string;
}

export interface ReleasedCurve {
  readonly arm: string;
  readonly label: string;
  readonly points: readonly ThinPoint[];
  readonly atRisk: readonly ThinRisk[];
}

export interface ReleasedCharacteristic {
  readonly name: string;
  readonly groups: readonly {
    readonly group: string;
    readonly n: readonly [ReleasedCount, ReleasedCount];
    readonly detected: readonly [ReleasedCount, ReleasedCount];
  }[];
}

export interface ReleasedPair {
  readonly first: string;
  readonly second: string;
  readonly labels: readonly [string, string];
  readonly estimand: Estimand;
  readonly conclusion: Conclusion;
  readonly arms: readonly ReleasedArm[];
  /** As the groups come, from rounded counts. */
  readonly naivePerThousand: number | undefined;
  /** Absent where a count of the pair is hidden, for it would tell it. */
  readonly differencePerThousand: ReleasedDifference | undefined;
  readonly effects: readonly ReleasedEffect[];
  readonly sensitivity: readonly { readonly name: string; readonly finding: string }[];
  readonly curves: readonly [ReleasedCurve, ReleasedCurve] | undefined;
  /** Standardised mean differences to two places, without levels that few people have. */
  readonly balance: readonly {
    readonly covariate: string;
    readonly before: number;
    readonly after: number;
  }[];
  /** People by propensity score, in bins joined until each holds ten or more of both groups. */
  readonly overlap: readonly {
    readonly from: number;
    readonly to: number;
    readonly first: ReleasedCount;
    readonly second: ReleasedCount;
  }[];
  readonly characteristics: readonly ReleasedCharacteristic[];
  readonly traps: readonly ReleasedTrap[];
  readonly when: string | undefined;
  readonly assumptions: readonly string[];
}

export interface ReleasedSecondary {
  readonly detected: string;
  readonly pairs: readonly {
    readonly first: string;
    readonly second: string;
    readonly differencePerThousand: ReleasedDifference | undefined;
  }[];
}
